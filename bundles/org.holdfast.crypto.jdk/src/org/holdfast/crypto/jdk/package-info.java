// SPDX-License-Identifier: EPL-2.0
/**
 * The ciphers {@code aes-256-gcm-v1}, {@code aes-256-ctr-v1} and {@code chacha20-poly1305-v1} by the JDK's own
 * providers. Start with {@link AesGcmSuite}; docs/format-crypto.md is the normative description.
 */
@NullMarked
package org.holdfast.crypto.jdk;

import org.jspecify.annotations.NullMarked;
