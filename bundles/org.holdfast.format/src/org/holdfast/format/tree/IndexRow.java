// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.nio.ByteBuffer;
import org.holdfast.format.ByteReader;
import org.holdfast.format.Chunker;
import org.holdfast.format.Limits;
import org.holdfast.model.ChunkId;
import org.holdfast.model.SegmentId;

/**
 * Where a chunk lies.
 *
 * @param offset of its first frame in the segment, in bytes
 * @param frame number of its first frame
 * @param plainLength in bytes
 * @param storedLength after compression, in bytes
 */
public record IndexRow(ChunkId chunk, SegmentId segment, int offset, int frame, int plainLength, int storedLength) {
    /** Length of the encoded form. */
    public static final int BYTES = 64;

    private static final int MAX_FRAME = 1 << 16;

    public IndexRow {
        if (offset < 0 || offset > Limits.SEGMENT || frame < 0 || frame > MAX_FRAME) {
            throw new IllegalArgumentException("no chunk lies at frame " + frame + ", byte " + offset);
        }
        if (plainLength < 1 || plainLength > Chunker.LONGEST || storedLength < 1 || storedLength > plainLength) {
            throw new IllegalArgumentException(storedLength + " bytes stored for a chunk of " + plainLength);
        }
    }

    // Layout: chunk id 32 | segment id 16 | offset u32 | frame u32 | plain length u32 | stored length u32

    /** Writes 64 bytes at the buffer's position; the buffer must be big-endian. */
    public void write(ByteBuffer out) {
        chunk.value().write(out);
        segment.value().write(out);
        out.putInt(offset).putInt(frame).putInt(plainLength).putInt(storedLength);
    }

    /** Reads 64 bytes at the buffer's position. @throws org.holdfast.model.MalformedInput if they are no row */
    public static IndexRow read(ByteBuffer in) {
        ByteReader r = new ByteReader("index row", in);
        try {
            return new IndexRow(
                    new ChunkId(r.id32()),
                    new SegmentId(r.id16()),
                    r.u32(Integer.MAX_VALUE),
                    r.u32(Integer.MAX_VALUE),
                    r.u32(Integer.MAX_VALUE),
                    r.u32(Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }
}
