// SPDX-License-Identifier: EPL-2.0
/** What a compressor implements: {@link Compressor}. */
@NullMarked
package org.holdfast.spi.compression;

import org.jspecify.annotations.NullMarked;
