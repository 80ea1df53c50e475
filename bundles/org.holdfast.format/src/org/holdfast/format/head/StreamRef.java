// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.SegmentId;

/**
 * A byte stream by where its chunks lie, so that it can be read without any index: the pieces' plaintexts, one after
 * the other.
 *
 * @param length of the stream in bytes: the sum of the pieces' plaintext lengths
 */
public record StreamRef(long length, List<Piece> pieces) {
    /** The stream of no bytes. */
    public static final StreamRef EMPTY = new StreamRef(0, List.of());

    /** The most pieces of a stream; what is encoded is bounded further by the head's size. */
    public static final int MAX_PIECES = 4096;

    /** Length of an encoded piece. */
    static final int PIECE_BYTES = 32;

    /**
     * A chunk by place.
     *
     * @param offset of its first frame in the segment, in bytes
     * @param frame number of its first frame
     * @param plainLength in bytes
     * @param storedLength after compression, in bytes
     */
    public record Piece(SegmentId segment, int offset, int frame, int plainLength, int storedLength) {
        public Piece {
            if (offset < 0 || frame < 0 || plainLength < 1 || storedLength < 1) {
                throw new IllegalArgumentException("a piece of a stream is not empty and lies somewhere");
            }
        }
    }

    public StreamRef {
        pieces = List.copyOf(pieces);
        if (pieces.size() > MAX_PIECES
                || pieces.stream().mapToLong(Piece::plainLength).sum() != length) {
            throw new IllegalArgumentException("a stream is as long as its pieces, at most " + MAX_PIECES);
        }
    }

    // Layout: length u64 | count u16 | count × (segment 16 | offset u32 | frame u32 | plain length u32 | stored length
    // u32)

    void write(ByteWriter out) {
        out.u64(length).u16(pieces.size());
        for (Piece piece : pieces) {
            out.id16(piece.segment().value())
                    .u32(piece.offset())
                    .u32(piece.frame())
                    .u32(piece.plainLength())
                    .u32(piece.storedLength());
        }
    }

    static StreamRef read(ByteReader in) {
        long length = in.u64();
        Piece[] pieces = new Piece[in.count16(MAX_PIECES, PIECE_BYTES)];
        try {
            for (int i = 0; i < pieces.length; i++) {
                pieces[i] = new Piece(
                        new SegmentId(in.id16()),
                        in.u32(Integer.MAX_VALUE),
                        in.u32(Integer.MAX_VALUE),
                        in.u32(Integer.MAX_VALUE),
                        in.u32(Integer.MAX_VALUE));
            }
            return new StreamRef(length, List.of(pieces));
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
