// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.ZoneId;
import java.util.BitSet;

/**
 * The hours of a week in which a machine promises to be on line: bit h is the h-th hour from Monday 00:00, 168 in all.
 *
 * @param hours 21 bytes, least significant bit of the first byte is Monday 00:00 to 01:00
 * @param zone the time zone the hours are stated in
 */
public record WeekSchedule(Bytes hours, ZoneId zone) {
    /** Hours in a week. */
    public static final int HOURS = 168;

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

    /** Promised hours in a week. */
    public int promisedHours() {
        return BitSet.valueOf(hours.toArray()).cardinality();
    }
}
