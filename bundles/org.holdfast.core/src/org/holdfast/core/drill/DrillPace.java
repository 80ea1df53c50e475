// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import java.time.Duration;

/**
 * How much a drill, a verification, or a look into a file may read at a partner. What it reads counts against the partner's read budget, and
 * a budget that drills have used up would be missed by the restore that they are for. Two rules:
 *
 * <ul>
 *   <li>As much as lies there always stays to be read: a whole restore has to be possible at any time.
 *   <li>Drills that come by themselves leave half of the year's budget on top of that, where it is still there; else they
 *       use at most a quarter of what has come back in the meantime.
 * </ul>
 */
public final class DrillPace {
    private static final double SHARE = 0.25;
    private static final double YEAR_DAYS = 365;

    private DrillPace() {}

    /**
     * What may be read now on somebody's order, in bytes.
     *
     * @param left of the budget
     * @param held what lies with the partner
     */
    public static long ordered(long left, long held) {
        return Math.max(0, left - held);
    }

    /**
     * Whether somebody may look into a file, for which whole segments are read: only while as much as lies there stays
     * also if all of it were read for that.
     *
     * @param left of the budget
     * @param held what lies with the partner
     */
    public static boolean allowsLook(long left, long held) {
        return ordered(left, held) >= held;
    }

    /**
     * What a drill of the schedule may read there, in bytes.
     *
     * @param yearly the whole budget of a year
     * @param since the last drill that read something
     */
    public static long scheduled(long left, long held, long yearly, Duration since) {
        double days = since.toMillis() / (double) Duration.ofDays(1).toMillis();
        double share = SHARE * yearly * Math.min(1, days / YEAR_DAYS);
        return Math.min(ordered(left, held), Math.max((long) share, left - held - yearly / 2));
    }
}
