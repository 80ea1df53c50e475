// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a schedule has to know of the past of a source.
 *
 * @param added since when it is to be backed up
 * @param last when its last successful backup began
 * @param covered until when times of a cron expression are done with
 * @param reread when the last one began that read every file
 */
public record SourceRuns(Instant added, Optional<Instant> last, Instant covered, Optional<Instant> reread) {
    /** A clock that is set back by less does not make what was done at these times come again. */
    static final Duration FORGIVEN = Duration.ofHours(3);

    /** One that was never backed up. */
    public static SourceRuns of(Instant added) {
        return new SourceRuns(added, Optional.empty(), added, Optional.empty());
    }

    /** After a successful backup. @param whole whether it read every file */
    public SourceRuns ran(Instant began, boolean whole) {
        return new SourceRuns(added, Optional.of(began), began, whole ? Optional.of(began) : reread);
    }

    /** With other things in it: its next backup is like a first one, but what was read was read. */
    public SourceRuns anew(Instant now) {
        return new SourceRuns(now, Optional.empty(), now, reread);
    }

    /** With another schedule: what the old one owed is forgotten. */
    public SourceRuns rescheduled(Instant now) {
        return new SourceRuns(added, last, now, reread);
    }

    /**
     * After the clock on the wall was set back: what is so long ago stays so long ago. Times of day that are done with do
     * not come again, unless the clock is so far behind them that they would be waited for too long.
     */
    public SourceRuns setBack(Duration back, Instant now) {
        Instant still = covered.isAfter(now.plus(FORGIVEN)) ? now : covered;
        return new SourceRuns(
                added.minus(back), last.map(each -> each.minus(back)), still, reread.map(each -> each.minus(back)));
    }
}
