// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.holdfast.spi.coding.Shards;

/**
 * Computes some shards from others, stripe by stripe. A stripe is 16 KiB of every shard: eight pieces of 2 KiB, piece b
 * with bit b of 16,384 symbols. The pieces of shard p go through slots 8 p to 8 p + 7 of the program.
 *
 * <p>Pieces are copied into the program's slots: a third faster than working on the shards in place, which lie a power
 * of two apart and so push each other out of the caches.
 *
 * @param reads the shards to load, as a set of positions
 * @param writes the shards to store
 */
record StripeProgram(long reads, long writes, XorProgram program) {
    static final int PIECE = Long.BYTES * XorKernels.LONGS;
    static final int STRIPE = PIECE * ProgramBuilder.BITS;

    void run(Shards shards) {
        long[][] slots = program.workspace();
        LongBuffer[] views = views(shards);
        for (int at = 0; at < shards.length() / Long.BYTES; at += STRIPE / Long.BYTES) {
            load(views, at, slots);
            program.run(slots);
            store(views, at, slots);
        }
    }

    private LongBuffer[] views(Shards shards) {
        var views = new LongBuffer[shards.count()];
        for (long rest = reads | writes; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            Shards.Slice slice = shards.slice(position);
            views[position] = ByteBuffer.wrap(slice.array(), slice.offset(), shards.length())
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
        }
        return views;
    }

    private void load(LongBuffer[] views, int at, long[][] slots) {
        for (long rest = reads; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            for (int bit = 0; bit < ProgramBuilder.BITS; bit++) {
                views[position].get(at + bit * XorKernels.LONGS, slots[position * ProgramBuilder.BITS + bit]);
            }
        }
    }

    private void store(LongBuffer[] views, int at, long[][] slots) {
        for (long rest = writes; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            for (int bit = 0; bit < ProgramBuilder.BITS; bit++) {
                views[position].put(at + bit * XorKernels.LONGS, slots[position * ProgramBuilder.BITS + bit]);
            }
        }
    }
}
