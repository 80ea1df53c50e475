// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the wall clock says, time that nobody watched gives next to nothing, and none is lost for ever. */
@Tag("R46")
class RefillClockPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Instant somewhere(SplittableRandom random, Instant now) {
        return switch (random.nextInt(6)) {
            case 0 -> now.plus(Duration.ofDays(random.nextInt(1, 40_000)));
            case 1 -> now.minus(Duration.ofDays(random.nextInt(1, 40_000)));
            case 2 -> now.plus(Duration.ofHours(random.nextInt(1, 60))); // it was off
            case 3 -> now.minusMillis(random.nextInt(1, 5_000));
            default -> now.plus(MINUTE);
        };
    }

    @Test
    void noClockGivesMoreThanFourTimesWhatWasWatched() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RefillClock clock = RefillClock.at(START);
            Instant wall = START;
            long watched = 0;
            for (int step = 0; step < 200; step++) {
                wall = somewhere(random, wall);
                RefillClock next = clock.tick(wall, MINUTE);
                watched += MINUTE.toMillis();
                assertTrue(next.counted() >= clock.counted(), "seed " + seed);
                assertTrue(next.counted() <= RefillClock.FASTEST * watched, "seed " + seed);
                clock = next;
            }
        }
    }

    @Test
    void fromWhateverAClockDidAnHonestHourCountsAtLeastAnHour() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RefillClock clock = RefillClock.at(START);
            Instant wall = START;
            for (int step = 0; step < 50; step++) {
                wall = somewhere(random, wall);
                clock = clock.tick(wall, random.nextBoolean() ? MINUTE : Duration.ZERO);
            }
            long before = clock.counted();
            clock = clock.tick(wall.plus(Duration.ofHours(1)), Duration.ofHours(1));
            assertTrue(clock.counted() - before >= Duration.ofHours(1).toMillis(), "seed " + seed);
        }
    }

    @Test
    void aMachineThatRunsEightHoursADayComesToTheSameTimeAsOneThatAlwaysRuns() {
        RefillClock clock = RefillClock.at(START);
        Instant wall = START;
        for (int day = 0; day < 100; day++) {
            clock = clock.tick(wall.plus(Duration.ofHours(16)), Duration.ZERO);
            for (int minute = 1; minute <= 8 * 60; minute++) {
                clock = clock.tick(wall.plus(Duration.ofHours(16)).plus(Duration.ofMinutes(minute)), MINUTE);
            }
            wall = wall.plus(Duration.ofDays(1));
        }
        assertEquals(Duration.ofDays(100).toMillis(), clock.counted());
    }

    @Test
    void aJumpThatIsPutRightIsForgotten() {
        RefillClock clock = RefillClock.at(START).tick(START.plus(Duration.ofDays(20_000)), MINUTE);
        assertEquals(RefillClock.FASTEST * MINUTE.toMillis(), clock.counted());
        RefillClock right = clock.tick(START.plus(MINUTE), Duration.ZERO);
        assertEquals(0, right.owed());
        assertEquals(
                clock.counted() + MINUTE.toMillis(),
                right.tick(START.plus(MINUTE.multipliedBy(2)), MINUTE).counted());
    }

    @Test
    void theLedgerKeepsIt() {
        RefillClock clock = new RefillClock(1L << 40, START, 77);
        assertEquals(clock, RefillClock.decode(clock.encoded()));
    }
}
