// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every erasure code promises, optimal or not. A provider's test extends this and says which shapes to try; random data and loss
 * patterns come from {@link #seed}, which is in each message.
 */
@Tag("R39")
public abstract class ErasureCodeContract {
    private static final int SAMPLES = 25;

    /** A fresh family: called several times in one test, to see that nothing depends on what was done before. */
    protected abstract CodeFamily family();

    /** Shapes small enough to try every loss pattern. */
    protected abstract List<CodeShape> exhaustive();

    /** Shapes of which loss patterns are drawn at random. */
    protected abstract List<CodeShape> sampled();

    /** Shapes that the code does not have. */
    protected List<CodeShape> refused() {
        return List.of();
    }

    /**
     * How many shards may be lost whichever they are. Stated by the test, so that the code's own word is held to it; k
     * for an optimal code.
     */
    protected int tolerated(CodeShape shape) {
        return shape.k();
    }

    /** Whether {@link ErasureCode#correct} finds up to ⌊(present − m)/2⌋ wrong shards; if not, it has to say so. */
    protected boolean correctsErrors() {
        return false;
    }

    /** Where this run's random choices come from, said in messages; -Dholdfast.seed=N replays another run. */
    protected long seed() {
        return Long.getLong("holdfast.seed", 42);
    }

    @Test
    void theFamilyServesTheShapesAskedFor() {
        for (CodeShape shape : shapes()) {
            assertTrue(family().supports(shape), () -> shape + " is not supported");
            ErasureCode code = family().code(shape);
            assertEquals(shape, code.shape());
            assertTrue(code.alignment() > 0);
        }
    }

    @Test
    void otherShapesAreRefused() {
        for (CodeShape shape : refused()) {
            CodeFamily family = family();
            assertFalse(family.supports(shape), () -> shape + " is supported");
            assertThrows(IllegalArgumentException.class, () -> family.code(shape), shape::toString);
        }
    }

    @Test
    void theCodeSaysHowManyShardsAreAlwaysEnough() {
        for (CodeShape shape : shapes()) {
            assertEquals(shape.n() - tolerated(shape), family().code(shape).alwaysEnough(), shape::toString);
        }
    }

    @Test
    @Tag("R42")
    void dataShardsStayAsTheyAre() {
        Random random = new Random(seed());
        for (CodeShape shape : shapes()) {
            byte[][] data = data(family().code(shape), random);
            Codeword codeword = Codeword.encode(family().code(shape), data);
            for (int i = 0; i < data.length; i++) {
                assertArrayEquals(data[i], codeword.shard(i), shape + ": shard " + i + " changed");
            }
        }
    }

    @Test
    void encodingMakesEveryShardPresent() {
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            Shards shards =
                    Shards.ofData(Codeword.slices(new byte[shape.n()][code.alignment()]), code.alignment(), shape.m());
            code.encode(shards);
            assertEquals(shape.n(), shards.presentCount());
        }
    }

    @Test
    @Tag("R42")
    void everyLossPatternOfSmallShapesIsRestored() {
        Random random = new Random(seed());
        for (CodeShape shape : exhaustive()) {
            ErasureCode code = family().code(shape);
            Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
            LossPatterns.all(shape.n(), tolerated(shape)).forEach(codeword::survives);
        }
    }

    @Test
    @Tag("R42")
    void drawnLossPatternsOfLargeShapesAreRestored() {
        Random random = new Random(seed());
        for (CodeShape shape : sampled()) {
            ErasureCode code = family().code(shape);
            Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
            codeword.survives(LossPatterns.first(Math.min(tolerated(shape), shape.m())));
            for (int i = 0; i < SAMPLES; i++) {
                codeword.survives(LossPatterns.random(shape.n(), i % (tolerated(shape) + 1), random));
                codeword.isAsForetoldWithout(LossPatterns.random(shape.n(), i % (shape.k() + 1), random));
            }
        }
    }

    /** Beyond what is always survived the code knows which losses it survives; and it promises as much as it can. */
    @Test
    void furtherLossesEndAsForetold() {
        Random random = new Random(seed());
        for (CodeShape shape : exhaustive()) {
            ErasureCode code = family().code(shape);
            Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
            int most = tolerated(shape);
            LossPatterns.all(shape.n(), shape.k() + 1).stream()
                    .filter(lost -> lost.cardinality() > most)
                    .forEach(codeword::isAsForetoldWithout);
            assertTrue(
                    LossPatterns.all(shape.n(), most + 1).stream()
                            .anyMatch(lost -> !codeword.isRestorableWithout(lost)),
                    () -> shape + " always survives more than it says");
        }
    }

    @Test
    void withFewerThanMShardsItSaysSoAndTouchesNothing() {
        Random random = new Random(seed());
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
            codeword.isNotEnoughWithout(LossPatterns.random(shape.n(), shape.k() + 1, random));
            codeword.isNotEnoughWithout(LossPatterns.first(shape.n()));
        }
    }

    @Test
    @Tag("R40")
    void wrongShardsAtUnknownPositionsAreSetRight() {
        Random random = new Random(seed());
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
            for (int lost = 0; lost <= shape.k() && correctsErrors(); lost += Math.max(1, shape.k() / 4)) {
                int most = (shape.k() - lost) / 2;
                BitSet absent = LossPatterns.random(shape.n(), lost, random);
                codeword.isCorrected(absent, new BitSet(), random);
                codeword.isCorrected(absent, LossPatterns.outside(absent, shape.n(), most, random), random);
            }
        }
    }

    @Test
    @Tag("R40")
    void aCodeThatCorrectsNoErrorsSaysSoAndTouchesNothing() {
        Random random = new Random(seed());
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
            if (!correctsErrors()) {
                codeword.isNotCorrected(LossPatterns.random(shape.n(), 1, random), random);
            }
        }
    }

    @Test
    void everyShardLengthThatIsAlignedWorks() {
        Random random = new Random(seed());
        for (CodeShape shape : exhaustive()) {
            ErasureCode code = family().code(shape);
            for (int units = 0; units <= 3; units++) {
                Codeword codeword = Codeword.random(code, units * code.alignment(), random, seed());
                codeword.survives(LossPatterns.first(Math.min(tolerated(shape), shape.m())));
            }
        }
    }

    @Test
    void otherLengthsAndCountsAreRefused() {
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            int unit = code.alignment();
            assertRefused(code, shape.n() + 1, unit);
            assertRefused(code, shape.n() - 1, unit);
            for (int length : unit == 1 ? new int[0] : new int[] {1, unit - 1, unit + 1}) {
                assertRefused(code, shape.n(), length);
            }
        }
    }

    @Test
    void encodingWithoutAllDataIsRefused() {
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            var shards =
                    new Shards(Codeword.slices(new byte[shape.n()][code.alignment()]), code.alignment(), new BitSet());
            assertThrows(IllegalArgumentException.class, () -> code.encode(shards));
        }
    }

    @Test
    void shardsMayLieAnywhereInSharedArrays() {
        Random random = new Random(seed());
        for (CodeShape shape : exhaustive()) {
            ErasureCode code = family().code(shape);
            Codeword expected = Codeword.random(code, code.alignment(), random, seed());
            int stride = code.alignment() + 3;
            byte[] array = new byte[shape.n() * stride + 5];
            Arrays.fill(array, (byte) 0x77);
            List<Slice> slices = IntStream.range(0, shape.n())
                    .mapToObj(i -> new Slice(array, 5 + i * stride))
                    .toList();
            for (int i = 0; i < shape.m(); i++) {
                System.arraycopy(expected.shard(i), 0, array, 5 + i * stride, expected.length());
            }
            code.encode(Shards.ofData(slices, expected.length(), shape.m()));
            assertArrayEquals(laidOut(expected, shape.n(), stride), array, () -> shape + " wrote outside its slices");
        }
    }

    @Test
    void equalDataGiveEqualShards() {
        for (CodeShape shape : shapes()) {
            byte[][] data = data(family().code(shape), new Random(seed()));
            Codeword one = Codeword.encode(family().code(shape), data);
            Codeword other = Codeword.encode(family().code(shape), data);
            for (int i = 0; i < shape.n(); i++) {
                assertArrayEquals(one.shard(i), other.shard(i), shape + ": shard " + i);
            }
        }
    }

    /** p groups of m data blocks coded at once are p codewords side by side: shard i holds the i-th of each. */
    @Test
    @Tag("R41")
    void codewordsOfOneSegmentLieSideBySide() {
        Random random = new Random(seed());
        for (CodeShape shape : shapes()) {
            ErasureCode code = family().code(shape);
            int unit = code.alignment();
            Codeword whole = Codeword.random(code, 3 * unit, random, seed());
            for (int group = 0; group < 3; group++) {
                int from = group * unit;
                byte[][] data = IntStream.range(0, shape.m())
                        .mapToObj(i -> Arrays.copyOfRange(whole.shard(i), from, from + unit))
                        .toArray(byte[][]::new);
                Codeword alone = Codeword.encode(code, data);
                for (int i = 0; i < shape.n(); i++) {
                    byte[] part = Arrays.copyOfRange(whole.shard(i), from, from + unit);
                    assertArrayEquals(alone.shard(i), part, shape + ": group " + group + ", shard " + i);
                }
            }
        }
    }

    @Test
    void severalThreadsMayShareOneCode() throws InterruptedException, ExecutionException {
        CodeShape shape = exhaustive().getLast();
        ErasureCode code = family().code(shape);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int task = 0; task < 16; task++) {
                Random random = new Random(seed() + task);
                running.add(threads.submit(() -> {
                    Codeword codeword = Codeword.random(code, code.alignment(), random, seed());
                    codeword.survives(LossPatterns.random(shape.n(), tolerated(shape), random));
                }));
            }
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    private static void assertRefused(ErasureCode code, int count, int length) {
        Shards shards = Shards.ofData(Codeword.slices(new byte[count][length]), length, count);
        String what = code.shape() + " took " + count + " shards of " + length;
        assertThrows(IllegalArgumentException.class, () -> code.encode(shards), what);
        assertThrows(IllegalArgumentException.class, () -> code.reconstruct(shards), what);
    }

    private static byte[] laidOut(Codeword codeword, int n, int stride) {
        byte[] array = new byte[n * stride + 5];
        Arrays.fill(array, (byte) 0x77);
        for (int i = 0; i < n; i++) {
            System.arraycopy(codeword.shard(i), 0, array, 5 + i * stride, codeword.length());
        }
        return array;
    }

    private static byte[][] data(ErasureCode code, Random random) {
        byte[][] data = new byte[code.shape().m()][code.alignment()];
        Arrays.stream(data).forEach(random::nextBytes);
        return data;
    }

    private List<CodeShape> shapes() {
        List<CodeShape> shapes = new ArrayList<>(exhaustive());
        shapes.addAll(sampled());
        return shapes;
    }
}
