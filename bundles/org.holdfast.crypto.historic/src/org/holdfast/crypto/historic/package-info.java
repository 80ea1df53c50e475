// SPDX-License-Identifier: EPL-2.0
/**
 * Ciphers of the past: DES, Triple DES and RC4, each with HMAC-MD5, and RSA-OAEP. For reading what was once written so,
 * for comparing, and to show that any cipher can be plugged in; not for keeping secrets. Each service carries the
 * property {@code historic=true}, by which a node refuses it unless policy allows. Start with {@link DesSuite};
 * docs/format-crypto-historic.md is the normative description.
 */
@NullMarked
package org.holdfast.crypto.historic;

import org.jspecify.annotations.NullMarked;
