// SPDX-License-Identifier: EPL-2.0
/** What a cipher implements: start with {@link CipherSuite}. Keys come in per segment or per block; nonces from the format. */
@NullMarked
package org.holdfast.spi.crypto;

import org.jspecify.annotations.NullMarked;
