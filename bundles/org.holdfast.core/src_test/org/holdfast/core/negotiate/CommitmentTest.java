// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.holdfast.core.Self;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alice and Bob agree without a roster: grace is 14 days. */
class CommitmentTest {
    private static final Duration GRACE = People.terms().grace();
    private static final Duration COMMITMENT = Duration.ofDays(21);

    private final BookLedger alices = new BookLedger();
    private final BookLedger bobs = new BookLedger();
    private Instant now = People.NOW;

    private AgreementBook book(Self person, BookLedger ledger, boolean managed) {
        return new AgreementBook(person.id(), People.FOUNDING.id(), managed, ledger, () -> now);
    }

    private static AgreementTerms terms(Duration commitment) {
        AgreementTerms t = People.terms();
        return new AgreementTerms(
                t.id(),
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
                commitment,
                t.longestRetention(),
                t.start(),
                t.formats());
    }

    private static SignedAgreement signed(AgreementTerms terms) {
        Agreement agreement = new Agreement(
                terms,
                AgreementCodec.sign(terms, People.ALICE.device()),
                AgreementCodec.sign(terms, People.BOB.device()));
        return new SignedAgreement(agreement, People.ALICE.certificate(), People.BOB.certificate());
    }

    private static ErrorCode code(Runnable what) {
        return assertThrows(HoldfastException.class, what::run).code();
    }

    private AgreementPhase phase(BookLedger ledger) {
        return ledger.rows.get(People.AGREEMENT).phase();
    }

    @Test
    @Tag("R51")
    void withoutARosterCommitmentIsLongerThanGraceOrNothingIsSigned() {
        for (Duration tooShort : new Duration[] {Duration.ZERO, Duration.ofDays(1), GRACE}) {
            AgreementTerms terms = terms(tooShort);
            assertEquals(
                    ErrorCode.NO_AGREEMENT,
                    code(() -> book(People.ALICE, alices, false)
                            .claim(terms, signed(terms).agreement().proposerSignature())));
            assertEquals(
                    ErrorCode.NO_AGREEMENT,
                    code(() -> book(People.BOB, bobs, false).accept(signed(terms))));
            assertEquals(
                    ErrorCode.NO_AGREEMENT,
                    code(() -> book(People.BOB, bobs, false).adopt(People.ALICE.id(), signed(terms))));
        }
        assertEquals(Map.of(), alices.rows);
        assertEquals(Map.of(), bobs.rows);
    }

    @Test
    @Tag("R51")
    void withARosterThereNeedBeNone() {
        book(People.BOB, bobs, true).accept(signed(terms(Duration.ZERO)));
        assertEquals(AgreementPhase.ACTIVE, phase(bobs));
    }

    @Test
    @Tag("R51")
    void untilItIsOverBlocksAreStoredAndAuditedAndNotRead() {
        AgreementBook bob = book(People.BOB, bobs, false);
        bob.accept(signed(terms(COMMITMENT)));
        assertEquals(AgreementPhase.COMMITMENT, phase(bobs));
        assertEquals(new Permits(true, false, true), granted(bob));
        now = People.NOW.plus(COMMITMENT).minusMillis(1);
        bob.elapse(COMMITMENT);
        assertEquals(AgreementPhase.COMMITMENT, phase(bobs), "not a moment earlier");
        assertEquals(new Permits(true, false, true), granted(bob), "not a moment earlier");
        now = People.NOW.plus(COMMITMENT);
        assertEquals(new Permits(true, true, true), granted(bob));
        bob.elapse(AgreementLife.SURE);
        assertEquals(AgreementPhase.ACTIVE, phase(bobs));
        assertEquals(new Permits(true, true, true), granted(bob));
    }

    private static Permits granted(AgreementBook book) {
        return book.granted(People.AGREEMENT, People.peer(People.ALICE));
    }

    /** Who hops from partner to partner would give notice at once, and read in the time that it lasts. */
    @Test
    @Tag("R51")
    void noticeDoesNotShortenIt() {
        AgreementBook bob = book(People.BOB, bobs, false);
        bob.accept(signed(terms(COMMITMENT)));
        bob.notice(People.AGREEMENT);
        assertEquals(AgreementPhase.CLOSING, phase(bobs));
        assertEquals(new Permits(false, false, true), granted(bob));
        now = People.NOW.plus(AgreementLife.NOTICE);
        bob.elapse(AgreementLife.NOTICE);
        assertEquals(AgreementPhase.CLOSED, phase(bobs));
        assertEquals(new Permits(false, false, true), granted(bob));
        now = People.NOW.plus(COMMITMENT);
        assertEquals(new Permits(false, true, true), granted(bob));
        assertEquals(Permits.NOTHING, bob.granted(People.AGREEMENT, People.peer(People.CAROL)));
    }

    /** Who comes from a disaster has a device that its root key named after it had signed. */
    @Test
    @Tag("R51")
    @Tag("R46")
    void aRecoveredMachineDoesNotWaitAlsoUnderAVersionThatItHasSignedSince() {
        AgreementBook bob = book(People.BOB, bobs, false);
        bob.accept(signed(terms(COMMITMENT)));
        Permits all = new Permits(true, true, true);
        assertEquals(all, bob.granted(People.AGREEMENT, People.peer(People.NEW_ALICE)));
        AgreementTerms next = terms(COMMITMENT).nextBy(People.ALICE.id());
        bob.accept(new SignedAgreement(
                new Agreement(
                        next,
                        AgreementCodec.sign(next, People.NEW_ALICE.device()),
                        AgreementCodec.sign(next, People.BOB.device())),
                People.NEW_ALICE.certificate(),
                People.BOB.certificate()));
        assertEquals(2, bobs.rows.get(People.AGREEMENT).agreement().terms().version());
        assertEquals(all, bob.granted(People.AGREEMENT, People.peer(People.NEW_ALICE)));
        assertEquals(new Permits(true, false, true), granted(bob), "the old device waits as before");
    }

    @Test
    @Tag("R51")
    void whoWasDownForDaysWaitsADayMoreThanThatAndIsAuditedMeanwhile() {
        AgreementBook bob = book(People.BOB, bobs, false);
        bob.accept(signed(terms(COMMITMENT)));
        now = People.NOW.plus(COMMITMENT);
        bob.elapse(AgreementLife.SURE);
        bob.waits().returned(People.ALICE.id(), 3, now);
        Permits waiting = new Permits(true, false, true);
        assertEquals(waiting, granted(bob));
        now = now.plus(Duration.ofDays(4)).minusMillis(1);
        assertEquals(waiting, granted(book(People.BOB, bobs, false)), "a restart forgets nothing");
        assertTrue(bob.granted(People.AGREEMENT, People.peer(People.NEW_ALICE)).read(), "from a disaster");
        now = now.plusMillis(1);
        assertEquals(new Permits(true, true, true), granted(bob));
    }

    @Test
    @Tag("R51")
    void aReturnThatAWrongClockNotedIsForgotten() {
        AgreementBook bob = book(People.BOB, bobs, false);
        bob.accept(signed(terms(COMMITMENT)));
        now = People.NOW.plus(COMMITMENT);
        bob.waits().returned(People.ALICE.id(), 60_000, now.plus(Duration.ofDays(365)));
        assertTrue(granted(bob).read());
        bob.waits().returned(People.ALICE.id(), 60_000, now);
        now = now.plus(Duration.ofDays(36));
        assertTrue(granted(bob).read(), "no longer than what is remembered of a partner");
    }

    @Test
    @Tag("R51")
    void whereNoCommitmentIsAgreedNobodyWaits() {
        AgreementBook bob = book(People.BOB, bobs, true);
        bob.accept(signed(terms(Duration.ZERO)));
        bob.waits().returned(People.ALICE.id(), 3, now);
        assertEquals(new Permits(true, true, true), granted(bob));
    }

    @Test
    void aClockThatWasAheadHasCountedNothing() {
        AgreementBook bob = book(People.BOB, bobs, false);
        bob.accept(signed(terms(COMMITMENT)));
        now = People.NOW.plus(Duration.ofDays(365));
        bob.elapse(AgreementLife.SURE.minusMinutes(1));
        now = People.NOW.plus(Duration.ofHours(1));
        bob.elapse(Duration.ofMinutes(1));
        now = People.NOW.plus(COMMITMENT);
        bob.elapse(AgreementLife.SURE.minusMinutes(1));
        assertEquals(AgreementPhase.COMMITMENT, phase(bobs));
        bob.elapse(Duration.ofMinutes(1));
        assertEquals(AgreementPhase.ACTIVE, phase(bobs));
    }
}
