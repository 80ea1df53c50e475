// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.IntPredicate;
import org.holdfast.model.OnlineHours;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promised and seen minutes. */
class PresenceTest {
    private static final WeekSchedule OFFICE = OnlineHours.parse("Mo-Fr 08:00-18:00", ZoneId.of("Europe/Berlin"));
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A week of looks each minute. @param hours in which it really is there, in UTC */
    private static Presence week(int from, int to) {
        Presence seen = Presence.NONE;
        for (int minute = 0; minute < 7 * 24 * 60; minute++) {
            Instant at = MONDAY.plus(Duration.ofMinutes(minute));
            int hour = minute / 60 % 24;
            seen = seen.with(at, MINUTE, hour >= from && hour < to, OFFICE);
        }
        return seen;
    }

    @Test
    @Tag("R10")
    void whoKeepsToItsHoursHasAllOfThem() {
        Presence.Kept kept = week(7, 17).since(MONDAY);
        assertEquals(new Presence.Kept(Duration.ofHours(50), Duration.ofHours(50)), kept);
        assertEquals(1, kept.share());
    }

    @Test
    @Tag("R10")
    void whoDriftsFromItsHoursHasFewer() {
        Presence.Kept late = week(9, 19).since(MONDAY);
        assertEquals(new Presence.Kept(Duration.ofHours(50), Duration.ofHours(40)), late);
        assertEquals(0.8, late.share(), 1e-9);
        assertEquals(0, week(20, 24).since(MONDAY).share());
    }

    @Test
    void nothingCountsThatNobodyLookedAt() {
        Instant promised = MONDAY.plus(Duration.ofHours(10));
        Presence asleep = Presence.NONE.with(promised, Duration.ofHours(5), false, OFFICE);
        assertEquals(Presence.NONE, asleep);
        Presence back = Presence.NONE.with(promised, Duration.ofDays(-1), false, OFFICE);
        assertEquals(Presence.NONE, back);
        assertEquals(1, Presence.NONE.since(MONDAY).share(), "nothing is known, which is not bad");
    }

    @Test
    void oldDaysAreForgotten() {
        Presence seen = Presence.NONE;
        for (int day = 0; day < 2 * Presence.KEPT; day++) {
            seen = seen.with(MONDAY.plus(Duration.ofDays(day)), MINUTE, day % 2 == 0, WeekSchedule.always());
        }
        assertEquals(Presence.KEPT, seen.days().size());
        Instant lastTen = MONDAY.plus(Duration.ofDays(2 * Presence.KEPT - 10));
        assertEquals(new Presence.Kept(MINUTE.multipliedBy(10), MINUTE.multipliedBy(5)), seen.since(lastTen));
        assertEquals(seen, Presence.decode(seen.encoded()));
        assertTrue(seen.encoded().length() <= Presence.KEPT * 12);
    }

    /** Looked at each hour for some days. @param there on which days of them it was there */
    private static Presence days(WeekSchedule promised, int count, IntPredicate there) {
        Presence seen = Presence.NONE;
        for (int minute = 0; minute < count * 24 * 60; minute += 5) {
            Instant at = MONDAY.plus(Duration.ofMinutes(minute));
            seen = seen.with(at, Duration.ofMinutes(5), there.test(minute / (24 * 60)), promised);
        }
        return seen;
    }

    private static Instant day(int number) {
        return MONDAY.plus(Duration.ofDays(number)).plus(Duration.ofHours(9));
    }

    @Test
    @Tag("R51")
    void theDaysDownAreThoseSinceItWasLastThere() {
        Presence always = days(WeekSchedule.always(), 10, day -> day < 6);
        assertEquals(4, always.daysDown(day(10)));
        assertEquals(3, always.daysDown(day(9)), "today does not count");
        assertEquals(0, days(WeekSchedule.always(), 10, day -> day != 3).daysDown(day(10)));
        assertEquals(0, Presence.NONE.daysDown(day(10)));
        assertTrue(days(WeekSchedule.always(), 1, day -> true).isSeenToday(day(0)));
        assertFalse(days(WeekSchedule.always(), 1, day -> true).isSeenToday(day(1)));
    }

    @Test
    @Tag("R51")
    void aWeekendThatWasNotPromisedIsNotDown() {
        assertEquals(0, days(OFFICE, 7, day -> day < 5).daysDown(day(7)));
        assertEquals(2, days(OFFICE, 7, day -> day < 3).daysDown(day(7)), "Thursday and Friday");
        assertEquals(0, Presence.promisedDays(OFFICE, day(4), day(7)));
        assertEquals(2, Presence.promisedDays(OFFICE, day(2), day(7)));
        assertEquals(4, Presence.promisedDays(WeekSchedule.always(), day(2), day(7)));
        assertEquals(0, Presence.promisedDays(WeekSchedule.always(), day(2), day(3)));
        assertEquals(0, Presence.promisedDays(WeekSchedule.always(), day(9), day(3)));
        assertEquals(Presence.KEPT, Presence.promisedDays(WeekSchedule.always(), Instant.EPOCH, day(3)));
    }
}
