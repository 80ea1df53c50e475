// SPDX-License-Identifier: EPL-2.0
/**
 * The compressor {@code zstd-v1}: Zstandard by the native library in the zstd-jni bundle, which stays put when this thin
 * bundle is replaced. Start with {@link ZstdCompressor}; docs/format-compression.md is the normative description.
 */
@NullMarked
package org.holdfast.compression.zstd;

import org.jspecify.annotations.NullMarked;
