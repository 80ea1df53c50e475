// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.holdfast.core.support.People;
import org.holdfast.model.AgreementTerms;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R51")
class HoldPeriodTest {
    private static AgreementTerms terms(Duration grace, Duration commitment) {
        AgreementTerms of = People.terms();
        return new AgreementTerms(
                of.id(),
                1,
                of.confederation(),
                of.proposer(),
                of.responder(),
                of.reservedByProposer(),
                of.reservedByResponder(),
                of.proposerSchedule(),
                of.responderSchedule(),
                of.proposerDomains(),
                of.responderDomains(),
                grace,
                commitment,
                of.longestRetention(),
                of.start(),
                List.of(1));
    }

    private static Duration hold(Duration grace, Duration commitment) {
        return Duration.between(People.NOW, HoldPeriod.end(terms(grace, commitment), People.NOW));
    }

    @Test
    void graceAndHoldAreADayLessThanTheCommitmentPeriod() {
        assertEquals(Duration.ofDays(6), hold(Duration.ofDays(14), Duration.ofDays(21)));
        assertEquals(
                Duration.ZERO, hold(Duration.ofDays(14), Duration.ofDays(14).plusHours(1)));
    }

    @Test
    void withARosterItIsTwoMonths() {
        assertEquals(Duration.ofDays(60), hold(Duration.ofDays(14), Duration.ZERO));
    }
}
