// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of a partner, seen by a node that is off now and then and whose clock jumps, beside the true time that
 * only the test knows.
 */
@Tag("R50")
class HealthLifePropertyTest {
    private static final HealthRules RULES = HealthRules.of(Duration.ofHours(10), Duration.ofHours(40));
    private static final Duration LOOK = Duration.ofMinutes(5);
    private static final int LOOKS = 20_000;

    private final Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    private SplittableRandom random = new SplittableRandom(0);
    private Duration truth = Duration.ZERO;
    private Duration ahead = Duration.ZERO; // of the node's clock
    private Duration lastHeard = Duration.ZERO; // true time
    private Duration missed = Duration.ZERO; // promised and watched, since then
    private Duration watched = Duration.ZERO; // since then
    private boolean clockJumps;

    private Instant clock() {
        return begin.plus(truth).plus(ahead);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void nobodyRenegesBySilenceBeforeGraceHasEnded(long seed) {
        random = new SplittableRandom(seed);
        clockJumps = seed % 2 == 0;
        Health now = Health.fresh(clock(), RULES);
        int reneged = 0;
        for (int i = 0; i < LOOKS; i++) {
            perhapsOffOrAstray();
            truth = truth.plus(LOOK);
            Health before = now;
            if (random.nextInt(400) == 0) {
                now = heard(now);
            } else {
                now = silent(now);
            }
            assertEquals(before.state().isGone() && now.state() != before.state(), false);
            if (now.state() == HealthState.RENEGED) {
                assertOver(before);
                reneged++;
                now = heard(Health.fresh(clock(), RULES));
            }
        }
        assertTrue(reneged > 0, "no history was long enough, seed " + seed);
    }

    private void perhapsOffOrAstray() {
        if (random.nextInt(200) == 0) {
            truth = truth.plus(Duration.ofHours(random.nextInt(60))); // off: nobody looks
        }
        if (clockJumps && random.nextInt(100) == 0) {
            ahead = Duration.ofHours(random.nextInt(2_000) - 1_000);
        }
    }

    private Health heard(Health now) {
        lastHeard = truth;
        missed = Duration.ZERO;
        watched = Duration.ZERO;
        Health after = HealthLife.next(now, new HealthEvent.Answered(clock()), RULES);
        assertEquals(HealthState.OK, after.state());
        assertEquals(RULES.suspect(), after.suspectLeft());
        assertEquals(RULES.grace(), after.graceLeft());
        return after;
    }

    private Health silent(Health now) {
        boolean promised = random.nextInt(3) > 0;
        missed = promised ? missed.plus(LOOK) : missed;
        watched = watched.plus(LOOK);
        Health after =
                HealthLife.next(now, new HealthEvent.Absent(clock(), LOOK, promised ? LOOK : Duration.ZERO), RULES);
        if (!after.state().counts() && !after.state().isGone()) {
            assertTrue(missed.compareTo(RULES.suspect()) >= 0, "suspected after " + missed);
        }
        return after;
    }

    private void assertOver(Health before) {
        assertEquals(HealthState.GRACE, before.state());
        Duration silence = truth.minus(lastHeard);
        assertTrue(silence.compareTo(RULES.grace()) >= 0, "silent for " + silence);
        assertTrue(watched.compareTo(RULES.suspect().plus(RULES.grace())) >= 0, "watched " + watched);
        assertTrue(missed.compareTo(RULES.suspect()) >= 0, "missed " + missed);
    }

    /** A restart is that nothing happens for a while: whatever the clock says then, no time is shorter. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void timesAreNeverShorterAfterARestart(long seed) {
        random = new SplittableRandom(seed);
        Health now = Health.fresh(clock(), RULES);
        for (int i = 0; i < 2_000; i++) {
            truth = truth.plus(LOOK);
            now = silent(now);
            Health stored = now;
            truth = truth.plus(Duration.ofHours(random.nextInt(1000)));
            ahead = Duration.ofHours(random.nextInt(2_000) - 1_000);
            Health first = HealthLife.next(stored, new HealthEvent.Absent(clock(), LOOK, LOOK), RULES);
            boolean nearlyOver = stored.graceLeft().compareTo(LOOK) <= 0;
            assertTrue(first.state() != HealthState.RENEGED || nearlyOver, "the first look condemned it");
            assertTrue(first.suspectLeft().compareTo(stored.suspectLeft().minus(LOOK)) >= 0);
            assertTrue(first.graceLeft().compareTo(stored.graceLeft().minus(LOOK)) >= 0);
            if (now.state() == HealthState.RENEGED) {
                now = heard(Health.fresh(clock(), RULES));
            }
        }
    }
}
