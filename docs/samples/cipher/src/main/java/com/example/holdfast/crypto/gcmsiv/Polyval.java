// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.crypto.gcmsiv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * POLYVAL (RFC 8452, section 3): a polynomial over GF(2^128) modulo x^128 + x^127 + x^126 + x^121 + 1, evaluated at the
 * key; each product is multiplied by x^-128. Words are little-endian, bit i of word j is x^(64 j + i).
 *
 * <p>Products without carries come from ordinary multiplications of numbers of which three bits in four are zero (an idea
 * of Thomas Pornin's, BearSSL): no table is looked up, so the time tells nothing of key and data. One thread's.
 */
final class Polyval {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 16;
    private static final long EVERY_FOURTH = 0x1111_1111_1111_1111L;

    private final long key0;
    private final long key1;
    private long sum0;
    private long sum1;

    Polyval(byte[] key) {
        this.key0 = (long) LONGS.get(key, 0);
        this.key1 = (long) LONGS.get(key, 8);
    }

    /** Takes these bytes, filled up with zeros to whole blocks. */
    void add(byte[] bytes, int offset, int length) {
        int whole = length - length % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            add((long) LONGS.get(bytes, offset + at), (long) LONGS.get(bytes, offset + at + 8));
        }
        if (whole < length) {
            byte[] last = Arrays.copyOf(Arrays.copyOfRange(bytes, offset + whole, offset + length), BLOCK);
            add((long) LONGS.get(last, 0), (long) LONGS.get(last, 8));
        }
    }

    /** The value, after a last block of two numbers. */
    byte[] finish(long first, long second) {
        add(first, second);
        byte[] value = new byte[BLOCK];
        LONGS.set(value, 0, sum0);
        LONGS.set(value, 8, sum1);
        return value;
    }

    private void add(long word0, long word1) {
        long a0 = sum0 ^ word0;
        long a1 = sum1 ^ word1;
        long p0 = low(a0, key0);
        long p1 = high(a0, key0) ^ low(a0, key1) ^ low(a1, key0);
        long p2 = high(a0, key1) ^ high(a1, key0) ^ low(a1, key1);
        long p3 = high(a1, key1);
        // Adding the modulus times p0, then times p1, clears the low words; dropping them is the division by x^128.
        p1 ^= p0 << 57 ^ p0 << 62 ^ p0 << 63;
        p2 ^= p0 ^ p0 >>> 1 ^ p0 >>> 2 ^ p0 >>> 7;
        p2 ^= p1 << 57 ^ p1 << 62 ^ p1 << 63;
        p3 ^= p1 ^ p1 >>> 1 ^ p1 >>> 2 ^ p1 >>> 7;
        sum0 = p2;
        sum1 = p3;
    }

    /** The upper 64 of 127 bits of a product without carries: the lower ones of the mirrored factors, mirrored. */
    private static long high(long a, long b) {
        return Long.reverse(low(Long.reverse(a), Long.reverse(b))) >>> 1;
    }

    /** The lower 64 bits. */
    private static long low(long a, long b) {
        long a0 = a & EVERY_FOURTH;
        long a1 = a & EVERY_FOURTH << 1;
        long a2 = a & EVERY_FOURTH << 2;
        long a3 = a & EVERY_FOURTH << 3;
        long b0 = b & EVERY_FOURTH;
        long b1 = b & EVERY_FOURTH << 1;
        long b2 = b & EVERY_FOURTH << 2;
        long b3 = b & EVERY_FOURTH << 3;
        long at0 = a0 * b0 ^ a1 * b3 ^ a2 * b2 ^ a3 * b1;
        long at1 = a0 * b1 ^ a1 * b0 ^ a2 * b3 ^ a3 * b2;
        long at2 = a0 * b2 ^ a1 * b1 ^ a2 * b0 ^ a3 * b3;
        long at3 = a0 * b3 ^ a1 * b2 ^ a2 * b1 ^ a3 * b0;
        return at0 & EVERY_FOURTH | at1 & EVERY_FOURTH << 1 | at2 & EVERY_FOURTH << 2 | at3 & EVERY_FOURTH << 3;
    }
}
