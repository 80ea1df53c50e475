// SPDX-License-Identifier: EPL-2.0
/**
 * Ciphers by BouncyCastle's lightweight API, in plain Java: the formats of {@code crypto.jdk} once more, byte for byte,
 * for a Java whose providers lack them or are not trusted; and {@code serpent-256-gcm-v1}, which no JDK has. Their
 * ranking is below that of the JDK's, since they take up to 40 times as long. Start with {@link SerpentGcmSuite};
 * docs/format-crypto.md is the normative description.
 */
@NullMarked
package org.holdfast.crypto.bouncycastle;

import org.jspecify.annotations.NullMarked;
