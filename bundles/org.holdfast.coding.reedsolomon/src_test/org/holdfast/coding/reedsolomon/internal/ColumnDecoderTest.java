// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.Random;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R40")
class ColumnDecoderTest {
    private static final long SEED = Long.getLong("holdfast.seed", 5);

    private final Random random = new Random(SEED);

    /** One symbol of each shard of a random codeword. */
    private int[] column(CodeShape shape, ParityMatrix matrix) {
        int[] column = new int[shape.n()];
        for (int j = 0; j < shape.m(); j++) {
            column[j] = random.nextInt(256);
            for (int i = 0; i < shape.k(); i++) {
                column[shape.m() + i] ^= Gf256.multiply(matrix.at(i, j), column[j]);
            }
        }
        return column;
    }

    private long subset(long of, int count) {
        long chosen = 0;
        while (Long.bitCount(chosen) < count) {
            chosen |= of & 1L << random.nextInt(Long.SIZE);
        }
        return chosen;
    }

    private static long all(CodeShape shape) {
        return -1L >>> Long.SIZE - shape.n();
    }

    private void spoil(int[] column, long wrong) {
        for (long rest = wrong; rest != 0; rest &= rest - 1) {
            column[Long.numberOfTrailingZeros(rest)] ^= 1 + random.nextInt(255);
        }
    }

    @Test
    void upToHalfTheRedundancyIsLocatedWhateverIsAbsent() {
        for (String text : new String[] {"1+2", "2+2", "6+4", "10+4", "3+13", "20+10", "32+32", "1+63"}) {
            CodeShape shape = CodeShape.parse(text);
            ParityMatrix matrix = ParityMatrix.of(shape);
            ColumnDecoder decoder = new ColumnDecoder(shape, matrix);
            for (int sample = 0; sample < 60; sample++) {
                int[] column = column(shape, matrix);
                long present = all(shape) & ~subset(all(shape), random.nextInt(shape.k() + 1));
                long wrong = subset(present, random.nextInt((Long.bitCount(present) - shape.m()) / 2 + 1));
                spoil(column, wrong);
                assertEquals(OptionalLong.of(wrong), decoder.wrong(column, present), text + ", seed " + SEED);
            }
        }
    }

    /** Beyond the radius it may find another codeword, but only one that is as near as it says. */
    @Test
    void whatIsBeyondIsRefusedOrNearToAnotherCodeword() {
        CodeShape shape = CodeShape.parse("6+4");
        ParityMatrix matrix = ParityMatrix.of(shape);
        ColumnDecoder decoder = new ColumnDecoder(shape, matrix);
        int refused = 0;
        for (int sample = 0; sample < 500; sample++) {
            int[] column = column(shape, matrix);
            spoil(column, subset(all(shape), 3));
            OptionalLong answer = decoder.wrong(column, all(shape));
            refused += answer.isEmpty() ? 1 : 0;
            assertTrue(answer.isEmpty() || Long.bitCount(answer.getAsLong()) <= 2);
        }
        // A syndrome is one of 256⁴, and 45 · 255² of them, one in 1,500, are those of two wrong symbols.
        assertTrue(refused > 490, "refused " + refused + " of 500");
    }
}
