// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

/** SplitMix64 (Steele, Lea and Flood 2014), part of the format: the graphs are drawn from it. Mutable, one owner. */
final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Draws(long seed) {
        state = seed;
    }

    /** 64 bits. */
    long next() {
        state += GAMMA;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** From 0 to {@code bound} − 1. The remainder favours small numbers by less than 2^−47, which is allowed for. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }
}
