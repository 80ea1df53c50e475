// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import org.holdfast.simulation.World;

/**
 * When a machine is switched on, as it promised: from one full hour to another, on workdays or on all days.
 *
 * @param from first hour, 0 to 23
 * @param to hour after the last, above {@code from}, 24 at most
 */
public record Habit(int from, int to, boolean weekends) {
    public static final Habit ALWAYS = new Habit(0, 24, true);
    public static final Habit OFFICE = new Habit(8, 18, false);

    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = 24 * HOUR;
    private static final int WORKDAYS = DayOfWeek.FRIDAY.getValue();
    /** Hours from the Monday before to the beginning of every history. */
    private static final long BEGINNING = hoursSinceMonday();

    public Habit {
        if (from < 0 || from >= to || to > 24) {
            throw new IllegalArgumentException("a day does not go from " + from + " to " + to);
        }
    }

    private static long hoursSinceMonday() {
        var begin = World.BEGINNING.atOffset(ZoneOffset.UTC);
        return (begin.getDayOfWeek().getValue() - 1) * 24L + begin.getHour();
    }

    /** Hours of a week. */
    public int weekly() {
        return (to - from) * (weekends ? 7 : WORKDAYS);
    }

    /** @param time in milliseconds since the beginning */
    boolean isOn(long time) {
        return isOnInHour(time / HOUR);
    }

    private boolean isOnInHour(long hour) {
        long ofWeek = (hour + BEGINNING) % 168;
        long ofDay = ofWeek % 24;
        return ofDay >= from && ofDay < to && (weekends || ofWeek / 24 < WORKDAYS);
    }

    /** The first moment from then on at which it is on. */
    long next(long time) {
        long hour = time / HOUR;
        if (isOnInHour(hour)) {
            return time;
        }
        do {
            hour++;
        } while (!isOnInHour(hour));
        return hour * HOUR;
    }

    /** Hours of a week in which both are on. */
    int weeklyTogether(Habit other) {
        int daily = Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
        return daily * (weekends && other.weekends ? 7 : WORKDAYS);
    }

    /** How long in that time this machine and another are on together. */
    long together(Habit other, long begin, long end) {
        long sum = 0;
        for (long hour = begin / HOUR; hour * HOUR < end; hour++) {
            if (isOnInHour(hour) && other.isOnInHour(hour)) {
                sum += Math.min(end, (hour + 1) * HOUR) - Math.max(begin, hour * HOUR);
            }
        }
        return sum;
    }
}
