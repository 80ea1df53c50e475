// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

/**
 * What an audit scheme works on.
 *
 * @param pieceLog2 binary logarithm of the length in bytes of the pieces that samples are drawn from, 9 to 26; 0 if a
 *     whole block is one piece
 * @param tagged whether a block must carry a tag of 16 bytes for each piece, between header and payload
 * @param kept bytes that the owner keeps for each piece by itself; 0 for a scheme that needs nothing but keys
 * @param mostSamples pieces that one proof may be about, from 1
 */
public record AuditShape(int pieceLog2, boolean tagged, int kept, int mostSamples) {
    /** Length of one tag. */
    public static final int TAG_BYTES = 16;

    public AuditShape {
        if (pieceLog2 != 0 && (pieceLog2 < 9 || pieceLog2 > 26)) {
            throw new IllegalArgumentException("pieces have 512 bytes to 64 MiB, not 2^" + pieceLog2);
        }
        if (tagged && pieceLog2 == 0) {
            throw new IllegalArgumentException("tags belong to pieces of a block, not to whole blocks");
        }
        if (kept < 0 || mostSamples < 1) {
            throw new IllegalArgumentException("an owner keeps 0 bytes or more, and a proof is about 1 piece or more");
        }
    }

    /** Pieces of a payload; the last one may be short. */
    public int pieces(int payloadLength) {
        return pieceLog2 == 0 ? 1 : (int) (((long) payloadLength + (1L << pieceLog2) - 1) >> pieceLog2);
    }

    /** Bytes of the tags of a payload. */
    public int tagsLength(int payloadLength) {
        return tagged ? pieces(payloadLength) * TAG_BYTES : 0;
    }

    /** Where a piece begins in its payload. */
    public int offset(int piece) {
        return piece << pieceLog2;
    }

    /** Bytes of a piece of this payload. */
    public int length(int piece, int payloadLength) {
        return pieceLog2 == 0 ? payloadLength : Math.min(1 << pieceLog2, payloadLength - offset(piece));
    }
}
