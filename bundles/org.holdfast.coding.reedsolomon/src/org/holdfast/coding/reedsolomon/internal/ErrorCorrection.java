// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.BitSet;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Correction;
import org.holdfast.spi.coding.Shards;

/**
 * Sets shards right of which nobody knows that they are wrong (docs/format-coding.md, wrong shards).
 *
 * <p>Stripe by stripe, because each is coded by itself: bad spots at different places of more shards than could be wrong
 * altogether are found as well. In a stripe, with t = ⌊(present − m)/2⌋:
 *
 * <ol>
 *   <li>Take a set E of at most t shards for wrong: those of the stripe before, else none. Compute all shards from the
 *       first m of the others with the program of an ordinary decoder, and compare: the present ones outside E are at
 *       least m + t. If they agree they lie on one codeword, and no other codeword is as near: E is right or too large.
 *   <li>If they do not, the first column that differs is decoded on its own ({@link ColumnDecoder}), and the shards that
 *       are wrong in it join E, of which at least one is new. Then again; more than t shards in E are too many.
 * </ol>
 *
 * A second pass writes, so that nothing is touched where one stripe cannot be corrected. Cost: two runs of a decoder over
 * the shards and, wherever E changes, one more of the stripe and, if it is not in the cache, the build of a program
 * (milliseconds). Alternatives: decoding each column costs a thousandfold; trying all sets E is impossible for wide
 * codes (30 choose 5).
 */
final class ErrorCorrection {
    /** Each holds a program's slots, up to 3 MiB. */
    private static final int WORKS_KEPT = 4;

    private final CodeShape shape;
    private final ColumnDecoder columns;
    private final Shards shards;
    private final long present;
    private final int radius;
    private final Lru<Long, StripeWork> works;

    /**
     * @param programs computes every shard outside a set of m positions from those in it
     * @param present at least m positions
     */
    ErrorCorrection(
            CodeShape shape, ColumnDecoder columns, LongFunction<StripeProgram> programs, Shards shards, long present) {
        this.shape = shape;
        this.columns = columns;
        this.shards = shards;
        this.present = present;
        this.radius = (Long.bitCount(present) - shape.m()) / 2;
        this.works = new Lru<>(WORKS_KEPT, basis -> new StripeWork(programs.apply(basis), shards));
    }

    Correction run() {
        long[] wrong = new long[shards.length() / StripeProgram.STRIPE];
        long before = 0;
        for (int stripe = 0; stripe < wrong.length; stripe++) {
            OptionalLong found = wrong(at(stripe), before);
            if (found.isEmpty()) {
                return new Correction.Uncorrectable("between byte " + stripe * StripeProgram.STRIPE + " and "
                        + ((stripe + 1) * StripeProgram.STRIPE - 1) + " more than " + radius + " of "
                        + Long.bitCount(present) + " present shards are wrong");
            }
            before = found.getAsLong();
            wrong[stripe] = before;
        }
        return new Correction.Corrected(write(wrong));
    }

    private static int at(int stripe) {
        return stripe * (StripeProgram.STRIPE / Long.BYTES);
    }

    /** The shards without which the rest of a stripe is of one piece; empty if they would be too many. */
    private OptionalLong wrong(int at, long guess) {
        long wrong = guess;
        boolean guessed = true;
        int symbol = contradiction(wrong, at);
        while (symbol >= 0) {
            OptionalLong inColumn = columns.wrong(work(wrong).symbols(symbol, at), present);
            wrong = inColumn.orElse(-1) | (guessed ? 0 : wrong);
            guessed = false;
            if (Long.bitCount(wrong) > radius) {
                return OptionalLong.empty();
            }
            symbol = contradiction(wrong, at);
        }
        return OptionalLong.of(wrong);
    }

    /** The first symbol of a stripe in which the present shards outside {@code wrong} do not fit each other, or −1. */
    private int contradiction(long wrong, int at) {
        long trusted = present & ~wrong;
        StripeWork work = work(wrong);
        work.compute(at);
        for (long rest = trusted & ~basis(trusted); rest != 0; rest &= rest - 1) {
            int symbol = work.firstDifference(Long.numberOfTrailingZeros(rest), at);
            if (symbol >= 0) {
                return symbol;
            }
        }
        return -1;
    }

    private BitSet write(long[] wrong) {
        long absent = ~present & -1L >>> Long.SIZE - shape.n();
        long different = 0;
        for (int stripe = 0; stripe < wrong.length; stripe++) {
            if ((wrong[stripe] | absent) != 0) {
                different |= write(wrong[stripe], absent, at(stripe));
            }
        }
        return BitSet.valueOf(new long[] {different});
    }

    private long write(long wrong, long absent, int at) {
        StripeWork work = work(wrong);
        work.compute(at);
        long different = 0;
        for (long rest = wrong; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            different |= work.firstDifference(position, at) < 0 ? 0 : 1L << position;
        }
        work.store(different | absent, at);
        return different;
    }

    private StripeWork work(long wrong) {
        return works.get(basis(present & ~wrong));
    }

    /** The first m of a set of positions. */
    private long basis(long positions) {
        long basis = positions;
        while (Long.bitCount(basis) > shape.m()) {
            basis &= ~Long.highestOneBit(basis);
        }
        return basis;
    }
}
