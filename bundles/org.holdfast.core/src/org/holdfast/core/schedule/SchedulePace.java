// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * How patient schedules are.
 *
 * @param settle what a machine that has just started or woken, and a source that was just named, are left alone for
 * @param patience how long a backup that is due waits for partners it could do without
 * @param reread how often every file is read; zero: never
 * @param overdue how late a backup may be before somebody is told
 */
public record SchedulePace(Duration settle, Duration patience, Duration reread, Duration overdue) {
    /** How soon a backup for missed time may follow the one before, by the stop-watch. */
    static final Duration CATCH_UP_GAP = Duration.ofMinutes(30);

    /** A machine that has been on for less may still be making up for what it missed. */
    static final Duration CATCHING_UP = Duration.ofHours(1);

    /** So much of the time between two re-readings may be missing, so that a late one does not move all that follow. */
    static final int REREAD_SLACK = 14;

    /** Whether the next backup should read every file. */
    public boolean rereads(SourceRuns runs, Instant now) {
        Duration least = reread.minus(reread.dividedBy(REREAD_SLACK));
        boolean fresh = runs.reread()
                .filter(last -> Duration.between(last, now).compareTo(least) < 0)
                .isPresent();
        return !reread.isZero() && !fresh;
    }
}
