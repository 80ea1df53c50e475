// SPDX-License-Identifier: EPL-2.0
/**
 * The compressor {@code deflate-v1} by the JDK's zlib: slower and weaker than Zstandard, but there wherever Java is,
 * without native code of our own. Start with {@link DeflateCompressor}; docs/format-compression.md is the normative
 * description.
 */
@NullMarked
package org.holdfast.compression.deflate;

import org.jspecify.annotations.NullMarked;
