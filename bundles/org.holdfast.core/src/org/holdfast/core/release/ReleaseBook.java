// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.release;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ReleaseRow;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/**
 * Which of the blocks that this node keeps for others are on their way out. Whatever asks, withdraws or frees does so
 * here, one at a time, so that a block that is wanted again and one that is freed are never the same. Every method is
 * durable when it returns. Thread-safe.
 */
public final class ReleaseBook {
    private final HeldBlocks blocks;
    private final Ledger.Releases rows;
    private final Function<OwnerId, ByteCount> held;
    private final Object lock = new Object();

    /** @param held how many bytes are held for an owner under all agreements */
    public ReleaseBook(HeldBlocks blocks, Ledger.Releases rows, Function<OwnerId, ByteCount> held) {
        this.blocks = blocks;
        this.rows = rows;
        this.held = held;
    }

    /** A block that its owner does not need any more. */
    public record Wish(BlockId block, long sequence) {}

    /** What becomes of it. */
    public sealed interface Fate {
        BlockId block();

        /** It is freed at this time of the lock clock, or soon after. */
        record Leaving(BlockId block, Instant due) implements Fate {}

        /** It is kept: what lies here is another version. */
        record Kept(BlockId block) implements Fate {}

        /** There is no such block of this owner. */
        record Gone(BlockId block) implements Fate {}
    }

    /**
     * @param mass whether the owner has released so much within a week that all of it is kept longer
     * @param begun whether it was not so before
     */
    public record Asked(List<Fate> fates, boolean mass, boolean begun) {
        public Asked {
            fates = List.copyOf(fates);
        }
    }

    /** Notes what an owner releases; again it changes nothing. @param deviceEpoch of the device that asks */
    public Asked ask(OwnerId owner, int deviceEpoch, AgreementId agreement, List<Wish> wishes, LockClock clock) {
        synchronized (lock) {
            Instant now = ReleaseRule.asked(clock);
            long before =
                    rows.since(owner, now.minus(ReleaseRule.WINDOW)).bytes().value();
            List<HeldRow> fresh = fresh(owner, deviceEpoch, agreement, wishes);
            long more = fresh.stream().mapToLong(HeldRow::fileBytes).sum();
            long all = held.apply(owner).value();
            boolean mass = ReleaseRule.isMass(Math.addExact(before, more), all);
            rows.save(fresh.stream()
                    .map(row -> row(row, deviceEpoch, now, mass ? ReleaseRule.MASS_DELAY : ReleaseRule.DELAY))
                    .toList());
            if (mass) {
                rows.delay(owner, now.minus(ReleaseRule.WINDOW), ReleaseRule.MASS_DELAY);
            }
            List<Fate> fates =
                    wishes.stream().map(wish -> fate(owner, agreement, wish)).toList();
            return new Asked(fates, mass, mass && more > 0 && !ReleaseRule.isMass(before, all));
        }
    }

    private List<HeldRow> fresh(OwnerId owner, int deviceEpoch, AgreementId agreement, List<Wish> wishes) {
        List<HeldRow> fresh = new ArrayList<>();
        for (Wish wish : wishes) {
            held(owner, agreement, wish.block())
                    .filter(row -> row.sequence() == wish.sequence())
                    .filter(row -> rows.find(agreement, row.block())
                            .filter(known -> known.deviceEpoch() >= deviceEpoch)
                            .isEmpty())
                    .ifPresent(fresh::add);
        }
        return fresh;
    }

    private Optional<HeldRow> held(OwnerId owner, AgreementId agreement, BlockId block) {
        return blocks.row(agreement, block).filter(row -> row.owner().equals(owner));
    }

    private static ReleaseRow row(HeldRow row, int deviceEpoch, Instant asked, Duration delay) {
        Instant due = ReleaseRule.due(row.retainUntil(), asked, delay);
        return new ReleaseRow(row.agreement(), row.block(), row.owner(), deviceEpoch, row.fileBytes(), asked, due);
    }

    private Fate fate(OwnerId owner, AgreementId agreement, Wish wish) {
        if (held(owner, agreement, wish.block()).isEmpty()) {
            return new Fate.Gone(wish.block());
        }
        return rows.find(agreement, wish.block())
                .<Fate>map(row -> new Fate.Leaving(row.block(), row.due()))
                .orElseGet(() -> new Fate.Kept(wish.block()));
    }

    /** The block is wanted again. False if it is gone. */
    public boolean keep(AgreementId agreement, BlockId block) {
        synchronized (lock) {
            rows.withdraw(agreement, block);
            return blocks.row(agreement, block).isPresent();
        }
    }

    /** What devices below this epoch have released stays: another device has taken their place. */
    public Ledger.Sum succeed(OwnerId owner, int deviceEpoch) {
        synchronized (lock) {
            return rows.end(owner, deviceEpoch);
        }
    }

    /** Everything that an owner has released stays. */
    public Ledger.Sum cancel(OwnerId owner) {
        synchronized (lock) {
            return rows.end(owner, Integer.MAX_VALUE);
        }
    }

    /**
     * Frees what is due. What a crash leaves of it: see {@link HeldBlocks#free}.
     *
     * @param present the lock clock's time
     * @param epoch the newest device of an owner that is known here
     * @param busy what must not be freed yet, such as a block under an open audit
     * @return what was freed
     */
    public Ledger.Sum free(Instant present, Function<OwnerId, Integer> epoch, Predicate<HeldRow> busy, int limit) {
        long count = 0;
        long bytes = 0;
        for (ReleaseRow each : rows.due(present, limit)) {
            if (free(each, present, epoch, busy)) {
                count++;
                bytes += each.fileBytes();
            }
        }
        return new Ledger.Sum(count, ByteCount.of(bytes));
    }

    private boolean free(ReleaseRow each, Instant present, Function<OwnerId, Integer> epoch, Predicate<HeldRow> busy) {
        synchronized (lock) {
            Optional<ReleaseRow> still = rows.find(each.agreement(), each.block())
                    .filter(row -> !row.due().isAfter(present) && row.deviceEpoch() >= epoch.apply(row.owner()));
            Optional<HeldRow> row = blocks.row(each.agreement(), each.block());
            if (still.isEmpty() || row.filter(busy).isPresent()) {
                return false;
            }
            blocks.free(each.agreement(), each.block());
            return row.isPresent();
        }
    }
}
