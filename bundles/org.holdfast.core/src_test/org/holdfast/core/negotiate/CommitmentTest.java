// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        return book.granted(People.AGREEMENT, People.ALICE.id());
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
        assertEquals(Permits.NOTHING, bob.granted(People.AGREEMENT, People.CAROL.id()));
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
