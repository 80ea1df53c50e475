// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.holdfast.core.Reply;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.format.Signer;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.Rounds;
import org.holdfast.wire.Limits;
import org.holdfast.wire.ReleaseMessage.Release;
import org.holdfast.wire.ReleaseMessage.Released;
import org.holdfast.wire.ReleaseMessage.State;
import org.holdfast.wire.ReleaseMessage.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells partners which blocks this node does not need any more, and strikes them off when they are freed: blocks of
 * segments that were dropped or abandoned, and old places of shards that have moved. The ledger counts on none of them
 * before anything is said, and says what is left to do, so it goes on after a restart. A thread of its own.
 */
public final class ReleaseRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseRun.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** After an answer that some are still there although their time has come by the clock here. */
    private static final Duration LATER = Duration.ofHours(1);

    private final OwnerId self;
    private final Signer device;
    private final Ledger ledger;
    private final Asking partners;
    private final Predicate<OwnerId> reachable;
    private final BooleanSupplier idle;
    private final NodeClock clock;
    private final Rounds rounds;
    private final Set<OwnerId> mass = ConcurrentHashMap.newKeySet();
    private final Map<AgreementId, Long> askedAt = new ConcurrentHashMap<>();

    /** Asks one partner. */
    @FunctionalInterface
    public interface Asking {
        Reply<Released> release(OwnerId partner, Release release);
    }

    /**
     * @param reachable who is linked now
     * @param idle whether nothing is released now
     */
    public ReleaseRun(
            OwnerId self,
            Signer device,
            Ledger ledger,
            Asking partners,
            Predicate<OwnerId> reachable,
            BooleanSupplier idle,
            NodeClock clock) {
        this.self = self;
        this.device = device;
        this.ledger = ledger;
        this.partners = partners;
        this.reachable = reachable;
        this.idle = idle;
        this.clock = clock;
        this.rounds = new Rounds("release", PAUSE, clock, this::round);
    }

    public void start() {
        rounds.start();
    }

    /** One round; also for whoever does not want to wait for the next one. */
    public synchronized void round() throws InterruptedException {
        for (AgreementRow row : ledger.agreements().all()) {
            OwnerId partner = row.agreement().terms().partnerOf(self);
            boolean signed = row.phase() != AgreementPhase.PROPOSED;
            if (signed && reachable.test(partner) && !idle.getAsBoolean()) {
                release(partner, row.agreement().id());
                settle(partner, row.agreement().id());
            }
        }
    }

    /** Says it of everything, some at a time. */
    private void release(OwnerId partner, AgreementId agreement) throws InterruptedException {
        long said = 0;
        List<PlacementRow> some = needless(partner, agreement);
        while (!some.isEmpty() && ask(partner, agreement, some) > 0 && !idle.getAsBoolean()) {
            said += some.size();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            some = needless(partner, agreement);
        }
        if (said > 0) {
            LOG.info("{} was told of {} blocks that they are not needed any more", partner.brief(), said);
        }
    }

    private List<PlacementRow> needless(OwnerId partner, AgreementId agreement) {
        return ledger.segments().needless(partner, agreement, Limits.RELEASE_BLOCKS);
    }

    /** Strikes off what should be freed by now, where it is. */
    private void settle(OwnerId partner, AgreementId agreement) throws InterruptedException {
        Long before = askedAt.get(agreement);
        if (before != null && clock.nanos() - before < LATER.toNanos()) {
            return;
        }
        List<PlacementRow> due = due(partner, agreement);
        while (!due.isEmpty() && !idle.getAsBoolean()) {
            if (ask(partner, agreement, due) == 0) {
                askedAt.put(agreement, clock.nanos());
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            due = due(partner, agreement);
        }
    }

    private List<PlacementRow> due(OwnerId partner, AgreementId agreement) {
        return ledger.segments().releasedUntil(partner, agreement, clock.instant(), Limits.RELEASE_BLOCKS);
    }

    /** How many of these stand otherwise than before. */
    private int ask(OwnerId partner, AgreementId agreement, List<PlacementRow> some) {
        List<Version> versions = some.stream()
                .map(row -> new Version(row.block(), Math.max(1, row.sequence())))
                .toList();
        Release release = Release.sign(device, self, partner, agreement, clock.instant(), versions);
        Reply<Released> reply = partners.release(partner, release);
        if (reply instanceof Reply.Answered<Released>(Released released)) {
            tell(partner, released);
            return take(some, released);
        }
        LOG.debug("{} does not take a release: {}", partner.brief(), reply);
        return 0;
    }

    private int take(List<PlacementRow> some, Released released) {
        int changed = 0;
        for (PlacementRow row : some) {
            for (State state : released.states()) {
                if (state.block().equals(row.block()) && apply(row, state)) {
                    changed++;
                }
            }
        }
        return changed;
    }

    /** What the holder calls KEPT is another block than this one: of this one there is nothing. */
    private boolean apply(PlacementRow row, State state) {
        return switch (state.standing()) {
            case LEAVING -> leaving(row, state.due());
            case KEPT, GONE -> {
                ledger.segments().freed(row.block());
                yield true;
            }
        };
    }

    private boolean leaving(PlacementRow row, Instant due) {
        ledger.segments().release(row.block(), due);
        return row.state() != PlacementState.RELEASED || due.isAfter(clock.instant());
    }

    /** How many partners said, when they were asked last, that much was released at once. */
    public int massAt() {
        return mass.size();
    }

    /** Once for a partner, until it is over there. */
    private void tell(OwnerId partner, Released released) {
        String key = "release.mass." + partner;
        boolean noted = ledger.settings().get(key).isPresent();
        if (released.mass()) {
            mass.add(partner);
        } else {
            mass.remove(partner);
        }
        if (released.mass() && !noted) {
            ledger.settings().put(key, Bytes.EMPTY);
            LOG.warn(
                    "{} keeps what this machine has released for 30 days, as it was much at once. If you did not mean to"
                            + " release it, 'holdfast release cancel' stops it",
                    partner.brief());
            ledger.events().append(clock.instant(), "MASS_RELEASE", partner.brief(), "it keeps everything for 30 days");
        } else if (!released.mass() && noted) {
            ledger.settings().remove(key);
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
