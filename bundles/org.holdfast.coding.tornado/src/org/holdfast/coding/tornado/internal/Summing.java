// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.holdfast.coding.tornado.Sum;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;

/**
 * Makes sums on the bytes of shards, piece by piece of 2 KiB: loads the pieces that sums begin with, makes all sums, and
 * stores their targets. Copies, because shards in place lie a power of two apart and push each other out of the caches
 * while they are needed for several sums; and because loops of constant length over whole arrays are what HotSpot (JDK
 * 25) turns into vector code.
 */
final class Summing {
    static final int WORD = Long.BYTES;
    /** Longs in a piece. */
    private static final int PIECE = 256;

    private final List<Sum> sums;
    private final LongBuffer[] views;
    private final long[][] slots;
    private final int[] loaded;

    private Summing(List<Sum> sums, Shards shards) {
        this.sums = sums;
        views = new LongBuffer[shards.count()];
        Arrays.setAll(views, position -> view(shards.slice(position), shards.length()));
        slots = new long[shards.count()][PIECE];
        BitSet begin = new BitSet();
        sums.forEach(sum -> Arrays.stream(sum.terms()).forEach(begin::set));
        sums.forEach(sum -> begin.clear(sum.target()));
        loaded = begin.stream().toArray();
    }

    /** Overwrites the targets and marks them present. */
    static void run(List<Sum> sums, Shards shards) {
        Summing summing = new Summing(sums, shards);
        int longs = shards.length() / WORD;
        for (int at = 0; at < longs; at += PIECE) {
            summing.piece(at, Math.min(PIECE, longs - at));
        }
        sums.forEach(sum -> shards.markPresent(sum.target()));
    }

    private static LongBuffer view(Slice slice, int length) {
        return ByteBuffer.wrap(slice.array(), slice.offset(), length)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    /** The sums are made on whole slots: what lies in them beyond {@code length} is of no consequence. */
    private void piece(int at, int length) {
        for (int position : loaded) {
            views[position].get(at, slots[position], 0, length);
        }
        for (Sum sum : sums) {
            make(slots[sum.target()], sum.terms());
            views[sum.target()].put(at, slots[sum.target()], 0, length);
        }
    }

    private void make(long[] sum, int[] terms) {
        int next = 0;
        if (terms.length % 3 == 0) {
            Arrays.fill(sum, 0);
        } else {
            System.arraycopy(slots[terms[next++]], 0, sum, 0, PIECE);
        }
        if (terms.length % 3 == 2) {
            add(sum, slots[terms[next++]]);
        }
        for (; next < terms.length; next += 3) {
            add(sum, slots[terms[next]], slots[terms[next + 1]], slots[terms[next + 2]]);
        }
    }

    private static void add(long[] sum, long[] a) {
        for (int i = 0; i < PIECE; i++) {
            sum[i] ^= a[i];
        }
    }

    private static void add(long[] sum, long[] a, long[] b, long[] c) {
        for (int i = 0; i < PIECE; i++) {
            sum[i] ^= a[i] ^ b[i] ^ c[i];
        }
    }
}
