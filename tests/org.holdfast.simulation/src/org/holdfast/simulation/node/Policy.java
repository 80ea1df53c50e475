// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Bandwidth;
import org.holdfast.wire.NegotiationMessage.Space;
import org.holdfast.wire.NegotiationMessage.TrackRecord;

/**
 * What a machine wants in a negotiation. Every third machine haggles: it offers half of what is proposed, once, so that
 * counters happen.
 */
final class Policy {
    private final Computer computer;
    private final AgreementBook book;

    Policy(Computer computer, AgreementBook book) {
        this.computer = computer;
        this.book = book;
    }

    List<OwnerId> partners() {
        OwnerId self = computer.identity().id();
        return computer.disk().ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.ACTIVE)
                .map(AgreementRow::agreement)
                .map(agreement -> agreement.terms().partnerOf(self))
                .toList();
    }

    private boolean hasRoom() {
        return partners().size() < Goal.MOST_PARTNERS;
    }

    Answer answer() {
        ByteCount offered = hasRoom() ? Goal.RESERVED : ByteCount.ZERO;
        return new Answer(
                WeekSchedule.always(),
                new Bandwidth(1000, 0),
                new Space(offered, Goal.RESERVED),
                new TrackRecord(partners().size(), 0, Instant.EPOCH),
                computer.identity().domains(),
                List.of(1));
    }

    /** Agreements that are to get another version still. */
    List<AgreementTerms> renewable() {
        return computer.disk().ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.ACTIVE)
                .map(row -> row.agreement().terms())
                .filter(terms -> terms.version() < Goal.LAST_VERSION)
                .toList();
    }

    /** Proposes a first agreement. */
    Performer<Proposer.Action, Proposer.Decision> proposer(Peer peer) {
        return proposer(answers -> answers.space().offered().equals(ByteCount.ZERO)
                ? Optional.empty()
                : Optional.of(terms(peer, answers)));
    }

    /** Proposes the next version of one, with some space more or less on this side. */
    Performer<Proposer.Action, Proposer.Decision> renewer(AgreementTerms present) {
        return proposer(answers -> {
            AgreementTerms next = present.nextBy(computer.identity().id());
            long change = 1024L * (computer.world.random().nextInt(400) - 200);
            long here = Math.max(1, next.reservedByProposer().value() + change);
            return Optional.of(next.reserving(ByteCount.of(here), next.reservedByResponder()));
        });
    }

    private Performer<Proposer.Action, Proposer.Decision> proposer(Function<Answer, Optional<AgreementTerms>> plan) {
        return action -> switch (action) {
            case Proposer.Action.Judge(Answer answers) ->
                Optional.of(plan.apply(answers)
                        .<Proposer.Decision>map(Proposer.Decision.Want::new)
                        .orElseGet(() -> new Proposer.Decision.Leave("it has no room")));
            case Proposer.Action.JudgeCounter counter -> Optional.of(new Proposer.Decision.Want(counter.terms()));
            case Proposer.Action.Claim claim -> done(() -> book.claim(claim.terms(), claim.signature()));
            case Proposer.Action.Confirm confirm -> done(() -> book.confirm(confirm.agreement()));
            case Proposer.Action.Drop drop -> done(() -> book.drop(drop.id()));
        };
    }

    Performer<Responder.Action, Responder.Decision> responder(Peer peer) {
        return action -> switch (action) {
            case Responder.Action.Find find -> Optional.of(new Responder.Decision.Known(book.signed(find.id())));
            case Responder.Action.Consider consider ->
                Optional.of(new Responder.Decision.Considered(consider(consider.terms())));
            case Responder.Action.Keep keep -> done(() -> book.accept(keep.agreement()));
        };
    }

    private static <T> Optional<T> done(Runnable what) {
        what.run();
        return Optional.empty();
    }

    private Reply consider(AgreementTerms terms) {
        if (terms.version() > 1) {
            return new Reply.Accept();
        }
        if (!hasRoom()) {
            return new Reply.Decline("I have partners enough");
        }
        boolean haggler = computer.identity().host() % 3 == 2;
        return haggler && terms.reservedByResponder().equals(Goal.RESERVED)
                ? new Reply.Counter(halved(terms), "half of it")
                : new Reply.Accept();
    }

    private AgreementTerms terms(Peer peer, Answer theirs) {
        return terms(
                AgreementId.of(computer.world.randomBytes(16)),
                computer.identity().id(),
                peer.id(),
                Goal.RESERVED,
                theirs);
    }

    private AgreementTerms terms(AgreementId id, OwnerId proposer, OwnerId responder, ByteCount bytes, Answer theirs) {
        return new AgreementTerms(
                id,
                1,
                computer.disk().roster().confederation(),
                proposer,
                responder,
                bytes,
                bytes,
                WeekSchedule.always(),
                theirs.schedule(),
                computer.identity().domains(),
                theirs.domains(),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                computer.clock().instant(),
                List.of(1));
    }

    private static AgreementTerms halved(AgreementTerms terms) {
        ByteCount half = ByteCount.of(terms.reservedByProposer().value() / 2);
        return terms.reserving(half, half);
    }
}
