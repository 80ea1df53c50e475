// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.time.ZoneId;
import java.util.BitSet;
import org.holdfast.model.Bytes;
import org.holdfast.model.WeekSchedule;

/** Schedules to compare. */
final class Hours {
    private Hours() {}

    /** Every day from one hour to before another, local time. */
    static WeekSchedule daily(String zone, int from, int to) {
        BitSet hours = new BitSet(WeekSchedule.HOURS);
        for (int day = 0; day < 7; day++) {
            hours.set(day * 24 + from, day * 24 + to);
        }
        return of(zone, hours);
    }

    /** The hours of a week from one to before another; 0 is Monday at midnight. */
    static WeekSchedule weekly(String zone, int from, int to) {
        BitSet hours = new BitSet(WeekSchedule.HOURS);
        hours.set(from, to);
        return of(zone, hours);
    }

    private static WeekSchedule of(String zone, BitSet hours) {
        byte[] bytes = new byte[WeekSchedule.HOURS / 8];
        byte[] set = hours.toByteArray();
        System.arraycopy(set, 0, bytes, 0, set.length);
        return new WeekSchedule(Bytes.of(bytes), ZoneId.of(zone));
    }
}
