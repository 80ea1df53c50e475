// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

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
        StripeWork work = new StripeWork(this, shards);
        for (int at = 0; at < shards.length() / Long.BYTES; at += STRIPE / Long.BYTES) {
            work.compute(at);
            work.store(writes, at);
        }
    }
}
