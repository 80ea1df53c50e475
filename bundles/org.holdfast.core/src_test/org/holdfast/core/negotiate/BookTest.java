// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.holdfast.core.Self;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Books of two nodes, and what others try to write into them. */
class BookTest {
    private static final AgreementTerms FIRST = People.terms();
    private static final AgreementTerms SECOND =
            FIRST.nextBy(People.ALICE.id()).reserving(ByteCount.mebibytes(500), ByteCount.gibibytes(2));

    private final BookLedger alices = new BookLedger();
    private final BookLedger bobs = new BookLedger();
    private Instant now = People.NOW;

    private AgreementBook book(Self person, BookLedger ledger) {
        return new AgreementBook(person.id(), People.FOUNDING.id(), true, ledger, () -> now);
    }

    private AgreementBook alice() {
        return book(People.ALICE, alices);
    }

    private AgreementBook bob() {
        return book(People.BOB, bobs);
    }

    private static Self person(AgreementTerms terms, boolean proposer) {
        boolean alice = terms.proposer().equals(People.ALICE.id()) == proposer;
        return alice ? People.ALICE : People.BOB;
    }

    private static SignedAgreement signed(AgreementTerms terms) {
        Self proposer = person(terms, true);
        Self responder = person(terms, false);
        Agreement agreement = new Agreement(
                terms, AgreementCodec.sign(terms, proposer.device()), AgreementCodec.sign(terms, responder.device()));
        return new SignedAgreement(agreement, proposer.certificate(), responder.certificate());
    }

    private static Bytes signature(AgreementTerms terms) {
        return signed(terms).agreement().proposerSignature();
    }

    private void agreed() {
        alice().claim(FIRST, signature(FIRST));
        bob().accept(signed(FIRST));
        alice().confirm(signed(FIRST));
    }

    private static int version(BookLedger ledger) {
        return ledger.rows.get(FIRST.id()).agreement().terms().version();
    }

    private static ErrorCode code(Runnable what) {
        return assertThrows(HoldfastException.class, what::run).code();
    }

    @Test
    @Tag("R1")
    void aNextVersionTakesThePlaceOfTheOneBefore() {
        agreed();
        Instant since = alices.rows.get(FIRST.id()).since();
        now = now.plus(Duration.ofDays(100));
        alice().claim(SECOND, signature(SECOND));
        assertEquals(1, version(alices), "the version before is in force until both have signed");
        assertEquals(List.of(SECOND), alice().claims());
        assertEquals(ByteCount.mebibytes(500), alice().quota(FIRST.id()), "no more room than what is offered");
        bob().accept(signed(SECOND));
        alice().confirm(signed(SECOND));
        for (BookLedger each : List.of(alices, bobs)) {
            AgreementRow row = each.rows.get(FIRST.id());
            assertEquals(SECOND, row.agreement().terms());
            assertEquals(AgreementPhase.ACTIVE, row.phase());
            assertEquals(since, row.since(), "the phase did not begin anew");
        }
        assertEquals(List.of(), alice().claims());
        assertEquals(List.of(signed(SECOND)), bob().between(People.ALICE.id()).lasting());
    }

    @Test
    @Tag("R1")
    void theOneWhoRespondedMayProposeTheNextVersion() {
        agreed();
        AgreementTerms bobsNext = FIRST.nextBy(People.BOB.id());
        bob().claim(bobsNext, signature(bobsNext));
        alice().accept(signed(bobsNext));
        bob().confirm(signed(bobsNext));
        assertEquals(2, version(alices));
        assertEquals(
                alices.rows.get(FIRST.id()).agreement(),
                bobs.rows.get(FIRST.id()).agreement());
    }

    /** Alice or Bob stops before any write of it; both start again and go on as nodes do. */
    @Test
    @Tag("R1")
    void whereverAMachineStopsBothEndWithTheSameVersion() {
        int stops = 0;
        for (boolean aliceStops : new boolean[] {true, false}) {
            for (int at = 0; at < 8; at++) {
                alices.rows.clear();
                bobs.rows.clear();
                alices.values.clear();
                bobs.values.clear();
                agreed();
                BookLedger stopping = aliceStops ? alices : bobs;
                stopping.writesLeft = at;
                try {
                    alice().claim(SECOND, signature(SECOND));
                    bob().accept(signed(SECOND));
                    alice().confirm(signed(SECOND));
                } catch (BookLedger.Stopped e) {
                    stops++;
                }
                stopping.writesLeft = Integer.MAX_VALUE;
                String where = (aliceStops ? "Alice" : "Bob") + " stopped before write " + at;
                goOn(where);
            }
        }
        assertTrue(stops > 6, stops + " stops");
    }

    private void goOn(String where) {
        for (AgreementTerms claim : alice().claims()) {
            boolean kept = bob().signed(claim.id())
                    .filter(row -> row.agreement().terms().equals(claim))
                    .isPresent();
            if (!kept) {
                bob().accept(signed(claim));
            }
            alice().confirm(signed(claim));
        }
        assertEquals(version(bobs), version(alices), where);
        assertEquals(List.of(), alice().claims(), where);
        for (AgreementBook each : List.of(alice(), bob())) {
            Optional<AgreementRow> row = each.signed(FIRST.id());
            assertEquals(AgreementPhase.ACTIVE, row.orElseThrow().phase(), where);
        }
        assertEquals(alice().between(People.BOB.id()), bob().between(People.ALICE.id()), where);
        assertEquals(1, alice().between(People.BOB.id()).lasting().size(), where + ": the proof is there");
    }

    @Test
    void aLostAnswerIsHealedByWhatTheOtherShows() {
        agreed();
        alice().claim(SECOND, signature(SECOND));
        bob().accept(signed(SECOND));
        assertTrue(alice().adopt(
                        People.BOB.id(),
                        bob().between(People.ALICE.id()).lasting().getFirst()));
        assertEquals(2, version(alices));
        assertEquals(List.of(), alice().claims());
    }

    @Test
    void whatWasSignedEarlierIsNeverTakenOver() {
        agreed();
        bob().accept(signed(SECOND));
        assertFalse(bob().adopt(People.ALICE.id(), signed(FIRST)), "a replay of the version before");
        assertEquals(2, version(bobs));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(FIRST))));
        assertEquals(2, version(bobs));
    }

    @Test
    void whoseNextVersionsCrossSettleIt() {
        agreed();
        AgreementTerms alicesNext = SECOND;
        AgreementTerms bobsNext = FIRST.nextBy(People.BOB.id());
        alice().claim(alicesNext, signature(alicesNext));
        bob().claim(bobsNext, signature(bobsNext));
        boolean aliceFirst = People.ALICE.id().compareTo(People.BOB.id()) < 0;
        AgreementBook lower = aliceFirst ? alice() : bob();
        AgreementBook higher = aliceFirst ? bob() : alice();
        AgreementTerms winning = aliceFirst ? alicesNext : bobsNext;
        assertEquals(ErrorCode.BUSY, code(() -> lower.accept(signed(aliceFirst ? bobsNext : alicesNext))));
        higher.accept(signed(winning));
        lower.confirm(signed(winning));
        assertEquals(List.of(), higher.claims());
        assertEquals(
                alices.rows.get(FIRST.id()).agreement(),
                bobs.rows.get(FIRST.id()).agreement());
    }

    @Test
    @Tag("R12")
    void spaceInUseIsNotTakenAway() {
        agreed();
        bobs.held = ByteCount.gibibytes(1);
        AgreementTerms less = FIRST.nextBy(People.ALICE.id()).reserving(ByteCount.mebibytes(1), ByteCount.mebibytes(1));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(less))));
        alices.left = ByteCount.gibibytes(1);
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> alice().claim(less, signature(less))));
        assertEquals(List.of(), alice().claims());
    }

    @Test
    void anAgreementThatIsEndingIsNotRenewed() {
        agreed();
        alice().notice(FIRST.id());
        assertEquals(AgreementPhase.CLOSING, alices.rows.get(FIRST.id()).phase());
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> alice().claim(SECOND, signature(SECOND))));
        alice().confirm(signed(FIRST));
        assertEquals(AgreementPhase.CLOSING, alices.rows.get(FIRST.id()).phase(), "an old ACCEPT revives nothing");
    }

    @Test
    @Tag("R19")
    void whoComesBackAgreesAnewWhileTheOldAgreementEnds() {
        agreed();
        assertTrue(bob().notice(FIRST.id()));
        assertFalse(bob().notice(FIRST.id()), "it was given before");
        alice().notice(FIRST.id());
        AgreementTerms anew = withId(new AgreementId(new Id16(7, 7)));
        alice().claim(anew, signature(anew));
        bob().accept(signed(anew));
        alice().confirm(signed(anew));
        for (BookLedger each : List.of(alices, bobs)) {
            assertEquals(AgreementPhase.CLOSING, each.rows.get(FIRST.id()).phase());
            assertEquals(AgreementPhase.ACTIVE, each.rows.get(anew.id()).phase());
        }
        assertEquals(
                anew.id(),
                alice().open(People.BOB.id()).orElseThrow().agreement().id());
    }

    private static AgreementTerms withId(AgreementId id) {
        AgreementTerms t = FIRST;
        return new AgreementTerms(
                id,
                1,
                t.confederation(),
                t.proposer(),
                t.responder(),
                t.reservedByProposer(),
                t.reservedByResponder(),
                t.proposerSchedule(),
                t.responderSchedule(),
                t.proposerDomains(),
                t.responderDomains(),
                t.grace(),
                t.commitment(),
                t.longestRetention(),
                t.start(),
                t.formats());
    }

    @Test
    void anAgreementOfAnotherConfederationIsNone() {
        ConfederationId other = new ConfederationId(new Id32(6, 6, 6, 6));
        AgreementTerms elsewhere = inConfederation(other);
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(elsewhere))));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().adopt(People.ALICE.id(), signed(elsewhere))));
        assertEquals(Map.of(), bobs.rows);
    }

    private static AgreementTerms inConfederation(ConfederationId other) {
        AgreementTerms t = FIRST;
        return new AgreementTerms(
                t.id(),
                1,
                other,
                t.proposer(),
                t.responder(),
                t.reservedByProposer(),
                t.reservedByResponder(),
                t.proposerSchedule(),
                t.responderSchedule(),
                t.proposerDomains(),
                t.responderDomains(),
                t.grace(),
                t.commitment(),
                t.longestRetention(),
                t.start(),
                t.formats());
    }

    @Test
    void forgedAndForeignOnesAreNone() {
        SignedAgreement good = signed(FIRST);
        Agreement forged = new Agreement(FIRST, good.agreement().proposerSignature(), Bytes.of(new byte[64]));
        SignedAgreement shown = new SignedAgreement(forged, good.proposer(), good.responder());
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, code(() -> bob().adopt(People.ALICE.id(), shown)));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, code(() -> bob().adopt(People.CAROL.id(), good)));
        assertEquals(Map.of(), bobs.rows);
    }

    @Test
    void absurdTermsAreNeverKept() {
        for (UnaryOperator<AgreementTerms> absurd : List.<UnaryOperator<AgreementTerms>>of(
                terms -> terms.reserving(ByteCount.of(Long.MAX_VALUE), ByteCount.of(1)),
                terms -> terms.allowing(new Allowances(0, 0, 0, 0, Optional.empty())),
                terms -> terms.in(List.of()))) {
            AgreementTerms terms = absurd.apply(FIRST);
            assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(terms))));
            assertEquals(ErrorCode.NO_AGREEMENT, code(() -> alice().claim(terms, signature(terms))));
        }
        assertEquals(Map.of(), bobs.rows);
    }

    @Test
    void aClockThatIsADayOffMakesNoAgreement() {
        now = People.NOW.plus(Duration.ofDays(1));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(FIRST))));
        now = People.NOW.minus(Duration.ofDays(1));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(FIRST))));
        assertEquals(Map.of(), bobs.rows);
    }

    /** The clock jumps a day ahead and back, and the machine starts anew each time; only what was watched counts. */
    @Test
    void noticeIsShortenedByNothing() {
        agreed();
        alice().notice(FIRST.id());
        Instant noticed = now;
        Duration watched = Duration.ZERO;
        Duration step = Duration.ofHours(6);
        for (int i = 0; watched.plus(step).compareTo(AgreementLife.NOTICE) < 0; i++) {
            watched = watched.plus(step);
            now = noticed.plus(watched).plus(i % 2 == 0 ? Duration.ofDays(30) : Duration.ofDays(-1));
            assertEquals(List.of(), alice().elapse(step), "after " + watched);
        }
        now = noticed.plus(AgreementLife.NOTICE).minusMillis(1);
        assertEquals(List.of(), alice().elapse(step), "its day has not come");
        now = noticed.plus(AgreementLife.NOTICE);
        List<AgreementRow> over = alice().elapse(Duration.ZERO);
        assertEquals(AgreementPhase.CLOSED, over.getFirst().phase());
    }

    @Test
    void aClaimThatNobodyAnswersEndsAfterADayThatWasWatched() {
        alice().claim(FIRST, signature(FIRST));
        now = now.plus(Duration.ofDays(3));
        assertEquals(List.of(), alice().elapse(Duration.ofHours(23)));
        assertEquals(List.of(FIRST), alice().claims());
        assertEquals(1, alice().elapse(Duration.ofHours(1)).size());
        assertEquals(List.of(), alice().claims());
        assertTrue(alice().adopt(People.BOB.id(), signed(FIRST)), "and yet what both have signed counts");
        assertEquals(AgreementPhase.ACTIVE, alices.rows.get(FIRST.id()).phase());
    }

    @Test
    void anAgreementThatExpiresGivesNotice() {
        Instant end = now.plus(Duration.ofDays(90));
        AgreementTerms ending = FIRST.allowing(Allowances.USUAL.until(Optional.of(end)));
        bob().accept(signed(ending));
        now = end.minusMillis(1);
        assertEquals(List.of(), bob().elapse(Duration.ofDays(90)));
        now = end;
        assertEquals(List.of(), bob().elapse(AgreementLife.SURE.minusMillis(1)), "the clock may have jumped");
        assertEquals(
                AgreementPhase.CLOSING,
                bob().elapse(Duration.ofMillis(1)).getFirst().phase());
    }

    /** So a machine that was recovered learns what lies with a partner to which a thief gave notice. */
    @Test
    @Tag("R45")
    void whatHasEndedIsShownWhileSomethingIsHeldAndEndsForWhoLostIt() {
        agreed();
        bobs.held = ByteCount.mebibytes(1);
        bob().notice(FIRST.id());
        for (int i = 0; i < 2; i++) {
            assertEquals(new AgreementAnswer(List.of(), List.of(signed(FIRST))), bob().between(People.ALICE.id()));
            now = now.plus(AgreementLife.NOTICE);
            bob().elapse(AgreementLife.NOTICE);
        }
        alices.rows.clear();
        assertTrue(alice().adoptEnded(People.BOB.id(), signed(FIRST)));
        assertEquals(AgreementPhase.CLOSING, alices.rows.get(FIRST.id()).phase());
        assertFalse(alice().adoptEnded(People.BOB.id(), signed(FIRST)));
        bobs.held = ByteCount.ZERO;
        assertEquals(new AgreementAnswer(List.of(), List.of()), bob().between(People.ALICE.id()));
    }

    @Test
    void nobodyEndsWhatTwoOthersAgreed() {
        agreed();
        assertFalse(alice().adoptEnded(People.CAROL.id(), signed(FIRST)));
        assertEquals(AgreementPhase.ACTIVE, alices.rows.get(FIRST.id()).phase());
    }

    @Test
    void neitherSideSignsWhatEndsSoon() {
        AgreementTerms soon = FIRST.allowing(Allowances.USUAL.until(Optional.of(now.plus(Duration.ofDays(13)))));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> alice().claim(soon, signature(soon))));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(soon))));
        agreed();
        AgreementTerms next = SECOND.allowing(soon.allowances());
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> alice().claim(next, signature(next))));
        assertEquals(ErrorCode.NO_AGREEMENT, code(() -> bob().accept(signed(next))));
    }

    @Test
    void anUnknownAgreementReservesNothing() {
        assertEquals(ByteCount.ZERO, alice().quota(AgreementId.of(People.filled(9, 16))));
    }
}
