// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The times of a cron expression of five fields – minute, hour, day of the month, month, day of the week – in local time.
 * Where both kinds of days are restricted, a day that fits one of them counts, as in every cron.
 *
 * <p>Daylight saving: a time in the hour that is skipped comes once, in the moment right after the gap; one in the hour
 * that comes twice comes the first time only.
 *
 * @param text as it was written
 * @param anyDay whether days of the month are not restricted
 * @param anyWeekday whether days of the week are not restricted
 */
public record CronTimes(
        String text,
        BitSet minutes,
        BitSet hours,
        BitSet days,
        BitSet months,
        BitSet weekdays,
        boolean anyDay,
        boolean anyWeekday) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int FIELDS = 5;
    private static final int SUNDAY_TOO = 7;

    /** From one 29 February to the next, over a year such as 2100, with a day to spare. */
    private static final int LONGEST_DAYS = 8 * 366 + 1;

    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);

    public CronTimes {
        minutes = copy(minutes);
        hours = copy(hours);
        days = copy(days);
        months = copy(months);
        weekdays = copy(weekdays);
    }

    private static BitSet copy(BitSet set) {
        return BitSet.valueOf(set.toLongArray());
    }

    /** @throws IllegalArgumentException saying which field is wrong, or that no day fits */
    public static CronTimes parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("'" + text + "' has " + fields.length
                    + " fields, not five: minute, hour, day of the month, month, day of the week");
        }
        BitSet weekdays = new CronField("day of the week", 0, SUNDAY_TOO, WEEKDAYS, 0).parse(fields[4]);
        if (weekdays.get(SUNDAY_TOO)) {
            weekdays.set(0);
        }
        CronTimes times = new CronTimes(
                String.join(" ", fields),
                new CronField("minute", 0, 59, List.of(), 0).parse(fields[0]),
                new CronField("hour", 0, 23, List.of(), 0).parse(fields[1]),
                new CronField("day of the month", 1, 31, List.of(), 1).parse(fields[2]),
                new CronField("month", 1, 12, MONTHS, 1).parse(fields[3]),
                weekdays,
                fields[2].startsWith("*"),
                fields[4].startsWith("*"));
        if (times.day(SOME_DAY, 0).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' never comes: no month has such a day");
        }
        return times;
    }

    /** The first time after this moment. */
    public Instant next(Instant after, ZoneId zone) {
        LocalDateTime local = after.atZone(zone).toLocalDateTime();
        LocalDate day = local.toLocalDate().minusDays(1); // a gap may reach over midnight
        for (int passed = 0; ; ) {
            Optional<LocalDate> fitting = day(day, passed);
            if (fitting.isEmpty()) {
                throw new IllegalStateException("no day fits " + text);
            }
            Optional<Instant> time = first(fitting.get(), after, zone.getRules());
            if (time.isPresent()) {
                return time.get();
            }
            passed = (int) ChronoUnit.DAYS.between(day, fitting.get()) + 1;
        }
    }

    private Optional<LocalDate> day(LocalDate from, int passed) {
        for (int i = passed; i <= LONGEST_DAYS + passed; i++) {
            LocalDate day = from.plusDays(i);
            if (fits(day)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private boolean fits(LocalDate day) {
        boolean month = days.get(day.getDayOfMonth());
        boolean week = weekdays.get(day.getDayOfWeek().getValue() % SUNDAY_TOO);
        boolean both = anyDay || anyWeekday;
        return months.get(day.getMonthValue()) && (both ? month && week : month || week);
    }

    private Optional<Instant> first(LocalDate day, Instant after, ZoneRules rules) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Instant time = moment(day.atTime(LocalTime.of(hour, minute)), rules);
                if (time.isAfter(after)) {
                    return Optional.of(time);
                }
            }
        }
        return Optional.empty();
    }

    /** Of a local time that there is twice the first; of one that there is not, the end of the gap. */
    private static Instant moment(LocalDateTime local, ZoneRules rules) {
        Optional<ZoneOffsetTransition> gap =
                Optional.ofNullable(rules.getTransition(local)).filter(ZoneOffsetTransition::isGap);
        return gap.map(ZoneOffsetTransition::getInstant)
                .orElseGet(() -> local.toInstant(rules.getValidOffsets(local).getFirst()));
    }
}
