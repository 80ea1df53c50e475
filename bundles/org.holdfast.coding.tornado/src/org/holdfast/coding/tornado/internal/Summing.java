// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.holdfast.coding.tornado.Sum;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/**
 * Makes sums on the bytes of shards, in place. In pieces of 4 KiB, all sums for one piece before the next: each term is
 * needed for several sums, and from memory is fetched only once. Words are read through a view of the byte arrays,
 * because HotSpot (JDK 25) does not turn loops over bytes at different offsets into vector code.
 */
final class Summing {
    static final int WORD = Long.BYTES;
    private static final int PIECE = 4096;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Summing() {}

    /** Overwrites the targets and marks them present. */
    static void run(List<Sum> sums, Shards shards) {
        Slice[] slices = new Slice[shards.count()];
        Arrays.setAll(slices, shards::slice);
        for (int at = 0; at < shards.length(); at += PIECE) {
            int length = Math.min(PIECE, shards.length() - at);
            for (Sum sum : sums) {
                piece(sum, slices, at, length);
            }
        }
        sums.forEach(sum -> shards.markPresent(sum.target()));
    }

    private static void piece(Sum sum, Slice[] slices, int at, int length) {
        Slice target = slices[sum.target()];
        int[] terms = sum.terms();
        if (terms.length == 0) {
            Arrays.fill(target.array(), target.offset() + at, target.offset() + at + length, (byte) 0);
            return;
        }
        Slice first = slices[terms[0]];
        System.arraycopy(first.array(), first.offset() + at, target.array(), target.offset() + at, length);
        int next = 1;
        for (; next + 3 <= terms.length; next += 3) {
            add(target, slices[terms[next]], slices[terms[next + 1]], slices[terms[next + 2]], at, length);
        }
        for (; next < terms.length; next++) {
            add(target, slices[terms[next]], at, length);
        }
    }

    private static void add(Slice target, Slice a, int at, int length) {
        byte[] sum = target.array();
        byte[] fromA = a.array();
        int to = target.offset() + at;
        int inA = a.offset() + at;
        for (int i = 0; i < length; i += WORD) {
            WORDS.set(sum, to + i, (long) WORDS.get(sum, to + i) ^ (long) WORDS.get(fromA, inA + i));
        }
    }

    private static void add(Slice target, Slice a, Slice b, Slice c, int at, int length) {
        byte[] sum = target.array();
        byte[] fromA = a.array();
        byte[] fromB = b.array();
        byte[] fromC = c.array();
        int to = target.offset() + at;
        int inA = a.offset() + at;
        int inB = b.offset() + at;
        int inC = c.offset() + at;
        for (int i = 0; i < length; i += WORD) {
            long added = (long) WORDS.get(fromA, inA + i)
                    ^ (long) WORDS.get(fromB, inB + i)
                    ^ (long) WORDS.get(fromC, inC + i);
            WORDS.set(sum, to + i, (long) WORDS.get(sum, to + i) ^ added);
        }
    }
}
