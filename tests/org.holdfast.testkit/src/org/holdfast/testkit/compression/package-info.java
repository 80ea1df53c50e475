// SPDX-License-Identifier: EPL-2.0
/** What every provider of a compressor passes: extend {@link CompressorContract}. */
@NullMarked
package org.holdfast.testkit.compression;

import org.jspecify.annotations.NullMarked;
