// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.Chunker;
import org.holdfast.model.ChunkId;

/**
 * The plaintext of the index frame: what the segment holds, in order. Offsets and frame numbers follow from the
 * lengths, so they are not written and cannot contradict them.
 */
final class SegmentIndex {
    // Layout (docs/format.md, index frame)
    //
    // 0      chunks u32                4   1 to 65,536
    // 4      per chunk                40   chunk id 32 | plain length u32 | stored length u32
    // 4+40c  padding                   …   zeros, as many as fill the segment

    static final int FIXED = 4;
    static final int ROW = 40;

    private SegmentIndex() {}

    static void write(List<SegmentEntry> entries, ByteBuffer out) {
        out.putInt(entries.size());
        for (SegmentEntry entry : entries) {
            entry.id().value().write(out);
            out.putInt(entry.plainLength()).putInt(entry.storedLength());
        }
    }

    /** @param overhead of the inner cipher */
    static List<SegmentEntry> read(ByteBuffer in, SegmentHeader header, int overhead) {
        ByteReader r = new ByteReader("segment index", in);
        int count = r.u32(header.frames());
        if (count < 1 || (long) count * ROW > r.remaining()) {
            throw r.bad(count + " chunks do not fit");
        }
        List<SegmentEntry> entries = new ArrayList<>(count);
        long offset = SegmentHeader.BYTES;
        int frame = 0;
        for (int i = 0; i < count; i++) {
            ChunkId id = new ChunkId(r.id32());
            int plainLength = r.u32(Chunker.LONGEST);
            int storedLength = r.u32(Chunker.LONGEST);
            if (offset > header.indexOffset() || storedLength < 1 || storedLength > plainLength) {
                throw r.bad("chunk " + i + " does not fit");
            }
            entries.add(new SegmentEntry(id, (int) offset, frame, plainLength, storedLength));
            offset += FrameContext.span(ChunkRecord.BYTES + storedLength, overhead);
            frame += FrameContext.count(ChunkRecord.BYTES + storedLength);
        }
        if (offset != header.indexOffset() || frame != header.frames()) {
            throw r.bad("the chunks do not fill the space before the index");
        }
        r.zero(r.remaining());
        return entries;
    }
}
