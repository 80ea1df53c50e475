// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.LongStream;
import org.holdfast.core.health.HealthState;
import org.holdfast.simulation.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A year of a hundred machines that nobody administers. What may never happen stands in {@link Promises}. */
class TownTest {
    private static final int YEAR = 365;

    static LongStream seeds() {
        return Seeds.fixedAndRandom(1, Boolean.getBoolean("holdfast.soak") ? 400 : 5, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("R2")
    @Tag("R29")
    @Tag("R50")
    void aYearOfDeathsAndRotLosesNothingAndAccusesNobody(long seed) {
        Seeds.live(seed, TownTest::year);
    }

    private static void year(long seed) {
        TownTally year = new Town(TownPlan.office(100), seed).live(YEAR).tally();
        assertTrue(year.deaths() > 20 && year.rots() > 50, "something has to happen");
        assertEquals(0, year.losses());
        assertTrue(year.recoveries() > 0);
        assertEquals(0, year.notRecovered());
        assertEquals(0, year.honest(HealthState.RENEGED) + year.honest(HealthState.CORRUPT));
        assertTrue(year.rotMended().getMax() < 40 * Habit.DAY, "rot is found by the next scrub: " + year.rotMended());
    }

    /** Why sixteen (ADR 40): of those with few partners and short lives four sets lose data, sixteen none. */
    @Test
    @Tag("R52")
    void repairsDoNotUseUpWhatRestoresNeed() {
        TownPlan plan = TownPlan.office(40);
        TownPlan shortLived = plan.of(plan.shape(), Duration.ofDays(365), TownPlan.NEVER);
        TownTally usual = new Town(shortLived.reading(16), 1).live(2 * YEAR).tally();
        assertTrue(usual.repairs() > 400, "repairs: " + usual.repairs());
        assertEquals(0, usual.waited());
        assertEquals(0, usual.losses());
        assertEquals(0.0, usual.unreadable());
        TownTally few = new Town(shortLived.reading(4), 1).live(2 * YEAR).tally();
        assertTrue(few.waited() > 100 && few.unreadable() > 0, "the test can see a difference: " + few.waited());
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        TownPlan plan = TownPlan.office(40).with(Collections.nCopies(4, new Conduct.Hopper()));
        String one = new Town(plan, 7).live(120).hash();
        assertEquals(one, new Town(plan, 7).live(120).hash());
        assertNotEquals(one, new Town(plan, 8).live(120).hash());
    }

    /** k of all machines throw everything away in the same moment, so at most k shards of anybody's are gone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R61")
    void colludersUpToKLoseNobodysData(long seed) {
        TownTally few = colluding(TownPlan.office(60).shape().k(), seed);
        assertEquals(0, few.losses());
        assertTrue(few.cheats(HealthState.CORRUPT) > 0, "they are found");
        assertTrue(
                colluding(30, seed).losses() > 0, "the test can see a difference: half of all machines are too many");
    }

    private static TownTally colluding(int number, long seed) {
        TownPlan plan = TownPlan.office(60)
                .with(Collections.nCopies(number, new Conduct.Colluder(Duration.ofDays(60))))
                .of(TownPlan.office(60).shape(), TownPlan.NEVER, Duration.ofDays(365));
        return new Town(plan, seed).live(120).tally();
    }

    /** Silence within grace is forgiven however often; the one answer need only be seen. */
    @Test
    @Tag("R50")
    void whoIsSeenWithinGraceHasNotReneged() {
        TownPlan plan = TownPlan.office(60)
                .of(TownPlan.office(60).shape(), TownPlan.NEVER, TownPlan.NEVER) // an owner that died sees nobody
                .allOf(Habit.ALWAYS)
                .with(Collections.nCopies(6, new Conduct.Rotator(Duration.ofDays(13))));
        TownTally year = new Town(plan, 1).live(YEAR).tally();
        assertEquals(0, year.cheats(HealthState.RENEGED));
        assertTrue(year.cheats(HealthState.GRACE) > 100, "it was away very often");
        TownTally longer = new Town(plan.with(Collections.nCopies(6, new Conduct.Rotator(Duration.ofDays(20)))), 1)
                .live(YEAR)
                .tally();
        assertTrue(longer.cheats(HealthState.RENEGED) > 0, "and longer than three days and grace it may not be");
    }
}
