// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads the generator matrix off the encoder: the code is linear and treats all bit positions of a piece alike, so one
 * codeword whose position p is the p-th unit vector shows all of it. Then every m of its n shards must have full rank.
 */
@Tag("R42")
class GeneratorTest {
    private static final int PIECE = 2048;
    private static final int SHARD = 8 * PIECE;

    @Test
    void everyMColumnsAreIndependentUpTo16Shards() {
        int shapes = 0;
        for (int n = 1; n <= 16; n++) {
            for (int m = 1; m <= n; m++) {
                assertIndependent(new CodeShape(m, n - m));
                shapes++;
            }
        }
        assertEquals(136, shapes);
    }

    private static void assertIndependent(CodeShape shape) {
        long[][][] generator = generator(shape);
        for (int set = 0; set < 1 << shape.n(); set++) {
            if (Integer.bitCount(set) == shape.m()) {
                assertEquals(
                        8 * shape.m(), rank(chosen(generator, set)), shape + ", shards " + Integer.toBinaryString(set));
            }
        }
    }

    /** For each shard and bit the data bits that are summed in it, as a set of 8 m ≤ 128. */
    private static long[][][] generator(CodeShape shape) {
        byte[][] shards = new byte[shape.n()][SHARD];
        for (int j = 0; j < shape.m(); j++) {
            for (int bit = 0; bit < 8; bit++) {
                int unit = 8 * j + bit;
                shards[j][bit * PIECE + unit / 8] |= (byte) (1 << unit % 8);
            }
        }
        var slices = Stream.of(shards).map(shard -> new Slice(shard, 0)).toList();
        new ReedSolomonFamily().code(shape).encode(Shards.ofData(slices, SHARD, shape.m()));
        long[][][] generator = new long[shape.n()][8][2];
        for (int i = 0; i < shape.n(); i++) {
            for (int bit = 0; bit < 8; bit++) {
                generator[i][bit] = first128Bits(shards[i], bit * PIECE);
            }
        }
        return generator;
    }

    private static long[] first128Bits(byte[] shard, int from) {
        long[] bits = new long[2];
        for (int unit = 0; unit < 128; unit++) {
            bits[unit / 64] |= (long) (shard[from + unit / 8] >> unit % 8 & 1) << unit;
        }
        return bits;
    }

    private static long[][] chosen(long[][][] generator, int set) {
        long[][] rows = new long[8 * Integer.bitCount(set)][];
        int next = 0;
        for (int i = 0; i < generator.length; i++) {
            for (int bit = 0; bit < 8 && (set >> i & 1) != 0; bit++) {
                rows[next++] = generator[i][bit].clone();
            }
        }
        return rows;
    }

    private static int rank(long[][] rows) {
        int rank = 0;
        for (int column = 0; column < 128; column++) {
            int pivot = rank;
            while (pivot < rows.length && (rows[pivot][column / 64] >>> column & 1) == 0) {
                pivot++;
            }
            if (pivot < rows.length) {
                long[] row = rows[pivot];
                rows[pivot] = rows[rank];
                rows[rank++] = row;
                clearBelow(rows, rank, row, column);
            }
        }
        return rank;
    }

    private static void clearBelow(long[][] rows, int from, long[] row, int column) {
        for (int i = from; i < rows.length; i++) {
            if ((rows[i][column / 64] >>> column & 1) != 0) {
                rows[i][0] ^= row[0];
                rows[i][1] ^= row[1];
            }
        }
    }
}
