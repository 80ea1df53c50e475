// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentLayoutTest {
    @ParameterizedTest
    @CsvSource({
        // code, bytes to hold, shard, segment, codewords
        "5+2, 1, 16384, 81920, 1",
        "5+2, 81920, 16384, 81920, 1",
        "5+2, 81921, 32768, 163840, 2",
        "10+4, 16777216, 1687552, 16875520, 103",
        "5+2, 16777216, 3358720, 16793600, 205",
        "1+1, 16777216, 16777216, 16777216, 1024"
    })
    void isAsLongAsItsContentNeeds(String code, int bytes, int shard, int segment, int codewords) {
        SegmentLayout layout = SegmentLayout.holding(CodeShape.parse(code), bytes);
        assertEquals(shard, layout.shardLength());
        assertEquals(segment, layout.segmentLength());
        assertEquals(codewords, layout.codewords());
    }

    @ParameterizedTest
    @CsvSource({
        // codeword, position, where its block begins in a 3+2 segment of 4 codewords
        "0, 0, 0",
        "1, 0, 16384",
        "3, 0, 49152",
        "0, 1, 65536",
        "2, 1, 98304",
        "0, 2, 131072",
        "3, 2, 180224"
    })
    @Tag("R41")
    void putsShardIOfEveryCodewordAtPositionI(int codeword, int position, int offset) {
        SegmentLayout layout = new SegmentLayout(CodeShape.parse("3+2"), 4 * SegmentLayout.ROW);
        assertEquals(new ByteRange(offset, 16384), layout.block(codeword, position));
        for (int at : new int[] {offset, offset + 16383}) {
            assertEquals(position, layout.positionOf(at));
            assertEquals(codeword, layout.codewordOf(at));
        }
    }

    @Test
    void codewordsCoverEveryByteOnce() {
        SegmentLayout layout = new SegmentLayout(CodeShape.parse("3+2"), 4 * SegmentLayout.ROW);
        BitSet covered = new BitSet();
        for (int codeword = 0; codeword < layout.codewords(); codeword++) {
            for (int position = 0; position < 3; position++) {
                ByteRange block = layout.block(codeword, position);
                assertEquals(-1, firstSetIn(covered, block));
                covered.set(block.offset(), block.end());
            }
        }
        assertEquals(layout.segmentLength(), covered.cardinality());
    }

    private static int firstSetIn(BitSet covered, ByteRange range) {
        int next = covered.nextSetBit(range.offset());
        return next < 0 || next >= range.end() ? -1 : next;
    }

    @Test
    @Tag("R41")
    void repairOfOnePositionRepairsItInEveryCodeword() {
        SegmentLayout layout = new SegmentLayout(CodeShape.parse("3+1"), 4 * SegmentLayout.ROW);
        byte[] segment = new byte[layout.segmentLength()];
        new SplittableRandom(41).nextBytes(segment);
        byte[] parity = new byte[layout.shardLength()];
        for (int codeword = 0; codeword < layout.codewords(); codeword++) {
            for (int position = 0; position < 3; position++) {
                xor(segment, layout.block(codeword, position), parity, layout.row(codeword));
            }
        }
        // Position 1 is lost: whole shards, taken together, give it back for all codewords at once.
        byte[] rebuilt = parity.clone();
        ByteRange whole = new ByteRange(0, layout.shardLength());
        xor(segment, layout.shard(0), rebuilt, whole);
        xor(segment, layout.shard(2), rebuilt, whole);
        ByteRange lost = layout.shard(1);
        assertArrayEquals(Arrays.copyOfRange(segment, lost.offset(), lost.end()), rebuilt);
    }

    private static void xor(byte[] from, ByteRange source, byte[] into, ByteRange target) {
        assertEquals(source.length(), target.length());
        for (int i = 0; i < source.length(); i++) {
            into[target.offset() + i] ^= from[source.offset() + i];
        }
    }

    @Test
    void refusesShardsThatAreNotWholeRows() {
        CodeShape shape = CodeShape.parse("3+2");
        for (int length : new int[] {0, -16384, 1, 16383, 16385, Integer.MAX_VALUE / 16384 * 16384}) {
            assertThrows(IllegalArgumentException.class, () -> new SegmentLayout(shape, length));
        }
        SegmentLayout layout = new SegmentLayout(shape, SegmentLayout.ROW);
        assertThrows(IllegalArgumentException.class, () -> layout.shard(3));
        assertThrows(IllegalArgumentException.class, () -> layout.row(1));
        assertThrows(IllegalArgumentException.class, () -> layout.positionOf(layout.segmentLength()));
    }
}
