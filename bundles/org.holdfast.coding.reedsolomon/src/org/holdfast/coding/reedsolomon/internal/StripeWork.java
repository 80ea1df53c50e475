// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.holdfast.spi.coding.Shards;

/** The slots of a {@link StripeProgram}, and the shards that it works on. One thread's. */
final class StripeWork {
    private static final int BITS = ProgramBuilder.BITS;

    private final StripeProgram program;
    private final long[][] slots;
    private final LongBuffer[] views;

    StripeWork(StripeProgram program, Shards shards) {
        this.program = program;
        this.slots = program.program().workspace();
        this.views = views(shards);
    }

    /** The shards as longs, in the machine's byte order, which plays no part in the format. */
    static LongBuffer[] views(Shards shards) {
        var views = new LongBuffer[shards.count()];
        for (int position = 0; position < views.length; position++) {
            Shards.Slice slice = shards.slice(position);
            views[position] = ByteBuffer.wrap(slice.array(), slice.offset(), shards.length())
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
        }
        return views;
    }

    /** Computes the stripe at {@code at}, counted in longs, into the slots; the shards stay as they are. */
    void compute(int at) {
        for (long rest = program.reads(); rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            for (int bit = 0; bit < BITS; bit++) {
                views[position].get(at + bit * XorKernels.LONGS, slots[position * BITS + bit]);
            }
        }
        program.program().run(slots);
    }

    /** Stores what was computed last for some of the shards that the program computes. */
    void store(long positions, int at) {
        for (long rest = positions; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            for (int bit = 0; bit < BITS; bit++) {
                views[position].put(at + bit * XorKernels.LONGS, slots[position * BITS + bit]);
            }
        }
    }

    /**
     * Compares a shard with what was computed for it.
     *
     * @return the number of the first symbol of the stripe that differs, or −1
     */
    int firstDifference(int position, int at) {
        for (int bit = 0; bit < BITS; bit++) {
            long[] computed = slots[position * BITS + bit];
            LongBuffer there = views[position].slice(at + bit * XorKernels.LONGS, XorKernels.LONGS);
            int index = there.mismatch(LongBuffer.wrap(computed));
            if (index >= 0) {
                return index * Long.SIZE + Long.numberOfTrailingZeros(there.get(index) ^ computed[index]);
            }
        }
        return -1;
    }

    /** What the shards have as symbol {@code number} of a stripe. */
    int[] symbols(int number, int at) {
        int[] symbols = new int[views.length];
        for (int position = 0; position < symbols.length; position++) {
            for (int bit = 0; bit < BITS; bit++) {
                long word = views[position].get(at + bit * XorKernels.LONGS + number / Long.SIZE);
                symbols[position] |= (int) (word >>> number & 1) << bit;
            }
        }
        return symbols;
    }
}
