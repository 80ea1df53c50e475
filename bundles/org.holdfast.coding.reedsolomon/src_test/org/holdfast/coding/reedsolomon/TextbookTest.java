// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.junit.jupiter.api.Test;

/** The parity bytes are those of Reed-Solomon over GF(2^8) as a book has it, in bit-sliced layout. */
class TextbookTest {
    private static final int SHARD = 16_384;

    @Test
    void parityIsThatOfTheTextbook() {
        for (String text : new String[] {"1+1", "3+1", "5+2", "6+4", "10+4", "20+10"}) {
            CodeShape shape = CodeShape.parse(text);
            byte[][] shards = encoded(shape);
            int[][] matrix = Textbook.matrix(shape);
            byte[][] data = Arrays.copyOf(shards, shape.m());
            for (int i = 0; i < shape.k(); i++) {
                assertArrayEquals(Textbook.parity(matrix[i], data), shards[shape.m() + i], text + ", parity " + i);
            }
        }
    }

    private static byte[][] encoded(CodeShape shape) {
        byte[][] shards = new byte[shape.n()][SHARD];
        Random random = new Random(7);
        for (int i = 0; i < shape.m(); i++) {
            random.nextBytes(shards[i]);
        }
        var slices = Stream.of(shards).map(shard -> new Slice(shard, 0)).toList();
        new ReedSolomonFamily().code(shape).encode(Shards.ofData(slices, SHARD, shape.m()));
        return shards;
    }
}
