// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner's side of a planned leave: everything that lies under agreements which are closing moves to other partners,
 * one block at a time, until nothing is left; then a new head says where it is. What an agreement's end overtook is
 * moved in the same way, from the other shards. It goes on after a restart, since the ledger says what is left. A thread
 * of its own.
 */
public final class HandOver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 64;

    private final OwnerId self;
    private final Ledger ledger;
    private final NodeClock clock;
    private final BooleanSupplier idle;
    private final Supplier<ShardMove> moves;
    private final Runnable settled;
    private final Rounds rounds;
    private final Map<AgreementId, String> troubles = new ConcurrentHashMap<>();

    /**
     * What is left to be moved.
     *
     * @param over whether the agreement has ended already: then the partner need not have it any more
     * @param trouble what keeps it from moving; empty if nothing does
     */
    public record Left(OwnerId partner, AgreementId agreement, Ledger.Sum sum, boolean over, String trouble) {}

    /**
     * @param idle whether nothing is moved now: this node leaves itself, or has to find its own data first
     * @param moves made anew for each round, with what is current then
     * @param settled called after each round in which nothing was left, or nothing is left any more
     */
    public HandOver(
            OwnerId self,
            Ledger ledger,
            NodeClock clock,
            BooleanSupplier idle,
            Supplier<ShardMove> moves,
            Runnable settled) {
        this.self = self;
        this.ledger = ledger;
        this.clock = clock;
        this.idle = idle;
        this.moves = moves;
        this.settled = settled;
        this.rounds = new Rounds("hand-over", PAUSE, clock, this::round);
    }

    public void start() {
        rounds.start();
    }

    /** What still lies where it cannot stay. */
    public List<Left> left() {
        return ended().map(this::left).filter(each -> each.sum().blocks() > 0).toList();
    }

    private Stream<AgreementRow> ended() {
        return ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.CLOSING || row.phase() == AgreementPhase.CLOSED);
    }

    private Left left(AgreementRow row) {
        OwnerId partner = row.agreement().terms().partnerOf(self);
        AgreementId id = row.agreement().id();
        boolean over = !Permits.in(row.phase()).read();
        return new Left(partner, id, ledger.segments().standing(partner, id), over, troubles.getOrDefault(id, ""));
    }

    private void round() throws InterruptedException {
        if (idle.getAsBoolean()) {
            return;
        }
        boolean all = true;
        for (Left each : left()) {
            boolean moved = moveAll(each, moves.get());
            if (moved) {
                done(each);
            }
            all &= moved;
        }
        if (all) {
            settled.run();
        }
    }

    /** @return whether nothing is left */
    private boolean moveAll(Left all, ShardMove move) throws InterruptedException {
        while (true) {
            List<PlacementRow> some = ledger.segments().standing(all.partner(), all.agreement(), AT_ONCE);
            for (PlacementRow row : some) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (move(row, move) instanceof ShardMove.Moved.Waits(String why)) {
                    trouble(all, why);
                    return false;
                }
            }
            if (some.isEmpty()) {
                return true;
            }
        }
    }

    private static ShardMove.Moved move(PlacementRow row, ShardMove move) {
        try {
            return move.move(row);
        } catch (HoldfastException e) {
            return new ShardMove.Moved.Waits(e.code() + ": " + e.getMessage());
        }
    }

    private void trouble(Left left, String why) {
        if (!why.equals(troubles.put(left.agreement(), why))) {
            LOG.info("What lies with {} cannot move yet: {}", left.partner().brief(), why);
        }
    }

    private void done(Left moved) {
        LOG.info(
                "Everything that lay with {} has moved to other partners",
                moved.partner().brief());
        ledger.events()
                .append(
                        clock.instant(),
                        "HANDED_OVER",
                        moved.partner().brief(),
                        moved.sum().blocks() + " blocks have moved to other partners");
        troubles.remove(moved.agreement());
    }

    @Override
    public void close() {
        rounds.close();
    }
}
