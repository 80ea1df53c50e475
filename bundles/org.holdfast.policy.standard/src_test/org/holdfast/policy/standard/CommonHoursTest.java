// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R10")
class CommonHoursTest {
    @ParameterizedTest
    @CsvSource({
        "UTC, 8, 18, UTC, 8, 18, 70",
        "UTC, 8, 18, UTC, 17, 20, 7",
        "UTC, 8, 12, UTC, 12, 18, 0",
        "UTC, 8, 18, Asia/Kathmandu, 8, 18, 29.75", // 5:45 ahead
        "Europe/Berlin, 8, 18, Europe/London, 8, 18, 63", // an hour apart all year
        "Europe/Berlin, 9, 17, America/New_York, 9, 17, 14", // five hours apart in some weeks, else six: 2 a day
        "Pacific/Kiritimati, 0, 3, Pacific/Pago_Pago, 23, 24, 7", // 25 hours apart
    })
    void localTimesAreCompared(
            String zone, int from, int to, String otherZone, int otherFrom, int otherTo, double hours) {
        WeekSchedule one = Hours.daily(zone, from, to);
        WeekSchedule other = Hours.daily(otherZone, otherFrom, otherTo);
        assertEquals(hours, CommonHours.of(one, other));
        assertEquals(hours, CommonHours.of(other, one));
    }

    /** In winter Phoenix and Denver have the same time; in summer Denver is an hour ahead, and nothing is left. */
    @Test
    void theWorstWeekOfTheYearCounts() {
        WeekSchedule phoenix = Hours.daily("America/Phoenix", 9, 10);
        assertEquals(0, CommonHours.of(phoenix, Hours.daily("America/Denver", 9, 10)));
        assertEquals(7, CommonHours.of(phoenix, Hours.daily("America/Denver", 9, 11)));
    }

    /** Sunday's last hours in Berlin are Monday's first in Tokyo. */
    @Test
    void theWeekGoesRound() {
        WeekSchedule lateOnSunday = Hours.weekly("Europe/Berlin", 166, 168);
        assertEquals(2, CommonHours.of(lateOnSunday, Hours.weekly("Asia/Tokyo", 0, 24)));
    }

    @Test
    void whoIsAlwaysThereSharesAllHoursOfTheOther() {
        assertEquals(168, CommonHours.of(WeekSchedule.always(), WeekSchedule.always()));
        assertEquals(21, CommonHours.of(WeekSchedule.always(), Hours.daily("Asia/Tokyo", 1, 4)));
        assertEquals(0, CommonHours.of(WeekSchedule.always(), Hours.daily("Asia/Tokyo", 0, 0)));
    }

    /** Against the calendar: every quarter of an hour of a year, by the clock on each wall. */
    @Test
    void noWeekOfTheYearHasLessByTheCalendar() {
        WeekSchedule berlin = Hours.daily("Europe/Berlin", 7, 16);
        WeekSchedule sydney = Hours.daily("Australia/Sydney", 16, 23);
        int least = Integer.MAX_VALUE;
        Instant monday = Instant.parse("2027-01-04T00:00:00Z");
        for (int week = 0; week < 51; week++) {
            int common = 0;
            for (int quarter = 0; quarter < 7 * 96; quarter++) {
                Instant time = monday.plusSeconds((week * 7L * 96 + quarter) * 900);
                common += isOn(berlin, time) && isOn(sydney, time) ? 1 : 0;
            }
            least = Math.min(least, common);
        }
        assertEquals(least / 4.0, CommonHours.of(berlin, sydney));
    }

    private static boolean isOn(WeekSchedule schedule, Instant time) {
        ZonedDateTime there = time.atZone(ZoneId.of(schedule.zone().getId()));
        int hour = (there.getDayOfWeek().getValue() - 1) * 24 + there.getHour();
        return BitSet.valueOf(schedule.hours().toArray()).get(hour);
    }
}
