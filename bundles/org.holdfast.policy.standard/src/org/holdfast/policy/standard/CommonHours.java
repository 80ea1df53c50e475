// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.holdfast.model.WeekSchedule;

/**
 * How long two machines that keep to their schedules are on line together in a week. Schedules are in local time, so
 * this depends on how far their clocks are apart, which summer time changes, and not on the same day everywhere: the
 * least of all weeks of a year counts. Which year hardly matters; it is a fixed one, so that a verdict depends on
 * nothing but the schedules.
 */
final class CommonHours {
    private static final Instant YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final int WEEKS = 53;
    private static final int HOUR = 60;
    private static final int WEEK = WeekSchedule.HOURS * HOUR;

    /** In minutes. Zones differ by whole quarters of an hour. */
    private static final int SLOT = 15;

    private CommonHours() {}

    /** From 0 to 168. */
    static double of(WeekSchedule one, WeekSchedule other) {
        if (one.promisedHours() == WeekSchedule.HOURS || other.promisedHours() == WeekSchedule.HOURS) {
            return Math.min(one.promisedHours(), other.promisedHours());
        }
        BitSet ours = BitSet.valueOf(one.hours().toArray());
        BitSet theirs = BitSet.valueOf(other.hours().toArray());
        int least = WEEK;
        for (int ahead : minutesAhead(one, other)) {
            least = Math.min(least, minutes(ours, theirs, ahead));
        }
        return (double) least / HOUR;
    }

    /** By how many minutes the first one's clock is ahead of the other's, over the year. */
    private static Set<Integer> minutesAhead(WeekSchedule one, WeekSchedule other) {
        Set<Integer> all = new TreeSet<>();
        LongStream.range(0, WEEKS).forEach(week -> {
            Instant time = YEAR.plus(Duration.ofDays(7 * week));
            int seconds = one.zone().getRules().getOffset(time).getTotalSeconds()
                    - other.zone().getRules().getOffset(time).getTotalSeconds();
            all.add(Math.floorDiv(seconds, 60));
        });
        return all;
    }

    private static int minutes(BitSet ours, BitSet theirs, int ahead) {
        int common = 0;
        for (int minute = 0; minute < WEEK; minute += SLOT) {
            int there = Math.floorMod(minute - ahead, WEEK);
            if (ours.get(minute / HOUR) && theirs.get(there / HOUR)) {
                common += SLOT;
            }
        }
        return common;
    }
}
