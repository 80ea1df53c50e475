// SPDX-License-Identifier: EPL-2.0
/**
 * Segments: groups of compressed, encrypted chunks, padded so that an erasure code can cut them into shards. Start with
 * {@link SegmentWriter} and {@link SegmentReader}.
 */
@NullMarked
package org.holdfast.format.segment;

import org.jspecify.annotations.NullMarked;
