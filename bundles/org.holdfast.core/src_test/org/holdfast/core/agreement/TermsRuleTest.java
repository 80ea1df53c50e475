// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Test;

class TermsRuleTest {
    private static final ByteCount SPACE = ByteCount.gibibytes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aManagedConfederationMayDoWithoutCommitment() {
        assertEquals(Optional.empty(), TermsRule.fault(Terms.managed(), true));
        assertTrue(TermsRule.fault(Terms.managed(), false).isPresent());
    }

    @Test
    void commitmentIsLongerThanGrace() {
        for (boolean managed : new boolean[] {true, false}) {
            assertTrue(TermsRule.fault(Terms.withCommitment(Duration.ofDays(14)), managed)
                    .isPresent());
            assertEquals(
                    Optional.empty(),
                    TermsRule.fault(Terms.withCommitment(Duration.ofDays(14).plusNanos(1)), managed));
        }
    }

    @Test
    void bothSidesReserve() {
        assertTrue(TermsRule.fault(Terms.of(ByteCount.ZERO, SPACE, DAY, Duration.ZERO, DAY), true)
                .isPresent());
        assertTrue(TermsRule.fault(Terms.of(SPACE, ByteCount.ZERO, DAY, Duration.ZERO, DAY), true)
                .isPresent());
    }

    @Test
    void blocksCanBeLocked() {
        assertTrue(TermsRule.fault(Terms.of(SPACE, SPACE, DAY, Duration.ZERO, Duration.ZERO), true)
                .isPresent());
    }

    /** Values that no honest side would name, each by itself. */
    @Test
    void absurdValuesAreNeverSigned() {
        AgreementTerms good = Terms.managed();
        Allowances usual = good.allowances();
        WeekSchedule never = new WeekSchedule(Bytes.of(new byte[21]), ZoneId.of("UTC"));
        ByteCount tooMuch = ByteCount.of(Long.MAX_VALUE);
        Map<String, AgreementTerms> absurd = Map.of(
                "space", good.reserving(tooMuch, SPACE),
                "space of the other", good.reserving(SPACE, tooMuch),
                "retention", good.retaining(TermsRule.LONGEST.plusMillis(1)),
                "grace", Terms.of(SPACE, SPACE, TermsRule.LONGEST.plusMillis(1), Duration.ZERO, DAY),
                "no hour", good.online(never, WeekSchedule.always()),
                "no hour of the other", good.online(WeekSchedule.always(), never),
                "average below least", good.allowing(usual.over(2, 1)),
                "no audits", good.allowing(new Allowances(1, 1, 0, 1, Optional.empty())),
                "no reads", good.allowing(new Allowances(1, 1, 1, 0, Optional.empty())),
                "no format", good.in(List.of()));
        assertEquals(Optional.empty(), TermsRule.fault(good, true));
        absurd.forEach((what, terms) -> assertTrue(TermsRule.fault(terms, true).isPresent(), what));
    }

    @Test
    void itDoesNotExpireBeforeTheCommitmentIsOver() {
        AgreementTerms committed = Terms.withCommitment(Duration.ofDays(21));
        Instant over = Terms.START.plus(Duration.ofDays(21));
        AgreementTerms early = committed.allowing(Allowances.USUAL.until(Optional.of(over)));
        AgreementTerms late = committed.allowing(Allowances.USUAL.until(Optional.of(over.plusMillis(1))));
        assertTrue(TermsRule.fault(early, false).isPresent());
        assertEquals(Optional.empty(), TermsRule.fault(late, false));
    }

    @Test
    void aClockThatIsADayOffMakesNoAgreement() {
        AgreementTerms terms = Terms.managed();
        assertEquals(Optional.empty(), TermsRule.skew(terms, Terms.START.plus(TermsRule.SKEW)));
        assertEquals(Optional.empty(), TermsRule.skew(terms, Terms.START.minus(TermsRule.SKEW)));
        assertTrue(TermsRule.skew(terms, Terms.START.plus(DAY)).orElseThrow().contains("clocks is wrong"));
        assertTrue(TermsRule.skew(terms, Terms.START.minus(DAY)).isPresent());
        assertEquals(Optional.empty(), TermsRule.skew(terms.nextBy(terms.responder()), Terms.START.plus(DAY)));
    }

    @Test
    void whatEndsSoonIsNotBegun() {
        Instant least = Terms.EXPIRY.minus(AgreementLife.NOTICE);
        AgreementTerms terms = Terms.managed();
        assertEquals(Optional.empty(), TermsRule.ending(terms, Instant.MIN, least));
        assertTrue(TermsRule.ending(terms, Instant.MIN, least.plusMillis(1)).isPresent());
        AgreementTerms endless = terms.allowing(Allowances.USUAL);
        assertEquals(Optional.empty(), TermsRule.ending(endless, Instant.MIN, Terms.EXPIRY));
    }
}
