// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron expressions against examples, and against minutes counted one by one ({@code -Dholdfast.fuzz.seed}). */
class CronTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260329L);
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 3_000 : 120;

    private static Instant next(String cron, String after, ZoneId zone) {
        return CronTimes.parse(cron).next(Instant.parse(after), zone);
    }

    @ParameterizedTest
    @CsvSource({
        "0 21 * * *, 2026-03-01T20:59:59Z, 2026-03-01T21:00:00Z",
        "0 21 * * *, 2026-03-01T21:00:00Z, 2026-03-02T21:00:00Z",
        "*/20 8-9 * * *, 2026-03-01T09:40:00Z, 2026-03-02T08:00:00Z",
        "30 12 * * mon-fri, 2026-03-06T12:30:00Z, 2026-03-09T12:30:00Z",
        "0 0 1 * *, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "0 0 29 feb *, 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z",
        "0 6 * * 7, 2026-03-02T00:00:00Z, 2026-03-08T06:00:00Z",
        "0 6 * * SUN, 2026-03-02T00:00:00Z, 2026-03-08T06:00:00Z",
        "0 6 13 * fri, 2026-03-07T00:00:00Z, 2026-03-13T06:00:00Z",
        "0 6 10 * fri, 2026-03-07T00:00:00Z, 2026-03-10T06:00:00Z"
    })
    @Tag("R22")
    void comesWhenItSays(String cron, String after, String expected) {
        assertEquals(Instant.parse(expected), next(cron, after, UTC));
    }

    /** In Berlin 2026-03-29 has no time from 02:00 to 03:00, and 2026-10-25 has it twice. */
    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        "*/10 2 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "*/10 2 * * *, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
        "0 3 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "30 2 * * *, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "30 2 * * *, 2026-10-25T01:10:00Z, 2026-10-26T01:30:00Z"
    })
    @Tag("R22")
    void aTimeThatIsSkippedOrDoubledComesOnce(String cron, String after, String expected) {
        assertEquals(Instant.parse(expected), next(cron, after, BERLIN));
    }

    /** In this zone a whole day was skipped. */
    @Test
    void aDayThatThereWasNotComesWhenItWouldHaveBegun() {
        ZoneId samoa = ZoneId.of("Pacific/Apia");
        assertEquals(Instant.parse("2011-12-30T10:00:00Z"), next("0 12 30 12 *", "2011-12-30T09:59:00Z", samoa));
    }

    /** Walks through the minutes of the wall; an hour that comes again is passed over, a gap is one moment. */
    private static List<Instant> counted(CronTimes cron, Instant from, int minutes, ZoneId zone) {
        List<Instant> times = new ArrayList<>();
        LocalDateTime shown = latest(from, zone);
        for (int i = 1; i <= minutes; i++) {
            Instant moment = from.plus(i, ChronoUnit.MINUTES);
            LocalDateTime wall = moment.atZone(zone).toLocalDateTime();
            boolean due = false;
            while (shown.isBefore(wall)) {
                shown = shown.plusMinutes(1);
                due |= fits(cron, shown);
            }
            if (due) {
                times.add(moment);
            }
        }
        return times;
    }

    /** What the wall has shown already: it may have been put back an hour in the last hours. */
    private static LocalDateTime latest(Instant until, ZoneId zone) {
        LocalDateTime latest = until.atZone(zone).toLocalDateTime();
        for (int i = 1; i <= 180; i++) {
            LocalDateTime before =
                    until.minus(i, ChronoUnit.MINUTES).atZone(zone).toLocalDateTime();
            latest = before.isAfter(latest) ? before : latest;
        }
        return latest;
    }

    private static boolean fits(CronTimes cron, LocalDateTime wall) {
        boolean month = cron.days().get(wall.getDayOfMonth());
        boolean week = cron.weekdays().get(wall.getDayOfWeek().getValue() % 7);
        boolean day = cron.anyDay() || cron.anyWeekday() ? month && week : month || week;
        return day
                && cron.months().get(wall.getMonthValue())
                && cron.hours().get(wall.getHour())
                && cron.minutes().get(wall.getMinute());
    }

    private static String field(SplittableRandom random, int least, int most) {
        int from = random.nextInt(least, most + 1);
        return switch (random.nextInt(4)) {
            case 0 -> "*";
            case 1 -> "*/" + random.nextInt(1, 9);
            case 2 -> from + "-" + random.nextInt(from, most + 1);
            default -> from + "," + random.nextInt(least, most + 1);
        };
    }

    @Test
    @Tag("R22")
    void agreesWithMinutesCountedOneByOne() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> changes = List.of("2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z", "2026-06-10T00:00:00Z");
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = field(random, 0, 59) + " " + field(random, 0, 4) + " " + field(random, 1, 31) + " * "
                    + field(random, 0, 7);
            ZoneId zone = random.nextBoolean() ? BERLIN : ZoneId.of("Australia/Lord_Howe");
            Instant from = Instant.parse(changes.get(random.nextInt(changes.size())))
                    .plus(random.nextInt(600), ChronoUnit.MINUTES);
            CronTimes cron = CronTimes.parse(text);
            Instant at = from;
            for (Instant expected : counted(cron, from, 3000, zone)) {
                at = cron.next(at, zone);
                assertEquals(expected, at, () -> "seed " + SEED + ": " + text + " in " + zone + " after " + from);
                seen++;
            }
        }
        assertTrue(seen > ROUNDS, "only " + seen + " times were compared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "5/10 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "-1 * * * *",
                "* * * * mon-",
                "0 0 30 feb *",
                "1-2-3 * * * *",
                "*/2/3 * * * *",
                "9999 * * * *"
            })
    void whatIsNoExpressionIsRefused(String text) {
        String why = String.valueOf(assertThrows(IllegalArgumentException.class, () -> CronTimes.parse(text))
                .getMessage());
        assertTrue(why.length() > 20, why);
    }

    @ParameterizedTest
    @CsvSource({
        "manual, manual",
        "hourly, every 1h",
        "daily, every 1d",
        "weekly, every 7d",
        "every 90m, every 90m",
        "every 120 m, every 2h",
        "0  21 * * mon, 0 21 * * mon"
    })
    void schedulesReadBackToThemselves(String text, String expected) {
        Schedule schedule = Schedule.parse(text);
        assertEquals(expected, schedule.text());
        assertEquals(schedule, Schedule.parse(schedule.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"every 14m", "every 367d", "every", "every 1w", "every -1h", "sometimes", "every 0h"})
    void whatIsNoScheduleIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text));
    }

    @Test
    void theFirstPartThatHasTheHourGivesTheRate() {
        HourRates rates =
                HourRates.parse("Mo-Fr 08:00-18:00=2000; Sa 09:00-12:00=8000; Mo-Fr 00:00-24:00=9000", BERLIN);
        assertEquals(2000, rates.at(Instant.parse("2026-03-02T07:00:00Z")).orElseThrow());
        assertEquals(9000, rates.at(Instant.parse("2026-03-02T06:59:59Z")).orElseThrow());
        assertEquals(8000, rates.at(Instant.parse("2026-03-07T08:00:00Z")).orElseThrow());
        assertTrue(rates.at(Instant.parse("2026-03-08T08:00:00Z")).isEmpty());
        for (String wrong : List.of("always", "always=", "always=63", "always=1e3", "Mo=5000", "always=5000;")) {
            assertThrows(IllegalArgumentException.class, () -> HourRates.parse(wrong, BERLIN), wrong);
        }
        assertEquals(HourRates.FREE, HourRates.parse(" ", BERLIN));
    }

    @Test
    void clocksThatJumpAreToldFromSleepAndFromSmallCorrections() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        ScheduleClock clock = ScheduleClock.starting(noon).start(noon).clock();
        Duration second = Duration.ofSeconds(1);
        ScheduleClock.Tick steady = clock.look(noon.plusSeconds(31), second.multipliedBy(1));
        assertEquals(Duration.ZERO, steady.back());
        assertEquals(noon, steady.clock().woke(), "a correction of half a minute is no sleep");
        ScheduleClock.Tick slept = clock.look(noon.plusSeconds(3600), second);
        assertEquals(noon.plusSeconds(3600), slept.clock().woke());
        ScheduleClock.Tick back = clock.look(noon.minusSeconds(3599), second);
        assertEquals(Duration.ofHours(1), back.back());
        assertEquals(noon.minusSeconds(3600), back.clock().woke());
        assertEquals(
                Duration.ofDays(1),
                ScheduleClock.starting(noon).start(noon.minusSeconds(86_400)).back());
    }
}
