// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import org.holdfast.format.ByteReader;
import org.holdfast.format.Chunker;
import org.holdfast.model.ChunkId;

/** What stands before a chunk's stored bytes in its first frame. */
record ChunkRecord(ChunkId id, int compression, int plainLength, int storedLength) {
    static final int BYTES = 42;

    // Layout (docs/format.md, chunk record)
    //
    //  0  chunk id          32
    // 32  compression u8     1   0 for stored as it is
    // 33  reserved           1   0
    // 34  plain length u32   4   1 byte to 2 MiB
    // 38  stored length u32  4   as long as plain for compression 0, else shorter
    // 42  stored bytes

    static ChunkRecord of(ChunkData chunk) {
        return new ChunkRecord(chunk.id(), chunk.compression(), chunk.plainLength(), chunk.length());
    }

    void write(ByteBuffer out) {
        id.value().write(out);
        out.put((byte) compression).put((byte) 0).putInt(plainLength).putInt(storedLength);
    }

    static ChunkRecord read(ByteBuffer in) {
        ByteReader r = new ByteReader("chunk record", in);
        ChunkId id = new ChunkId(r.id32());
        int compression = r.u8();
        r.zero(1);
        int plainLength = r.u32(Chunker.LONGEST);
        int storedLength = r.u32(Chunker.LONGEST);
        try {
            ChunkData.check(compression, plainLength, storedLength);
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
        return new ChunkRecord(id, compression, plainLength, storedLength);
    }
}
