// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.List;
import org.holdfast.model.SegmentId;

/**
 * A finished segment: {@code length} bytes from the buffer's start, which are m shards of {@code shardLength}. The
 * buffer came from {@link SegmentBuffers} and goes back there when all shards are out.
 */
public record SealedSegment(SegmentId id, byte[] buffer, int length, int shardLength, List<SegmentEntry> entries) {
    public SealedSegment {
        entries = List.copyOf(entries);
    }

    @Override
    public String toString() {
        return "segment " + id + ", " + length + " bytes, " + entries.size() + " chunks";
    }
}
