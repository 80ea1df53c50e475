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
import org.holdfast.core.shrink.MoveWishes;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
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
    private final MoveWishes wishes;
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
     * @param asked whether the partner stays, and has asked for some of its disk
     * @param trouble what keeps it from moving; empty if nothing does
     */
    public record Left(
            OwnerId partner, AgreementId agreement, Ledger.Sum sum, boolean over, boolean asked, String trouble) {}

    /**
     * @param concern what it cares for
     * @param wishes of holders whose disks are short: what lies there beyond what may stay moves in the same way
     * @param moves made anew for each round, with what is current then
     * @param pace how fast it may go
     * @param settled called when nothing is left at a partner any more, and after each round
     */
    public HandOver(
            OwnerId self,
            Ledger ledger,
            NodeClock clock,
            Concern concern,
            MoveWishes wishes,
            Supplier<ShardMove> moves,
            Pace pace,
            Runnable settled) {
        this.self = self;
        this.ledger = ledger;
        this.clock = clock;
        this.concern = concern;
        this.wishes = wishes;
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
        return concerned()
                .map(this::left)
                .filter(each -> each.sum().blocks() > 0)
                .toList();
    }

    private Stream<AgreementRow> concerned() {
        return ledger.agreements().all().stream()
                .filter(row -> isEnded(row)
                        || wishes.most(row.agreement().id()).isPresent()
                                && Permits.in(row.phase()).store());
    }

    private static boolean isEnded(AgreementRow row) {
        return row.phase() == AgreementPhase.CLOSING || row.phase() == AgreementPhase.CLOSED;
    }

    private Left left(AgreementRow row) {
        OwnerId partner = row.agreement().terms().partnerOf(self);
        AgreementId id = row.agreement().id();
        boolean over = isEnded(row) && !Permits.in(row.phase()).read();
        Ledger.Sum there = ledger.segments().standing(partner, id);
        Ledger.Sum sum = isEnded(row) ? there : beyond(there, id);
        return new Left(partner, id, sum, over, !isEnded(row), troubles.getOrDefault(id, ""));
    }

    /** What lies with a partner beyond what it lets lie there, and has no other place yet. */
    public Ledger.Sum beyond(OwnerId partner, AgreementId agreement) {
        return beyond(ledger.segments().standing(partner, agreement), agreement);
    }

    private Ledger.Sum beyond(Ledger.Sum there, AgreementId agreement) {
        return wishes.most(agreement).map(most -> beyond(there, most)).orElse(Ledger.Sum.NOTHING);
    }

    /** Blocks of middle size, where it is not known which of them go. */
    private static Ledger.Sum beyond(Ledger.Sum there, ByteCount most) {
        ByteCount files = ByteCount.of(there.bytes().value() + there.blocks() * BlockHeader.BYTES);
        ByteCount bytes = files.minusOrZero(most);
        long blocks = bytes.equals(ByteCount.ZERO)
                ? 0
                : Math.max(1, (long) Math.ceil((double) there.blocks() * bytes.value() / files.value()));
        return new Ledger.Sum(blocks, bytes);
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
        Wanted wanted = new Wanted(all);
        List<PlacementRow> some = next(all);
        while (!some.isEmpty() && waiting.count < MOST_WAITING && wanted.isMore()) {
            for (PlacementRow row : some) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (wanted.isMore()) {
                    switch (move(row, move)) {
                        case ShardMove.Moved.Done(long bytes) -> {
                            wanted.moved(row);
                            pace.moved(bytes);
                        }
                        case ShardMove.Moved.Waits(String why) -> waiting.add(why);
                    }
                    reached.put(all.agreement(), row.block());
                }
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

    /** Everything, or as much as the partner has asked for. */
    private static final class Wanted {
        private final boolean all;
        private long bytes;

        private Wanted(Left left) {
            this.all = !left.asked();
            this.bytes = left.sum().bytes().value();
        }

        private boolean isMore() {
            return all || bytes > 0;
        }

        private void moved(PlacementRow row) {
            bytes -= row.payloadLength() + BlockHeader.BYTES;
        }
    }

    private void ended(Left all, Waiting waiting) {
        Ledger.Sum left = all.asked()
                ? beyond(all.partner(), all.agreement())
                : ledger.segments().standing(all.partner(), all.agreement());
        if (left.blocks() == 0) {
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
                "{} that lay with {} has moved to other partners",
                moved.asked() ? "What it asked away of what" : "Everything",
                moved.partner().brief());
        ledger.events()
                .append(
                        clock.instant(),
                        moved.asked() ? "MOVED" : "HANDED_OVER",
                        moved.partner().brief(),
                        moved.sum().blocks() + " blocks have moved to other partners");
        troubles.remove(moved.agreement());
    }

    @Override
    public void close() {
        rounds.close();
    }
}
