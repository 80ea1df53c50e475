// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import org.holdfast.model.ChunkId;

/**
 * Where a chunk lies in its segment.
 *
 * @param offset of its first frame, in bytes
 * @param frame number of its first frame
 * @param plainLength in bytes
 * @param storedLength after compression, in bytes
 */
public record SegmentEntry(ChunkId id, int offset, int frame, int plainLength, int storedLength) {}
