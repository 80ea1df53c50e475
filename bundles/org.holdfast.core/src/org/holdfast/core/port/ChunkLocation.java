// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.model.SegmentId;

/**
 * Where a chunk lies.
 *
 * @param offset of its first frame in the segment, in bytes
 * @param frame number of its first frame
 * @param plainLength of the chunk, in bytes
 * @param storedLength after compression, in bytes
 */
public record ChunkLocation(SegmentId segment, int offset, int frame, int plainLength, int storedLength) {}
