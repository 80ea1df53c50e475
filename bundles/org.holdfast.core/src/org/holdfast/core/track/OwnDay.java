// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.format.identity.Tally;

/** What this node saw of one subject on one day. @param day days since 1970, in UTC */
public record OwnDay(long day, Tally tally, boolean reneged) {
    /** The day of a time. */
    public static long of(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    Marks marks(Instant now) {
        return Marks.of(tally, reneged, 1).faded(age(now));
    }

    boolean counts(Instant now) {
        return TrackRules.fade(age(now)) > 0;
    }

    private Duration age(Instant now) {
        return Duration.ofDays(of(now) - day);
    }
}
