// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The hours of a week in which a machine promises to be on line: bit h is the h-th hour from Monday 00:00, 168 in all.
 *
 * @param hours 21 bytes, least significant bit of the first byte is Monday 00:00 to 01:00
 * @param zone the time zone the hours are stated in
 */
public record WeekSchedule(Bytes hours, ZoneId zone) {
    /** Hours in a week. */
    public static final int HOURS = 168;

    private static final int QUARTER = 900;
    private static final int QUARTERS = 4;
    private static final int DAYS = 366;

    /** 1970 began on a Thursday: three days after Monday 00:00. */
    private static final int MONDAY = 72;

    public WeekSchedule {
        if (hours.length() != HOURS / 8) {
            throw new IllegalArgumentException("a week is 21 bytes, not " + hours.length());
        }
    }

    /** On line always. */
    public static WeekSchedule always() {
        BitSet all = new BitSet(HOURS);
        all.set(0, HOURS);
        return new WeekSchedule(Bytes.of(all.toByteArray()), ZoneId.of("UTC"));
    }

    /** Whether that moment lies in a promised hour. */
    public boolean isOnline(Instant moment) {
        int offset = zone.getRules().getOffset(moment).getTotalSeconds();
        return isPromised(BitSet.valueOf(hours.toArray()), Math.floorDiv(moment.getEpochSecond() + offset, QUARTER));
    }

    /**
     * In how many hours of a week both are on line, rounded down; of the coming year the week with the fewest, as clocks
     * that are put forward on different days shift zones against each other.
     */
    public int hoursInCommon(WeekSchedule other, Instant from) {
        if (zone.getRules().equals(other.zone.getRules())) {
            BitSet both = BitSet.valueOf(hours.toArray());
            both.and(BitSet.valueOf(other.hours.toArray()));
            return both.cardinality();
        }
        Set<Integer> shifts = new HashSet<>();
        for (int day = 0; day < DAYS; day++) {
            Instant at = from.plus(Duration.ofDays(day));
            int mine = zone.getRules().getOffset(at).getTotalSeconds();
            shifts.add(mine - other.zone.getRules().getOffset(at).getTotalSeconds());
        }
        return shifts.stream()
                        .mapToInt(shift -> quartersInCommon(other, Math.floorDiv(shift, QUARTER)))
                        .min()
                        .orElse(0)
                / QUARTERS;
    }

    private int quartersInCommon(WeekSchedule other, int shift) {
        BitSet mine = BitSet.valueOf(hours.toArray());
        BitSet theirs = BitSet.valueOf(other.hours.toArray());
        return (int) IntStream.range(0, HOURS * QUARTERS)
                .filter(quarter -> isPromised(mine, quarter) && isPromised(theirs, quarter - (long) shift))
                .count();
    }

    /** @param quarter a quarter of an hour, counted from 1970 in local time */
    private static boolean isPromised(BitSet hours, long quarter) {
        return hours.get(Math.floorMod(Math.floorDiv(quarter, QUARTERS) + MONDAY, HOURS));
    }

    /** Promised hours in a week. */
    public int promisedHours() {
        return BitSet.valueOf(hours.toArray()).cardinality();
    }
}
