// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;
import org.junit.jupiter.api.Test;

/**
 * What every cipher promises. A provider's test extends {@link AuthenticatedCipherContract} or
 * {@link StreamCipherContract}; random data come from {@link #seed}. Known answers are the provider's own tests.
 */
abstract class CipherSuiteContract {
    static final byte[] NOTHING = new byte[0];
    private static final int NONCE = 12;
    private static final int MOST_OVERHEAD = 512;

    /** A suite to try. */
    protected abstract CipherSuite suite();

    /** Where this run's random choices come from; override it to replay another run. */
    protected long seed() {
        return 42;
    }

    /** How many keys each of eight threads tries; fewer where a key takes long to set up. */
    protected int keysOfAThread() {
        return 50;
    }

    @Test
    void whatIsSealedOpensAgainAtEveryLength() {
        Random random = new Random(seed());
        byte[] key = bytes(random, suite().keyLength());
        Sealer sealer = suite().sealer(key);
        Opener opener = suite().opener(key);
        for (int length : lengths(random)) {
            byte[] plain = bytes(random, length);
            byte[] nonce = bytes(random, NONCE);
            byte[] sealed = new byte[length + suite().overhead()];
            assertEquals(sealed.length, sealer.seal(nonce, NOTHING, plain, 0, length, sealed, 0));
            byte[] opened = new byte[length];
            assertEquals(length, opener.open(nonce, NOTHING, sealed, 0, sealed.length, opened, 0));
            assertArrayEquals(plain, opened, length + " bytes");
        }
    }

    @Test
    void theCiphertextShowsNothingOfThePlaintext() {
        byte[] plain = new byte[4096];
        byte[] sealed = seal(suite().sealer(key()), nonce(), NOTHING, plain);
        int zeros = 0;
        for (byte b : sealed) {
            zeros += b == 0 ? 1 : 0;
        }
        assertFalse(zeros > 64, zeros + " of 4096 ciphertext bytes of zeros are zero");
    }

    @Test
    void sealingInPlaceGivesTheSame() {
        Random random = new Random(seed());
        for (int length : new int[] {0, 1, 15, 16, 100, 16_384, 16_385, 70_000}) {
            byte[] plain = bytes(random, length);
            byte[] sealed = seal(suite().sealer(key()), nonce(), NOTHING, plain);
            byte[] buffer = Arrays.copyOf(plain, sealed.length);
            suite().sealer(key()).seal(nonce(), NOTHING, buffer, 0, length, buffer, 0);
            assertArrayEquals(sealed, buffer, length + " bytes sealed in place");
            assertEquals(length, suite().opener(key()).open(nonce(), NOTHING, buffer, 0, buffer.length, buffer, 0));
            assertArrayEquals(plain, Arrays.copyOf(buffer, length), length + " bytes opened in place");
        }
    }

    @Test
    void onlyItsOwnPartOfTheOutputIsWritten() {
        int overhead = suite().overhead();
        byte[] in = bytes(new Random(seed()), 20_000);
        byte[] out = new byte[20_000];
        suite().sealer(key()).seal(nonce(), NOTHING, in, 7, 17_000, out, 11);
        assertArrayEquals(
                seal(suite().sealer(key()), nonce(), NOTHING, Arrays.copyOfRange(in, 7, 17_007)),
                Arrays.copyOfRange(out, 11, 17_011 + overhead));
        assertArrayEquals(new byte[11], Arrays.copyOf(out, 11));
        assertArrayEquals(new byte[20_000 - 17_011 - overhead], Arrays.copyOfRange(out, 17_011 + overhead, 20_000));
    }

    @Test
    void nothingDependsOnWhatWasSealedBefore() {
        byte[] plain = bytes(new Random(seed()), 1000);
        Sealer used = suite().sealer(key());
        byte[] otherNonce = bytes(new Random(seed() + 1), NONCE);
        seal(used, otherNonce, NOTHING, plain);
        assertArrayEquals(seal(suite().sealer(key()), nonce(), NOTHING, plain), seal(used, nonce(), NOTHING, plain));
    }

    @Test
    void theArgumentsStayUntouchedAndTheKeyIsNotKept() {
        byte[] key = key();
        Sealer sealer = suite().sealer(key);
        Opener opener = suite().opener(key);
        assertArrayEquals(key(), key);
        Arrays.fill(key, (byte) 0);
        byte[] nonce = nonce();
        byte[] plain = bytes(new Random(seed()), 100);
        byte[] sealed = seal(sealer, nonce, NOTHING, plain);
        assertArrayEquals(nonce(), nonce);
        assertArrayEquals(bytes(new Random(seed()), 100), plain);
        assertArrayEquals(seal(suite().sealer(key()), nonce, NOTHING, plain), sealed);
        byte[] opened = new byte[100];
        assertEquals(100, opener.open(nonce, NOTHING, sealed, 0, sealed.length, opened, 0));
        assertArrayEquals(plain, opened);
    }

    @Test
    void anotherKeyOrNonceGivesOtherBytes() {
        byte[] plain = new byte[64];
        byte[] sealed = seal(suite().sealer(key()), nonce(), NOTHING, plain);
        byte[] otherKey = key();
        otherKey[0] ^= 1;
        byte[] otherNonce = nonce();
        otherNonce[NONCE - 1] ^= 1;
        assertFalse(Arrays.equals(sealed, seal(suite().sealer(otherKey), nonce(), NOTHING, plain)));
        assertFalse(Arrays.equals(sealed, seal(suite().sealer(key()), otherNonce, NOTHING, plain)));
    }

    @Test
    void keysAndNoncesOfOtherLengthsAreRefused() {
        for (int length : new int[] {0, suite().keyLength() - 1, suite().keyLength() + 1}) {
            assertThrows(IllegalArgumentException.class, () -> suite().sealer(new byte[length]));
            assertThrows(IllegalArgumentException.class, () -> suite().opener(new byte[length]));
        }
        byte[] buffer = new byte[100];
        for (int length : new int[] {0, NONCE - 1, NONCE + 1, 16}) {
            byte[] nonce = new byte[length];
            Sealer sealer = suite().sealer(key());
            assertThrows(IllegalArgumentException.class, () -> sealer.seal(nonce, NOTHING, buffer, 0, 10, buffer, 0));
            Opener opener = suite().opener(key());
            assertThrows(IllegalArgumentException.class, () -> opener.open(nonce, NOTHING, buffer, 0, 50, buffer, 0));
        }
    }

    @Test
    void whatDoesNotFitItsArrayIsRefused() {
        Sealer sealer = suite().sealer(key());
        byte[] small = new byte[50];
        byte[] large = new byte[100];
        int tooLong = 51 - suite().overhead();
        assertThrows(IndexOutOfBoundsException.class, () -> sealer.seal(nonce(), NOTHING, large, 0, tooLong, small, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> sealer.seal(nonce(), NOTHING, small, 1, 50, large, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> sealer.seal(nonce(), NOTHING, small, 0, -1, large, 0));
        Opener opener = suite().opener(key());
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> opener.open(nonce(), NOTHING, large, 0, 51 + suite().overhead(), small, 0));
        assertArrayEquals(new byte[50], small);
    }

    @Test
    void severalThreadsMayShareOneSuite() throws InterruptedException, ExecutionException {
        CipherSuite shared = suite();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int task = 0; task < 8; task++) {
                Random random = new Random(seed() + task);
                running.add(threads.submit(() -> exchange(shared, random, keysOfAThread())));
            }
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    private static void exchange(CipherSuite suite, Random random, int keys) {
        for (int i = 0; i < keys; i++) {
            byte[] key = bytes(random, suite.keyLength());
            byte[] nonce = bytes(random, NONCE);
            byte[] plain = bytes(random, random.nextInt(40_000));
            byte[] sealed = seal(suite.sealer(key), nonce, NOTHING, plain);
            byte[] opened = new byte[plain.length];
            assertEquals(plain.length, suite.opener(key).open(nonce, NOTHING, sealed, 0, sealed.length, opened, 0));
            assertArrayEquals(plain, opened);
        }
    }

    static byte[] seal(Sealer sealer, byte[] nonce, byte[] aad, byte[] plain) {
        byte[] out = new byte[plain.length + MOST_OVERHEAD];
        int written = sealer.seal(nonce, aad, plain, 0, plain.length, out, 0);
        return Arrays.copyOf(out, written);
    }

    /** Every short length, the surroundings of what may be a piece or a block of blocks, and some more up to 70,000. */
    private static Iterable<Integer> lengths(Random random) {
        var lengths = new TreeSet<Integer>();
        for (int length = 0; length <= 300; length++) {
            lengths.add(length);
        }
        for (int around : new int[] {512, 4096, 7680, 8192, 15_360, 16_384, 32_768, 65_536, 65_552}) {
            for (int offset = -17; offset <= 17; offset++) {
                lengths.add(around + offset);
            }
        }
        for (int i = 0; i < 200; i++) {
            lengths.add(random.nextInt(70_001));
        }
        lengths.addAll(List.of(70_000, 1 << 20));
        return lengths;
    }

    final byte[] key() {
        return bytes(new Random(seed() + 1), suite().keyLength());
    }

    final byte[] nonce() {
        return bytes(new Random(seed() + 2), NONCE);
    }

    static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
