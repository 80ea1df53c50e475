// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import org.holdfast.core.health.HealthState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cheating costs more than honesty, or ends one's safety for good. */
class PriceTest {
    private static final int TWO_YEARS = 730;
    private static final Duration COMMITMENT = Duration.ofDays(21);

    private static Town town(Conduct conduct, Duration commitment, long seed) {
        TownPlan plan =
                TownPlan.office(100).with(Collections.nCopies(10, conduct)).open(commitment);
        return new Town(plan, seed).live(TWO_YEARS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Tag("R51")
    void whoHopsFromIdentityToIdentityKeepsMoreThanTheHonest(long seed) {
        Town open = town(new Conduct.Hopper(), COMMITMENT, seed);
        assertTrue(open.tally().hops() > 50, "they do hop");
        double hopper = open.price(Conduct.Hopper.class).paid();
        double honest = open.price(Conduct.Honest.class).paid();
        assertTrue(hopper > honest, hopper + " against " + honest);
        assertTrue(open.price(Conduct.Hopper.class).safety() < 0.6, "and is safe half of the time only");
    }

    /** Why there is a commitment: without it a hopper has its data kept for next to nothing. */
    @Test
    @Tag("R51")
    void withoutCommitmentHoppingPays() {
        assertTrue(town(new Conduct.Hopper(), Duration.ZERO, 1)
                        .price(Conduct.Hopper.class)
                        .paid()
                < 0.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1})
    @Tag("R52")
    void whoDropsWhatItWasGivenFindsNobodyAnyMore(double share) {
        Town managed = town(new Conduct.Dropper(share, Duration.ofDays(30)), Duration.ZERO, 1);
        assertTrue(managed.price(Conduct.Dropper.class).safety() < 0.08, "safe for the month and some days after it");
        assertTrue(managed.price(Conduct.Honest.class).safety() > 0.98);
        assertEquals(0, managed.tally().losses());
    }

    /** A cheat that signs nothing cannot be convicted; it is out all the same. */
    @Test
    @Tag("R52")
    void whoAnswersNoAuditIsOutAfterItsGrace() {
        Town managed = town(new Conduct.Mute(Duration.ofDays(30)), Duration.ZERO, 1);
        assertEquals(0, managed.tally().cheats(HealthState.CORRUPT));
        assertTrue(managed.tally().cheats(HealthState.RENEGED) > 0);
        assertTrue(managed.price(Conduct.Mute.class).safety() < 0.1, "safe for the month and its grace");
        assertEquals(0, managed.tally().losses());
    }

    @Test
    void whoIsMostlyAwayPaysAsMuch() {
        Town managed = town(new Conduct.Rotator(Duration.ofDays(13)), Duration.ZERO, 1);
        assertTrue(managed.price(Conduct.Rotator.class).paid() > 0.99);
    }
}
