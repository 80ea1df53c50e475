// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.shrink.MoveAsks;
import org.holdfast.core.shrink.ShrinkRule;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.work.Rounds;
import org.holdfast.wire.MoveMessage;
import org.holdfast.wire.MoveMessage.MoveAsked;
import org.holdfast.wire.MoveMessage.MoveTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's people need their disk: while less of it is free than the reserve, or more is held than is offered, its
 * owners are asked to take some of their blocks elsewhere, each in proportion. Nothing is dropped for it, not when the
 * time is over either; and nothing new is taken, which the block store sees to. What it has asked for is in the ledger.
 * A thread of its own.
 */
public final class Shrinking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shrinking.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final OwnerId self;
    private final Ledger ledger;
    private final MoveAsks asks;
    private final PartnerClient partners;
    private final Supplier<ByteCount> lacking;
    private final Supplier<Duration> notice;
    private final NodeClock clock;
    private final Rounds rounds;
    private final Map<AgreementId, Boolean> overdue = new ConcurrentHashMap<>();

    /**
     * @param lacking by how much the disk is short, or more is held than is offered
     * @param notice how long owners have
     */
    public Shrinking(
            OwnerId self,
            Ledger ledger,
            MoveAsks asks,
            PartnerClient partners,
            Supplier<ByteCount> lacking,
            Supplier<Duration> notice,
            NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.asks = asks;
        this.partners = partners;
        this.lacking = lacking;
        this.notice = notice;
        this.clock = clock;
        this.rounds = new Rounds("shrinking", PAUSE, clock, this::round);
    }

    public void start() {
        rounds.start();
    }

    void round() {
        ByteCount now = lacking.get();
        if (now.equals(ByteCount.ZERO)) {
            withdraw();
            return;
        }
        ByteCount more = ShrinkRule.more(now, asks.asked());
        if (!more.equals(ByteCount.ZERO)) {
            ask(now, more);
        }
        asks.all().stream().filter(each -> !each.done()).forEach(this::tell);
    }

    private void ask(ByteCount now, ByteCount more) {
        Map<AgreementId, ByteCount> there = there();
        Map<AgreementId, ByteCount> shares = ShrinkRule.shares(more, there);
        if (shares.isEmpty()) {
            return;
        }
        Instant until = clock.instant().plus(notice.get());
        asks.add(shares, there, until);
        String text = now + " of disk are lacking: " + shares.size() + " owners are asked to take " + more
                + " of their blocks elsewhere by " + until;
        LOG.info("{}", text);
        ledger.events().append(clock.instant(), "SHRINK_ASKED", self.brief(), text);
    }

    /** What lies under each agreement that goes on, and is not asked away yet. */
    private Map<AgreementId, ByteCount> there() {
        Map<AgreementId, ByteCount> there = new TreeMap<>();
        for (AgreementRow row : ledger.agreements().all()) {
            AgreementId id = row.agreement().id();
            if (row.phase() == AgreementPhase.ACTIVE || row.phase() == AgreementPhase.COMMITMENT) {
                there.put(id, ledger.holdings().bytes(id));
            }
        }
        asks.all()
                .forEach(each -> there.computeIfPresent(
                        each.agreement(), (id, bytes) -> bytes.compareTo(each.most()) < 0 ? bytes : each.most()));
        return there;
    }

    private void tell(MoveAsks.Ask ask) {
        say(ask.agreement(), ask.most(), ask.until())
                .ifPresent(taken -> asks.answered(ask.agreement(), taken.blocks() == 0));
        boolean late = clock.instant().isAfter(ask.until()) && !ask.done();
        if (late && overdue.put(ask.agreement(), true) == null) {
            String text = "not everything has moved by " + ask.until() + "; it stays";
            LOG.info("Agreement {}: {}", ask.agreement(), text);
            ledger.events().append(clock.instant(), "SHRINK_OVERDUE", partner(ask.agreement()), text);
        }
    }

    private String partner(AgreementId agreement) {
        return ledger.agreements()
                .find(agreement)
                .map(row -> row.agreement().terms().partnerOf(self).brief())
                .orElse(agreement.toString());
    }

    /** There is room again: who can be told is told, and asks nobody for it any more. */
    private void withdraw() {
        for (MoveAsks.Ask ask : asks.all()) {
            if (say(ask.agreement(), MoveMessage.EVERYTHING, ask.until()).isPresent() || isOver(ask.agreement())) {
                asks.withdraw(ask.agreement());
                overdue.remove(ask.agreement());
                if (asks.all().isEmpty()) {
                    ledger.events().append(clock.instant(), "SHRINK_OVER", self.brief(), "there is room again");
                }
            }
        }
    }

    private boolean isOver(AgreementId agreement) {
        return ledger.agreements()
                .find(agreement)
                .filter(row -> row.phase() != AgreementPhase.CLOSED)
                .isEmpty();
    }

    private Optional<MoveTaken> say(AgreementId agreement, ByteCount most, Instant until) {
        Optional<OwnerId> owner = ledger.agreements()
                .find(agreement)
                .map(row -> row.agreement().terms().partnerOf(self));
        try {
            return owner.flatMap(id -> partners.askToMove(id, new MoveAsked(agreement, most, until))
                            instanceof Reply.Answered<MoveTaken>(MoveTaken taken)
                    ? Optional.of(taken)
                    : Optional.empty());
        } catch (HoldfastException e) {
            LOG.debug("An owner cannot be asked: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
