// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditListener;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.track.Experience;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears all that says how a partner is – looks, audits, what it reports itself, what a restore finds – and does what
 * follows: event, repair, and the end of an agreement that is broken. What the rules decide is in the ledger first; what
 * a crash cuts off after that is done at the next start. Thread-safe.
 */
public final class HealthDesk implements AuditListener, HealthWatch.Hears {
    /** Why a partner that can be reached is treated as absent. */
    public static final String UNPROVED = "it is there, and proves nothing of what it keeps";

    private static final Logger LOG = LoggerFactory.getLogger(HealthDesk.class);
    /** A smaller change of an announced absence is no news. */
    private static final Duration AWAY_SAID = Duration.ofMinutes(1);

    private final Parts parts;
    private final HealthBook book;
    private final DamageBook damages;

    /**
     * What it works with.
     *
     * @param agreements empty before the node has joined
     * @param track hears what is to be remembered of a partner
     * @param name of a partner, for people
     * @param replace looks for another partner
     * @param repair makes anew what is missing
     */
    public record Parts(
            OwnerId self,
            Ledger ledger,
            Supplier<Optional<AgreementBook>> agreements,
            Consumer<Experience> track,
            Function<OwnerId, String> name,
            Runnable replace,
            Runnable repair,
            NodeClock clock) {}

    public HealthDesk(Parts parts, HealthBook book) {
        this.parts = parts;
        this.book = book;
        this.damages = new DamageBook(parts.ledger());
    }

    /** What a crash cut off: an agreement that is broken and not over. */
    public void resume() {
        book.all().stream()
                .filter(row -> row.health().state().isGone())
                .filter(row -> phase(row.agreement()) != AgreementPhase.CLOSED)
                .forEach(this::end);
    }

    private AgreementPhase phase(AgreementId id) {
        return row(id).map(AgreementRow::phase).orElse(AgreementPhase.CLOSED);
    }

    private Optional<AgreementRow> row(AgreementId id) {
        return parts.ledger().agreements().find(id);
    }

    private Optional<AgreementTerms> terms(AgreementId id) {
        return row(id).map(row -> row.agreement().terms());
    }

    @Override
    public void unproved(AgreementTerms terms, HealthEvent event) {
        hear(terms, event, UNPROVED);
    }

    /** Somebody looked whether the partner under these terms can be reached. */
    @Override
    public void looked(AgreementTerms terms, HealthEvent event) {
        hear(terms, event, "it cannot be reached in hours that it promised");
        if (event instanceof HealthEvent.Answered
                && book.state(terms.id()) == HealthState.CONTAINED
                && owesNothing(terms)) {
            cleared(terms.partnerOf(parts.self()), terms.id(), event.at());
        }
    }

    /** Where much was lost within a month nothing new is stored, whatever can be proved of the rest. */
    private void cleared(OwnerId partner, AgreementId id, Instant at) {
        if (!damages.isTooMuch(partner, id, at)) {
            hear(id, new HealthEvent.Cleared(at), "");
        }
    }

    /** All that was wrong there is made anew elsewhere, so there is nothing left that it could prove. */
    private boolean owesNothing(AgreementTerms terms) {
        return parts.ledger().segments().placements(terms.partnerOf(parts.self()), PlacementState.ACKED).stream()
                .noneMatch(row -> row.agreement().equals(terms.id()));
    }

    private void hear(AgreementTerms terms, HealthEvent event, String why) {
        book.hear(terms, event, why).ifPresent(this::turned);
    }

    private void hear(AgreementId id, HealthEvent event, String why) {
        terms(id).ifPresent(terms -> hear(terms, event, why));
    }

    @Override
    public void audited(AuditVerdict verdict) {
        Instant at = verdict.at();
        AgreementId id = verdict.agreement();
        switch (verdict.finding()) {
            case AuditFinding.Proved proved -> {
                hear(id, new HealthEvent.Answered(at), "");
                cleared(verdict.partner(), id, at);
            }
            case AuditFinding.Wrong wrong -> wrong(verdict, wrong);
            case AuditFinding.Admitted admitted -> admitted(verdict.partner(), id, admitted.damaged(), at);
            case AuditFinding.BadTags tags ->
                mend(found(verdict.partner(), id, tags.blocks(), at, "their tags are wrong: this node's own fault"));
            case AuditFinding.Settled settled -> hear(id, new HealthEvent.Answered(at), "");
            case AuditFinding.NoAnswer none -> missed(id, at);
            case AuditFinding.Misbehaved misbehaved -> hear(id, new HealthEvent.Unknown(at), "");
            case AuditFinding.Refused refused -> hear(id, new HealthEvent.Unknown(at), "");
            case AuditFinding.Unknown unknown -> hear(id, new HealthEvent.Unknown(at), "");
        }
    }

    /** One block that a disk lost is forgiven to whoever has evidence against itself, as it is to whoever says so first. */
    private void wrong(AuditVerdict verdict, AuditFinding.Wrong wrong) {
        Instant at = verdict.at();
        DamageBook.Noted noted = found(verdict.partner(), verdict.agreement(), wrong.blocks(), at, "an audit found it");
        if (noted.tooMuch() && !wrong.evidence().isEmpty()) {
            String why = "audits convict it: it signed for more than it has";
            hear(verdict.agreement(), new HealthEvent.Convicted(at), why);
        } else {
            String why = "an audit found that it has not what it should have";
            hear(verdict.agreement(), new HealthEvent.Wronged(at), why);
        }
        mend(noted);
    }

    /** Outside of promised hours nobody owes an answer. */
    private void missed(AgreementId id, Instant at) {
        terms(id)
                .filter(terms -> terms.scheduleOf(terms.partnerOf(parts.self())).isOnline(at))
                .ifPresent(terms -> hear(terms, new HealthEvent.Missed(at), "it did not answer an audit"));
    }

    /**
     * A partner says itself that blocks are damaged: an honest one with a bad disk. They are made anew; above a measure
     * it counts as wrong.
     */
    void admitted(OwnerId partner, AgreementId agreement, List<BlockId> blocks, Instant at) {
        DamageBook.Noted noted = found(partner, agreement, blocks, at, "it said so itself");
        if (noted.blocks() > 0) {
            parts.track().accept(new Experience.Spoiled(partner, at));
        }
        if (noted.tooMuch()) {
            hear(agreement, new HealthEvent.Wronged(at), "more is damaged there than is forgiven");
        }
        mend(noted);
    }

    /** A restore or a repair got another block back than it stored, or none. */
    public void restoredWrong(PlacementRow place) {
        Instant at = parts.clock().instant();
        DamageBook.Noted noted =
                found(place.partner(), place.agreement(), List.of(place.block()), at, "it did not come back as stored");
        if (noted.tooMuch()) {
            hear(place.agreement(), new HealthEvent.Wronged(at), "more is damaged there than is forgiven");
        }
        mend(noted);
    }

    private DamageBook.Noted found(
            OwnerId partner, AgreementId agreement, List<BlockId> blocks, Instant at, String how) {
        DamageBook.Noted noted = damages.note(partner, agreement, blocks, at);
        if (noted.blocks() > 0) {
            String text = noted.blocks() + " blocks (" + noted.bytes() + ") are damaged there: " + how;
            event("BLOCK_DAMAGED", partner, at, text);
            LOG.warn("At {} {}", parts.name().apply(partner), text);
        }
        return noted;
    }

    /** Only when it is known whether the partner may get anything new: else repair would store with it again. */
    private void mend(DamageBook.Noted noted) {
        if (noted.blocks() > 0) {
            parts.repair().run();
        }
    }

    private void turned(HealthBook.Turn turn) {
        HealthRow row = turn.row();
        OwnerId partner = row.partner();
        Instant at = row.health().since();
        switch (turn.state()) {
            case OK -> event("PARTNER_BACK", partner, at, "it was " + turn.before() + "; all its times begin anew");
            case LATE -> event("PARTNER_LATE", partner, at, row.why());
            case SUSPECT -> {
                event("PARTNER_SUSPECT", partner, at, row.why() + ": what lies there is made anew elsewhere");
                LOG.warn(
                        "What lies with {} is made anew elsewhere, as {}",
                        parts.name().apply(partner),
                        row.why());
                parts.repair().run();
            }
            case GRACE ->
                event(
                        "PARTNER_GRACE",
                        partner,
                        at,
                        "without an answer the agreement is broken at "
                                + row.health().graceUntil());
            case CONTAINED -> {
                event("PARTNER_CONTAINED", partner, at, row.why());
                LOG.warn("Nothing new is stored with {}: {}", parts.name().apply(partner), row.why());
                parts.repair().run();
            }
            case RENEGED, CORRUPT -> end(row);
        }
    }

    /** Durable step by step, and each of them may be done again. */
    private void end(HealthRow row) {
        boolean first = parts.agreements()
                .get()
                .map(book -> book.broken(row.agreement()))
                .orElse(false);
        parts.track().accept(new Experience.Reneged(row.partner(), row.health().since()));
        if (first) {
            String text = "it broke agreement " + row.agreement() + ": " + row.why();
            event("PARTNER_RENEGED", row.partner(), row.health().since(), text);
            LOG.warn("{} is no partner any more: {}", parts.name().apply(row.partner()), row.why());
        }
        parts.replace().run();
        parts.repair().run();
    }

    /** A partner says that this node broke the agreement, and serves it no longer. */
    boolean accused(OwnerId partner, AgreementId agreement, String of) {
        Optional<AgreementBook> agreements = parts.agreements().get();
        if (agreements.flatMap(all -> all.signed(agreement, partner)).isEmpty()) {
            return false;
        }
        if (agreements.get().broken(agreement)) {
            String text = "it says that this machine broke agreement " + agreement + " by " + of
                    + "; what lies there is made anew elsewhere";
            event("AGREEMENT_REVOKED", partner, parts.clock().instant(), text);
            LOG.warn("{}: {}", parts.name().apply(partner), text);
            parts.replace().run();
            parts.repair().run();
        }
        return true;
    }

    /** @return as long as its absence is forgiven under all agreements with it */
    Instant away(OwnerId partner, Instant until) {
        Instant at = parts.clock().instant();
        parts.ledger().agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.ACTIVE || row.phase() == AgreementPhase.COMMITMENT)
                .map(row -> row.agreement().terms())
                .filter(terms -> terms.isBetween(parts.self(), partner))
                .forEach(terms -> away(terms, at, until));
        return book.all().stream()
                .filter(row ->
                        row.partner().equals(partner) && !row.health().state().isGone())
                .map(row -> forgiven(row.agreement()))
                .min(Instant::compareTo)
                .orElse(at);
    }

    private void away(AgreementTerms terms, Instant at, Instant until) {
        Instant before = forgiven(terms.id());
        hear(terms, new HealthEvent.Leave(at, until), "");
        if (Duration.between(before, forgiven(terms.id())).abs().compareTo(AWAY_SAID) > 0) {
            event("PARTNER_AWAY", terms.partnerOf(parts.self()), at, "it is forgiven until " + forgiven(terms.id()));
        }
    }

    private Instant forgiven(AgreementId id) {
        return book.find(id).map(row -> row.health().leave().until()).orElse(Instant.EPOCH);
    }

    private void event(String type, OwnerId partner, Instant at, String text) {
        parts.ledger().events().append(at, type, partner.brief(), text);
    }
}
