// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.NegotiationMessage.Accept;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Bandwidth;
import org.holdfast.wire.NegotiationMessage.Propose;
import org.holdfast.wire.NegotiationMessage.Space;
import org.holdfast.wire.NegotiationMessage.TrackRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alice proposes, Bob responds. */
class NegotiationTest {
    private static final List<String> ASKED_AND_ANSWERED =
            List.of("<NEGOTIATE_ASK", ">NEGOTIATE_ANSWER", ">NEGOTIATE_ASK", "<NEGOTIATE_ANSWER", "<PROPOSE");

    private final Duet<Proposer.Outcome, Responder.Outcome> duet = new Duet<>();
    private final Deque<Reply> bobsMind = new ArrayDeque<>(List.of(new Reply.Accept()));
    private Optional<AgreementTerms> alicesWish = Optional.of(People.terms());
    private Optional<AgreementTerms> alicesNextWish = Optional.empty();
    private Optional<AgreementRow> bobsBook = Optional.empty();
    private boolean diskIsFull;

    private final Script<Proposer.Action, Proposer.Decision> alice = new Script<>(action -> switch (action) {
        case Proposer.Action.Judge judge -> Optional.of(decision(alicesWish));
        case Proposer.Action.JudgeCounter judge -> Optional.of(decision(alicesNextWish));
        case Proposer.Action.Claim claim -> Optional.empty();
        case Proposer.Action.Confirm confirm -> kept();
        case Proposer.Action.Drop drop -> Optional.empty();
    });

    private final Script<Responder.Action, Responder.Decision> bob = new Script<>(action -> switch (action) {
        case Responder.Action.Find find -> Optional.of(new Responder.Decision.Known(bobsBook));
        case Responder.Action.Consider consider ->
            Optional.of(new Responder.Decision.Considered(bobsMind.removeFirst()));
        case Responder.Action.Keep keep -> {
            Optional<Responder.Decision> nothing = kept();
            bobsBook = Optional.of(new AgreementRow(keep.agreement().agreement(), AgreementPhase.ACTIVE, People.NOW));
            yield nothing;
        }
    });

    private Duet.Side<Proposer.Outcome> left;
    private Duet.Side<Responder.Outcome> right;

    private static Proposer.Decision decision(Optional<AgreementTerms> wish) {
        return wish.<Proposer.Decision>map(Proposer.Decision.Want::new)
                .orElseGet(() -> new Proposer.Decision.Leave("no use"));
    }

    private <T> Optional<T> kept() {
        if (diskIsFull) {
            throw new HoldfastException(ErrorCode.DISK_FAILED, "ledger", "the disk is full");
        }
        return Optional.empty();
    }

    static Answer answer(Self person) {
        return new Answer(
                WeekSchedule.always(),
                new Bandwidth(1000, 0),
                new Space(ByteCount.gibibytes(1), ByteCount.gibibytes(1)),
                new TrackRecord(0, 0, Instant.EPOCH),
                People.domains(person),
                List.of(1));
    }

    private void play(Proposer proposer) {
        left = duet.left(proposer, alice);
        right = duet.right(new Responder(People.BOB, People.peer(People.ALICE), answer(People.BOB)), bob);
        duet.play();
    }

    private void play() {
        play(new Proposer(People.ALICE, People.peer(People.BOB), answer(People.ALICE)));
    }

    private static Proposer resuming() {
        return Proposer.resuming(People.ALICE, People.peer(People.BOB), answer(People.ALICE), People.terms());
    }

    @Test
    @Tag("R1")
    @Tag("R17")
    void bothSidesKeepTheSameDoublySignedAgreement() {
        play();
        Agreement alices =
                assertInstanceOf(Proposer.Outcome.Agreed.class, left.outcome()).agreement();
        Agreement bobs = assertInstanceOf(Responder.Outcome.Agreed.class, right.outcome())
                .agreement();
        assertEquals(alices, bobs);
        assertTrue(AgreementCodec.verify(alices, List.of(People.ALICE.certificate(), People.BOB.certificate())));
        assertEquals(1, alice.count(Proposer.Action.Confirm.class));
        assertEquals(1, bob.count(Responder.Action.Keep.class));
    }

    @Test
    @Tag("R9")
    @Tag("R16")
    void theFourQuestionsAreAskedAndAnsweredInBothDirections() {
        play();
        List<String> said = new ArrayList<>(ASKED_AND_ANSWERED);
        said.add(">ACCEPT");
        assertEquals(said, duet.transcript);
        assertEquals(new Proposer.Action.Judge(answer(People.BOB)), alice.asked.getFirst());
        var considered = assertInstanceOf(Responder.Action.Consider.class, bob.asked.get(1));
        assertEquals(answer(People.ALICE), considered.answers());
    }

    @Test
    void theProposerClaimsBeforeItProposes() {
        duet.losing(Propose.class::isInstance);
        play();
        assertEquals(1, alice.count(Proposer.Action.Claim.class));
        left.elapse();
        assertEquals(new Proposer.Outcome.Open(People.terms(), ErrorCode.TIMED_OUT), left.outcome());
        assertEquals(0, alice.count(Proposer.Action.Drop.class));
    }

    @Test
    @Tag("R16")
    void theOneWhoIsAskedMayRefuse() {
        bobsMind.addFirst(new Reply.Decline("not with you"));
        play();
        assertEquals(new Proposer.Outcome.Parted(ErrorCode.CANCELLED, "not with you", true), left.outcome());
        assertEquals(new Responder.Outcome.Parted(ErrorCode.CANCELLED, "not with you", false), right.outcome());
        assertEquals(1, alice.count(Proposer.Action.Drop.class), "the claim goes");
        assertEquals(0, bob.count(Responder.Action.Keep.class));
    }

    @Test
    void theOneWhoAsksMayLeaveAfterTheAnswers() {
        alicesWish = Optional.empty();
        play();
        assertEquals(new Responder.Outcome.Parted(ErrorCode.CANCELLED, "no use", true), right.outcome());
        assertEquals(new Proposer.Outcome.Parted(ErrorCode.CANCELLED, "no use", false), left.outcome());
        assertEquals(0, alice.count(Proposer.Action.Claim.class));
    }

    @Test
    void aCounterLeadsToAnotherProposal() {
        AgreementTerms smaller = People.terms();
        bobsMind.addFirst(new Reply.Counter(smaller, "less"));
        alicesNextWish = Optional.of(smaller);
        play();
        assertInstanceOf(Proposer.Outcome.Agreed.class, left.outcome());
        assertEquals(List.of(">COUNTER", "<PROPOSE", ">ACCEPT"), duet.transcript.subList(5, 8));
        assertEquals(1, alice.count(Proposer.Action.Drop.class), "the first claim goes");
        assertEquals(2, alice.count(Proposer.Action.Claim.class));
    }

    @Test
    @Tag("R16")
    void aCounterOfAnotherAgreementEndsIt() {
        AgreementTerms elsewhere = People.terms(AgreementId.of(People.filled(0x12, 16)), People.ALICE, People.BOB);
        bobsMind.addFirst(new Reply.Counter(elsewhere, "this instead"));
        play();
        var parted = assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
        assertEquals(ErrorCode.PEER_MISBEHAVED, parted.code());
        assertEquals(1, alice.count(Proposer.Action.Drop.class));
        assertEquals(0, alice.count(Proposer.Action.JudgeCounter.class));
    }

    /** The four answers both ways, for a next version as for a first one. */
    @Test
    @Tag("R1")
    @Tag("R9")
    void theNextVersionIsNegotiatedLikeTheFirst() {
        AgreementTerms next = People.terms().nextBy(People.ALICE.id()).reserving(ByteCount.of(1), ByteCount.of(2));
        bobsBook = Optional.of(new AgreementRow(People.agreement(), AgreementPhase.ACTIVE, People.NOW));
        alicesWish = Optional.of(next);
        play();
        List<String> said = new ArrayList<>(ASKED_AND_ANSWERED);
        said.add(">ACCEPT");
        assertEquals(said, duet.transcript);
        Agreement alices =
                assertInstanceOf(Proposer.Outcome.Agreed.class, left.outcome()).agreement();
        assertEquals(next, alices.terms());
        assertTrue(AgreementCodec.verify(alices, List.of(People.ALICE.certificate(), People.BOB.certificate())));
        assertEquals(1, bob.count(Responder.Action.Consider.class));
    }

    @Test
    void aVersionThatSkipsOneIsAConflict() {
        AgreementTerms second = People.terms().nextBy(People.ALICE.id());
        bobsBook = Optional.of(new AgreementRow(People.agreement(), AgreementPhase.ACTIVE, People.NOW));
        alicesWish = Optional.of(second.nextBy(People.ALICE.id()));
        play();
        assertEquals(
                ErrorCode.CONFLICT,
                assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome()).code());
    }

    @Test
    void hagglingEnds() {
        alicesNextWish = alicesWish;
        for (int i = 0; i < 10; i++) {
            bobsMind.addFirst(new Reply.Counter(People.terms(), "less"));
        }
        play();
        assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
        assertInstanceOf(Responder.Outcome.Parted.class, right.outcome());
        assertEquals(Proposer.MOST_PROPOSALS, alice.count(Proposer.Action.Claim.class));
        assertEquals(Proposer.MOST_PROPOSALS, alice.count(Proposer.Action.Drop.class));
    }

    @Test
    @Tag("R17")
    void aLostAcceptIsHealedByTheSameProposal() {
        duet.losing(Accept.class::isInstance);
        play();
        left.disconnect();
        assertEquals(new Proposer.Outcome.Open(People.terms(), ErrorCode.PEER_LOST), left.outcome());
        Agreement bobs = assertInstanceOf(Responder.Outcome.Agreed.class, right.outcome())
                .agreement();

        duet.losing(message -> false).transcript.clear();
        play(resuming());
        assertEquals(List.of("<PROPOSE", ">ACCEPT"), duet.transcript);
        assertEquals(new Proposer.Outcome.Agreed(bobs), left.outcome());
        assertEquals(new Responder.Outcome.Agreed(bobs, true), right.outcome());
        assertEquals(1, bob.count(Responder.Action.Keep.class), "not kept twice");
    }

    @Test
    void aResumedProposalThatNeverArrivedIsDeclinedForGood() {
        play(resuming());
        var parted = assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
        assertEquals(ErrorCode.NO_AGREEMENT, parted.code());
        assertEquals(1, alice.count(Proposer.Action.Drop.class));
    }

    @Test
    void anAgreementThatIsOverIsNotAcceptedAgain() {
        bobsBook = Optional.of(new AgreementRow(People.agreement(), AgreementPhase.CLOSED, People.NOW));
        play(resuming());
        assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
    }

    @Test
    void otherTermsUnderAKnownIdAreAConflict() {
        AgreementTerms other = People.terms(People.AGREEMENT, People.ALICE, People.BOB);
        Agreement known = People.agreement();
        bobsBook = Optional.of(new AgreementRow(known, AgreementPhase.ACTIVE, People.NOW));
        AgreementTerms changed = other.reserving(ByteCount.gibibytes(2), ByteCount.gibibytes(2));
        play(Proposer.resuming(People.ALICE, People.peer(People.BOB), answer(People.ALICE), changed));
        var parted = assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
        assertEquals(ErrorCode.CONFLICT, parted.code());
    }

    @Test
    void nothingIsAcceptedThatIsNotKept() {
        diskIsFull = true;
        play();
        assertFalse(duet.transcript.contains(">ACCEPT"));
        var parted = assertInstanceOf(Responder.Outcome.Parted.class, right.outcome());
        assertEquals(ErrorCode.DISK_FAILED, parted.code());
    }

    @Test
    void anAcceptThatCannotBeKeptLeavesTheProposalOpen() {
        duet.altering(message -> {
            diskIsFull = message instanceof Accept;
            return message;
        });
        play();
        assertEquals(new Proposer.Outcome.Open(People.terms(), ErrorCode.DISK_FAILED), left.outcome());
        assertEquals(0, alice.count(Proposer.Action.Drop.class));
    }

    @Test
    void anErrorAfterTheProposalLeavesItOpen() {
        duet.altering(
                message -> message instanceof Accept ? new Failure(ErrorCode.INTERNAL, "something broke") : message);
        play();
        assertEquals(new Proposer.Outcome.Open(People.terms(), ErrorCode.INTERNAL), left.outcome());
    }

    @Test
    void aForgedAcceptIsNoAgreement() {
        duet.altering(message -> message instanceof Accept accept
                ? new Accept(accept.agreement(), accept.version(), Bytes.of(new byte[64]))
                : message);
        play();
        var parted = assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
        assertEquals(ErrorCode.PEER_MISBEHAVED, parted.code());
        assertEquals(0, alice.count(Proposer.Action.Confirm.class));
    }

    @Test
    void aForgedProposalIsDeclinedUnconsidered() {
        duet.altering(message ->
                message instanceof Propose propose ? new Propose(propose.terms(), Bytes.of(new byte[64])) : message);
        play();
        assertEquals(0, bob.asked.size());
        var parted = assertInstanceOf(Proposer.Outcome.Parted.class, left.outcome());
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, parted.code());
    }

    @Test
    void termsBetweenOthersAreDeclined() {
        AgreementTerms others = People.terms(People.AGREEMENT, People.CAROL, People.BOB);
        duet.altering(message -> message instanceof Propose
                ? new Propose(others, AgreementCodec.sign(others, People.CAROL.device()))
                : message);
        play();
        var parted = assertInstanceOf(Responder.Outcome.Parted.class, right.outcome());
        assertEquals(ErrorCode.PEER_MISBEHAVED, parted.code());
    }

    @Test
    void silenceBeforeTheProposalClaimsNothing() {
        duet.losing(Answer.class::isInstance);
        play();
        left.elapse();
        right.disconnect();
        assertEquals(new Proposer.Outcome.Silent(ErrorCode.TIMED_OUT), left.outcome());
        assertEquals(new Responder.Outcome.Silent(ErrorCode.PEER_LOST), right.outcome());
        assertEquals(0, alice.asked.size());
    }
}
