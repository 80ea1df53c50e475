// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Correction;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shards that are wrong without anybody knowing which are found by their not fitting the others. */
@Tag("R40")
class WrongShardsTest {
    private static final int STRIPE = 16_384;
    private static final long SEED = Long.getLong("holdfast.seed", 11);

    private final Random random = new Random(SEED);

    /** A codeword, and what was made of it. */
    private final class Case {
        final CodeShape shape;
        final ErasureCode code;
        final byte[][] right;
        final byte[][] now;
        final BitSet present = new BitSet();

        Case(String text, int stripes) {
            shape = CodeShape.parse(text);
            code = new ReedSolomonFamily().code(shape);
            right = new byte[shape.n()][stripes * STRIPE];
            Arrays.stream(right).limit(shape.m()).forEach(random::nextBytes);
            code.encode(Shards.ofData(slices(right), right[0].length, shape.m()));
            now = copy(right);
            present.set(0, shape.n());
        }

        Case lose(int position) {
            present.clear(position);
            Arrays.fill(now[position], (byte) 0x5A);
            return this;
        }

        Case garbage(int position) {
            return garbage(position, 0, now[position].length);
        }

        Case garbage(int position, int from, int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            bytes[0] = (byte) (now[position][from] ^ 0x81);
            System.arraycopy(bytes, 0, now[position], from, length);
            return this;
        }

        Case flip(int position, int bit) {
            now[position][bit / 8] ^= (byte) (1 << bit % 8);
            return this;
        }

        Correction correct() {
            return code.correct(new Shards(slices(now), now[0].length, present));
        }

        void assertCorrected(int... wrong) {
            BitSet expected = new BitSet();
            Arrays.stream(wrong).forEach(expected::set);
            String message = shape + ", present " + present + ", wrong " + expected + ", seed " + SEED;
            assertEquals(new Correction.Corrected(expected), correct(), message);
            assertArrayEquals(right, now, message);
        }

        void assertTooMany() {
            byte[][] before = copy(now);
            Correction.Uncorrectable answer = assertInstanceOf(Correction.Uncorrectable.class, correct());
            assertTrue(answer.reason().contains("present"), answer.reason());
            assertArrayEquals(before, now, "shards were written although they could not be corrected");
        }
    }

    private static java.util.List<Slice> slices(byte[][] shards) {
        return Stream.of(shards).map(shard -> new Slice(shard, 0)).toList();
    }

    private static byte[][] copy(byte[][] shards) {
        return Arrays.stream(shards).map(byte[]::clone).toArray(byte[][]::new);
    }

    private static void each(int from, int to, IntConsumer action) {
        for (int i = from; i < to; i++) {
            action.accept(i);
        }
    }

    @Test
    void everyOneAndEveryTwoOfTheTenShardsOf6And4() {
        new Case("6+4", 1).assertCorrected();
        each(0, 10, a -> {
            new Case("6+4", 1).garbage(a).assertCorrected(a);
            each(a + 1, 10, b -> new Case("6+4", 1).garbage(a).garbage(b).assertCorrected(a, b));
        });
    }

    @Test
    void everyOneBesideEveryOneOrTwoThatAreLost() {
        each(
                0,
                10,
                lost -> each(0, 10, wrong -> {
                    if (wrong != lost) {
                        new Case("6+4", 1).lose(lost).garbage(wrong).assertCorrected(wrong);
                        int alsoLost = (lost + wrong) % 10;
                        if (alsoLost != wrong) {
                            new Case("6+4", 1)
                                    .lose(lost)
                                    .lose(alsoLost)
                                    .garbage(wrong)
                                    .assertCorrected(wrong);
                        }
                    }
                }));
    }

    /** Equal damage in several shards spans fewer dimensions than there are shards. */
    @Test
    void singleBitsAndEqualDamageAreFound() {
        each(
                0,
                10,
                a -> each(a + 1, 10, b -> {
                    int bit = random.nextInt(8 * STRIPE);
                    new Case("6+4", 1).flip(a, bit).flip(b, bit).assertCorrected(a, b);
                    new Case("6+4", 1)
                            .flip(a, bit)
                            .flip(b, random.nextInt(8 * STRIPE))
                            .assertCorrected(a, b);
                }));
    }

    @Test
    void aShardThatIsAnotherOneIsWrong() {
        Case swapped = new Case("10+4", 2);
        swapped.now[2] = swapped.right[7].clone();
        swapped.now[7] = swapped.right[2].clone();
        swapped.assertCorrected(2, 7);
        Case zero = new Case("10+4", 2);
        Arrays.fill(zero.now[13], (byte) 0);
        zero.assertCorrected(13);
    }

    @Test
    void badSpotsAtDifferentPlacesOfAllShardsAreSetRight() {
        Case all = new Case("6+4", 12);
        each(0, 10, shard -> all.garbage(shard, shard * STRIPE + random.nextInt(STRIPE - 600), 600));
        all.garbage(3, 11 * STRIPE, STRIPE).garbage(9, 11 * STRIPE, 77);
        all.assertCorrected(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void wideShapesUpToTheLimit() {
        for (String text : new String[] {"20+10", "32+32", "1+63", "40+24", "61+3"}) {
            CodeShape shape = CodeShape.parse(text);
            Case wide = new Case(text, 2);
            int[] wrong = random.ints(0, shape.n())
                    .distinct()
                    .limit(shape.k() / 2)
                    .sorted()
                    .toArray();
            Arrays.stream(wrong).forEach(wide::garbage);
            wide.assertCorrected(wrong);
        }
    }

    @Test
    void oneMoreThanTheLimitIsSaid() {
        each(
                0,
                8,
                a -> new Case("6+4", 1).garbage(a).garbage(a + 1).garbage(a + 2).assertTooMany());
        each(
                0,
                9,
                a -> new Case("6+4", 1)
                        .lose(a + 1)
                        .garbage(a)
                        .garbage((a + 5) % 10)
                        .assertTooMany());
        new Case("10+1", 1).garbage(4).assertTooMany();
    }

    @Test
    void oneStripeThatIsBeyondHelpLeavesTheOthersAsTheyWere() {
        new Case("6+4", 3)
                .garbage(2, 0, 100)
                .garbage(0, 2 * STRIPE, 50)
                .garbage(1, 2 * STRIPE, 50)
                .garbage(2, 2 * STRIPE, 50)
                .assertTooMany();
    }

    @Test
    void withoutRedundancyLeftNothingIsKnownToBeWrong() {
        Case bare = new Case("6+4", 1);
        each(0, 4, bare::lose);
        bare.assertCorrected();
        bare.lose(4).lose(5);
        bare.present.clear(6);
        bare.assertTooMany();
    }

    @Test
    void shardsWithoutBytesAreRight() {
        new Case("6+4", 0).lose(1).assertCorrected();
    }
}
