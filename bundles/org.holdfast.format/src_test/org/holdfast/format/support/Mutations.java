// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Feeds damaged bytes to a decoder: it must answer with a value or with one of the named errors, quickly, and without
 * allocating more than the input can justify.
 */
public final class Mutations {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] EDGES = {0, 1, 0x7F, 0x80, 0xFF};

    private Mutations() {}

    /** Anything that reads bytes. */
    @FunctionalInterface
    public interface Decoder {
        void decode(byte[] input);
    }

    /**
     * Every corpus file as it is, then {@code count} seeded mutations of them.
     *
     * @param allocation bytes that the decoder may allocate for a byte of input
     * @param fixed bytes that it may allocate beyond that
     */
    public static void fuzz(
            List<byte[]> corpus, int count, int allocation, long fixed, Set<ErrorCode> allowed, Decoder decoder) {
        if (corpus.isEmpty()) {
            throw new AssertionError("there is no corpus");
        }
        corpus.forEach(input -> run(input, allocation, fixed, allowed, decoder));
        for (int seed = 1; seed <= count; seed++) {
            RandomGenerator random = Cases.seeded(seed);
            byte[] input = mutate(corpus, random);
            try {
                run(input, allocation, fixed, allowed, decoder);
            } catch (AssertionError e) {
                throw new AssertionError("mutation " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void run(byte[] input, long allocation, long fixed, Set<ErrorCode> allowed, Decoder decoder) {
        byte[] before = input.clone();
        long most = fixed + allocation * input.length;
        if (allocated(input, allowed, decoder) > most) {
            // Classes that are loaded on the way are not the input's fault: what counts is the second time.
            long used = allocated(input, allowed, decoder);
            if (used > most) {
                throw new AssertionError(used + " bytes allocated for an input of " + input.length);
            }
        }
        if (!Arrays.equals(before, input)) {
            throw new AssertionError("the decoder changed its input");
        }
    }

    private static long allocated(byte[] input, Set<ErrorCode> allowed, Decoder decoder) {
        long start = THREADS.getCurrentThreadAllocatedBytes();
        try {
            decoder.decode(input);
        } catch (HoldfastException e) {
            if (!allowed.contains(e.code())) {
                throw new AssertionError("an error that nobody announced: " + e.code(), e);
            }
        } catch (RuntimeException e) {
            throw new AssertionError("an error without a name: " + e, e);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - start;
    }

    private static byte[] mutate(List<byte[]> corpus, RandomGenerator random) {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = change(bytes, corpus, random);
        }
        return bytes;
    }

    private static byte[] change(byte[] bytes, List<byte[]> corpus, RandomGenerator random) {
        if (bytes.length == 0) {
            return Cases.bytes(random, 1 + random.nextInt(64));
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
            case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) -1);
            case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0);
            case 5 -> bytes = Arrays.copyOf(bytes, at);
            case 6 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
            default -> splice(bytes, at, corpus.get(random.nextInt(corpus.size())), random);
        }
        return bytes;
    }

    private static void splice(byte[] bytes, int at, byte[] other, RandomGenerator random) {
        if (other.length > 0) {
            int from = random.nextInt(other.length);
            int length = Math.min(1 + random.nextInt(32), Math.min(other.length - from, bytes.length - at));
            System.arraycopy(other, from, bytes, at, length);
        }
    }
}
