// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockId;
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
    /** So many that cannot move are tried in a round; the next one goes on behind them. */
    private static final int MOST_WAITING = 256;

    private final OwnerId self;
    private final Ledger ledger;
    private final NodeClock clock;
    private final Concern concern;
    private final Supplier<ShardMove> moves;
    private final Pace pace;
    private final Runnable settled;
    private final Rounds rounds;
    private final Map<AgreementId, String> troubles = new ConcurrentHashMap<>();
    private final Map<AgreementId, BlockId> reached = new ConcurrentHashMap<>();

    /** How fast it may go. */
    @FunctionalInterface
    public interface Pace {
        /** Returns when the next block may be moved. */
        void moved(long bytes) throws InterruptedException;
    }

    /**
     * What it cares for.
     *
     * @param idle whether nothing is moved now: this node leaves itself, or has to find its own data first
     * @param own whether what lies under an agreement is its own; what lies under a broken one is repaired
     */
    public record Concern(BooleanSupplier idle, Predicate<AgreementId> own) {}

    /**
     * What is left to be moved.
     *
     * @param over whether the agreement has ended already: then the partner need not have it any more
     * @param trouble what keeps it from moving; empty if nothing does
     */
    public record Left(OwnerId partner, AgreementId agreement, Ledger.Sum sum, boolean over, String trouble) {}

    /**
     * @param concern what it cares for
     * @param moves made anew for each round, with what is current then
     * @param pace how fast it may go
     * @param settled called when nothing is left at a partner any more, and after each round
     */
    public HandOver(
            OwnerId self,
            Ledger ledger,
            NodeClock clock,
            Concern concern,
            Supplier<ShardMove> moves,
            Pace pace,
            Runnable settled) {
        this.self = self;
        this.ledger = ledger;
        this.clock = clock;
        this.concern = concern;
        this.moves = moves;
        this.pace = pace;
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
        if (concern.idle().getAsBoolean()) {
            return;
        }
        for (Left each : left()) {
            if (concern.own().test(each.agreement())) {
                moveAll(each, moves.get());
                settled.run();
            }
        }
        settled.run();
    }

    /** One that cannot move holds no other one up. */
    private void moveAll(Left all, ShardMove move) throws InterruptedException {
        Waiting waiting = new Waiting();
        List<PlacementRow> some = next(all);
        while (!some.isEmpty() && waiting.count < MOST_WAITING) {
            for (PlacementRow row : some) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                switch (move(row, move)) {
                    case ShardMove.Moved.Done(long bytes) -> pace.moved(bytes);
                    case ShardMove.Moved.Waits(String why) -> waiting.add(why);
                }
                reached.put(all.agreement(), row.block());
            }
            some = next(all);
        }
        if (some.isEmpty()) {
            reached.remove(all.agreement()); // the next round begins with the oldest
        }
        ended(all, waiting);
    }

    private List<PlacementRow> next(Left all) {
        BlockId after = reached.get(all.agreement());
        return after == null
                ? ledger.segments().standing(all.partner(), all.agreement(), AT_ONCE)
                : ledger.segments().standing(all.partner(), all.agreement(), after, AT_ONCE);
    }

    private void ended(Left all, Waiting waiting) {
        if (ledger.segments().standing(all.partner(), all.agreement()).blocks() == 0) {
            done(all);
        } else if (waiting.count > 0) {
            trouble(all, waiting);
        } else {
            troubles.remove(all.agreement());
        }
    }

    /** What cannot move in this round. */
    private static final class Waiting {
        private int count;
        private String first = "";

        private void add(String why) {
            first = count++ == 0 ? why : first;
        }
    }

    private static ShardMove.Moved move(PlacementRow row, ShardMove move) {
        try {
            return move.move(row);
        } catch (HoldfastException e) {
            return new ShardMove.Moved.Waits(e.code() + ": " + e.getMessage());
        }
    }

    private void trouble(Left left, Waiting waiting) {
        if (!waiting.first.equals(troubles.put(left.agreement(), waiting.first))) {
            LOG.info(
                    "{} blocks that lie with {} cannot move yet: {}",
                    waiting.count,
                    left.partner().brief(),
                    waiting.first);
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
