// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.compression.Compressor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every compressor promises. A provider's test extends this; random data come from {@link #seed}. */
public abstract class CompressorContract {
    private static final byte FILL = 0x5A;
    private static final List<Integer> LENGTHS = List.of(200, 255, 256, 1000, 4096, 65_536, 100_003, 262_144, 2 << 20);

    /** A compressor to try. */
    protected abstract Compressor compressor();

    /** Where this run's random choices come from; override it to replay another run. */
    protected long seed() {
        return 42;
    }

    @Test
    @Tag("R30")
    void whatWasCompressedComesBack() {
        Random random = new Random(seed());
        Compressor compressor = compressor();
        for (int length : LENGTHS) {
            for (byte[] plain : List.of(text(random, length), new byte[length])) {
                byte[] packed = compress(compressor, plain);
                assertTrue(packed.length < plain.length, () -> length + " bytes that repeat were not shortened");
                byte[] back = new byte[length];
                compressor.decompress(packed, 0, packed.length, back, 0, length);
                assertArrayEquals(plain, back, length + " bytes");
            }
        }
    }

    /** So whatever is stored is never longer than the input, and the output needs no room beyond it. */
    @Test
    @Tag("R30")
    void whatDoesNotShrinkIsLeftAlone() {
        Random random = new Random(seed());
        Compressor compressor = compressor();
        for (int length : LENGTHS) {
            byte[] plain = new byte[length];
            random.nextBytes(plain);
            assertEquals(Compressor.NOT_SMALLER, compressor.compress(plain, 0, length, new byte[length], 0));
        }
        for (int length = 0; length < 200; length++) {
            byte[] plain = text(random, length);
            int written = compressor.compress(plain, 0, length, new byte[length], 0);
            assertTrue(written == Compressor.NOT_SMALLER || written > 0 && written < length, length + " -> " + written);
        }
    }

    @Test
    void onlyItsOwnPartOfTheOutputIsWritten() {
        Compressor compressor = compressor();
        byte[] plain = text(new Random(seed()), 5000);
        byte[] packed = new byte[6000];
        Arrays.fill(packed, FILL);
        int written = compressor.compress(plain, 1000, 4000, packed, 700);
        assertFilled(packed, 0, 700);
        assertFilled(packed, 700 + 4000, 6000);
        byte[] back = new byte[5000];
        Arrays.fill(back, FILL);
        compressor.decompress(packed, 700, written, back, 300, 4000);
        assertArrayEquals(Arrays.copyOfRange(plain, 1000, 5000), Arrays.copyOfRange(back, 300, 4300));
        assertFilled(back, 0, 300);
        assertFilled(back, 4300, 5000);
    }

    @Test
    void anotherLengthThanTheTrueOneIsRefused() {
        Compressor compressor = compressor();
        byte[] plain = text(new Random(seed()), 3000);
        byte[] packed = compress(compressor, plain);
        for (int length : new int[] {0, 1, 2999, 3001, 100_000}) {
            assertMalformed(compressor, packed, length);
        }
    }

    /** Two megabytes of zeros shrink to a few hundred bytes; into 1,000 bytes they must not unfold. */
    @Test
    void bombsAreRefused() {
        Compressor compressor = compressor();
        byte[] bomb = compress(compressor, new byte[2 << 20]);
        assertTrue(bomb.length < 10_000);
        byte[] out = new byte[3000];
        Arrays.fill(out, FILL);
        assertThrows(MalformedInput.class, () -> compressor.decompress(bomb, 0, bomb.length, out, 1000, 1000));
        assertFilled(out, 0, 1000);
        assertFilled(out, 2000, 3000);
    }

    @Test
    void whatIsCutOrGoesOnIsRefused() {
        Compressor compressor = compressor();
        byte[] packed = compress(compressor, text(new Random(seed()), 3000));
        for (int length = 0; length < packed.length; length++) {
            assertMalformed(compressor, Arrays.copyOf(packed, length), 3000);
        }
        assertMalformed(compressor, Arrays.copyOf(packed, packed.length + 1), 3000);
    }

    /** Damage need not be noticed (the formats authenticate), but must end in the right length or in MalformedInput. */
    @Test
    void damageNeverEndsInAnythingElse() {
        Random random = new Random(seed());
        Compressor compressor = compressor();
        byte[] packed = compress(compressor, text(random, 3000));
        byte[] out = new byte[5000];
        Arrays.fill(out, FILL);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = damaged(packed, random, i);
            try {
                compressor.decompress(damaged, 0, damaged.length, out, 1000, 3000);
            } catch (MalformedInput e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, "only " + refused + " of 20000 were refused");
        assertFilled(out, 0, 1000);
        assertFilled(out, 4000, 5000);
        byte[] back = new byte[3000];
        compressor.decompress(packed, 0, packed.length, back, 0, 3000);
    }

    @Test
    void whatDoesNotFitItsArrayIsRefused() {
        Compressor compressor = compressor();
        byte[] plain = text(new Random(seed()), 1000);
        byte[] packed = compress(compressor, plain);
        assertThrows(IndexOutOfBoundsException.class, () -> compressor.compress(plain, 1, 1000, new byte[1000], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> compressor.compress(plain, 0, 1000, new byte[1000], 1));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> compressor.decompress(packed, 0, packed.length, new byte[1000], 1, 1000));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> compressor.decompress(packed, 0, packed.length + 1, new byte[1000], 0, 1000));
    }

    @Test
    void severalThreadsMayShareIt() throws InterruptedException, ExecutionException {
        Compressor compressor = compressor();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int task = 0; task < 8; task++) {
                Random random = new Random(seed() + task);
                running.add(threads.submit(() -> exchange(compressor, random)));
            }
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    private static void exchange(Compressor compressor, Random random) {
        for (int i = 0; i < 30; i++) {
            byte[] plain = text(random, 100 + random.nextInt(200_000));
            byte[] packed = compress(compressor, plain);
            byte[] back = new byte[plain.length];
            compressor.decompress(packed, 0, packed.length, back, 0, back.length);
            assertArrayEquals(plain, back);
        }
    }

    private static byte[] damaged(byte[] packed, Random random, int how) {
        byte[] damaged = packed.clone();
        if (how % 2 == 0) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        } else {
            int from = random.nextInt(Math.min(damaged.length, 40));
            for (int i = from; i < Math.min(damaged.length, from + 1 + random.nextInt(8)); i++) {
                damaged[i] = (byte) random.nextInt(256);
            }
        }
        return damaged;
    }

    private static void assertMalformed(Compressor compressor, byte[] packed, int exactLength) {
        byte[] out = new byte[exactLength];
        assertThrows(
                MalformedInput.class,
                () -> compressor.decompress(packed, 0, packed.length, out, 0, exactLength),
                () -> packed.length + " bytes as " + exactLength);
    }

    private static void assertFilled(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            assertEquals(FILL, array[i], "byte " + i + " was written");
        }
    }

    private static byte[] compress(Compressor compressor, byte[] plain) {
        byte[] out = new byte[plain.length];
        int written = compressor.compress(plain, 0, plain.length, out, 0);
        assertTrue(written > 0, () -> plain.length + " bytes were not compressed");
        return Arrays.copyOf(out, written);
    }

    /** Words drawn from a few: shrinks well, but not to nothing. */
    private static byte[] text(Random random, int length) {
        String[] words = {"hold ", "fast ", "shard ", "partner ", "and ", "segment\n"};
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(words[random.nextInt(words.length)]);
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), length);
    }
}
