// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.Reply;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.work.Rounds;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine leaves: it gives notice to all its partners, makes no new agreements, and asks them now and then how much
 * of theirs they have nowhere else yet. It has left when that is nothing, or the notice is over. What it decided is in
 * the ledger, so it goes on after a restart. A thread of its own.
 */
public final class Leaving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String KEY = "leaving.since";

    private final OwnerId self;
    private final Ledger ledger;
    private final PartnerClient partners;
    private final Supplier<Optional<AgreementBook>> agreements;
    private final NodeClock clock;
    private final Rounds rounds;
    private final Map<AgreementId, NoticeTaken> answers = new ConcurrentHashMap<>();
    private volatile boolean toldDone;

    /**
     * One partner, from which this machine parts.
     *
     * @param until when the notice ends at the earliest
     * @param answer what it said last; empty before it was reached
     */
    public record Parting(OwnerId partner, AgreementId agreement, Instant until, Optional<NoticeTaken> answer) {
        /** Whether it needs nothing of this machine any more. */
        public boolean isDone() {
            return answer.filter(each -> each.blocks() == 0).isPresent();
        }
    }

    public Leaving(
            OwnerId self,
            Ledger ledger,
            PartnerClient partners,
            Supplier<Optional<AgreementBook>> agreements,
            NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.partners = partners;
        this.agreements = agreements;
        this.clock = clock;
        this.rounds = new Rounds("leaving", PAUSE, clock, this::round);
    }

    public void start() {
        rounds.start();
    }

    /** Since when this machine has been leaving, if it has. */
    public Optional<Instant> since() {
        return ledger.settings()
                .get(KEY)
                .map(bytes -> Instant.ofEpochMilli(new ByteReader(KEY, bytes.toArray()).u64()));
    }

    /** Durable on return; again it does nothing. Agreements close at once, and the partners hear of it one by one. */
    public void begin() {
        if (since().isEmpty()) {
            Instant now = clock.instant();
            ledger.settings()
                    .put(KEY, Bytes.of(new ByteWriter().u64(now.toEpochMilli()).toArray()));
            ledger.events().append(now, "LEAVING", self.brief(), "notice is given to all partners");
            LOG.info("This machine leaves: notice is given to all its partners");
            toldDone = false;
        }
        closeAll();
    }

    /** New agreements are made again. Those that were given notice of end all the same. */
    public void cancel() {
        if (since().isPresent()) {
            ledger.settings().remove(KEY);
            ledger.events().append(clock.instant(), "LEAVE_CANCELLED", self.brief(), "new partners are looked for");
            LOG.info("This machine stays: new partners are looked for");
        }
    }

    private void closeAll() {
        agreements
                .get()
                .ifPresent(book -> ledger.agreements().all().stream()
                        .filter(row -> Permits.in(row.phase()).store())
                        .forEach(row -> book.notice(row.agreement().id())));
    }

    /** How far it is with everybody. */
    public List<Parting> partings() {
        return closing().map(this::parting).toList();
    }

    private Stream<AgreementRow> closing() {
        return ledger.agreements().all().stream().filter(row -> row.phase() == AgreementPhase.CLOSING);
    }

    private Parting parting(AgreementRow row) {
        AgreementId id = row.agreement().id();
        Instant until = row.since().plus(AgreementLife.NOTICE);
        return new Parting(row.agreement().terms().partnerOf(self), id, until, Optional.ofNullable(answers.get(id)));
    }

    /** Whether nobody needs this machine any more. */
    public boolean hasLeft() {
        return since().isPresent() && partings().stream().allMatch(Parting::isDone);
    }

    private void round() {
        if (since().isEmpty()) {
            return;
        }
        closeAll(); // one that was being made when it began
        partings().stream().filter(each -> !each.isDone()).forEach(this::ask);
        if (hasLeft() && !toldDone) {
            toldDone = true;
            LOG.info("Nobody needs this machine any more; it may be switched off");
            ledger.events().append(clock.instant(), "LEFT", self.brief(), "nobody needs this machine any more");
        }
    }

    private void ask(Parting parting) {
        try {
            if (partners.notice(parting.partner(), parting.agreement())
                    instanceof Reply.Answered<NoticeTaken>(NoticeTaken taken)) {
                answers.put(parting.agreement(), taken);
            }
        } catch (HoldfastException e) {
            LOG.debug("{} cannot be told: {}", parting.partner().brief(), e.getMessage());
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
