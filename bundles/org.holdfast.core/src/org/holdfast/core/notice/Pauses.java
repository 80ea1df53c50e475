// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import java.time.Duration;

/** How long is waited before what could not be delivered is tried again. */
public final class Pauses {
    /** What could not be delivered for so long is given up. */
    public static final Duration LONGEST = Duration.ofDays(3);

    private static final Duration FIRST = Duration.ofMinutes(1);
    /** No pause is longer. */
    public static final Duration MOST = Duration.ofHours(6);

    /** No notice waits longer for others to go with it: the most that {@code notice.gather.minutes} can be. */
    public static final Duration GATHERED = Duration.ofDays(1);

    private Pauses() {}

    /** Twice as long each time. @param failures so far, at least 1 */
    public static Duration after(int failures) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
        return pause.compareTo(MOST) < 0 ? pause : MOST;
    }
}
