// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import org.holdfast.model.CodeShape;

/**
 * Which bytes of a segment belong to which position and codeword (R41).
 *
 * <p>A segment is m data shards one after the other. Each shard is p rows of 16 KiB; row j of the n shards is codeword
 * j, so p groups of m data blocks give p codewords of n, and shard i of every codeword lies at position i. Losing a
 * partner loses one shard of each codeword, and repair replaces one position of all of them at once.
 *
 * <pre>
 *               position 0   1 … m−1   m … n−1
 * codeword 0       row 0     row 0     row 0
 * codeword 1       row 1     row 1     row 1
 * …
 * </pre>
 *
 * @param shardLength bytes, a multiple of {@link #ROW}
 */
public record SegmentLayout(CodeShape shape, int shardLength) {
    /** Bytes of one shard of one codeword. */
    public static final int ROW = 16 * 1024;

    public SegmentLayout {
        if (shardLength < ROW || shardLength % ROW != 0 || (long) shardLength * shape.n() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a shard is a whole number of rows of 16 KiB, not " + shardLength);
        }
    }

    /** The smallest layout whose data shards hold {@code bytes}. */
    public static SegmentLayout holding(CodeShape shape, int bytes) {
        long group = (long) ROW * shape.m();
        long rows = Math.max(1, (bytes + group - 1) / group);
        return new SegmentLayout(shape, Math.toIntExact(rows * ROW));
    }

    /** How many codewords the segment has: p. */
    public int codewords() {
        return shardLength / ROW;
    }

    /** Bytes of all data shards. */
    public int segmentLength() {
        return shape.m() * shardLength;
    }

    /** Where a data position's shard lies in the segment. */
    public ByteRange shard(int position) {
        requireData(position);
        return new ByteRange(position * shardLength, shardLength);
    }

    /** Where a codeword's bytes lie in every shard, parity included. */
    public ByteRange row(int codeword) {
        if (codeword < 0 || codeword >= codewords()) {
            throw new IllegalArgumentException("there is no codeword " + codeword + " of " + codewords());
        }
        return new ByteRange(codeword * ROW, ROW);
    }

    /** Where a codeword's data block lies in the segment. */
    public ByteRange block(int codeword, int position) {
        return new ByteRange(shard(position).offset() + row(codeword).offset(), ROW);
    }

    /** The data position that holds a byte of the segment. */
    public int positionOf(int offset) {
        if (offset < 0 || offset >= segmentLength()) {
            throw new IllegalArgumentException("byte " + offset + " is not in a segment of " + segmentLength());
        }
        return offset / shardLength;
    }

    /** The codeword that a byte of the segment is part of. */
    public int codewordOf(int offset) {
        return (offset - positionOf(offset) * shardLength) / ROW;
    }

    private void requireData(int position) {
        if (position < 0 || position >= shape.m()) {
            throw new IllegalArgumentException("position " + position + " of " + shape + " holds no data shard");
        }
    }
}
