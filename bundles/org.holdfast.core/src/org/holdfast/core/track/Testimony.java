// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/**
 * What one reporter says of a subject, with what the agreement of the two tells about the reporter.
 *
 * @param host the reporter's failure domain
 * @param zone the reporter's site
 * @param agreedSince start of the agreement
 * @param reserved what the subject promised to hold for the reporter
 * @param proven whether there is evidence that was checked here and that anybody could check
 */
public record Testimony(
        OwnerId reporter,
        String host,
        String zone,
        Tally tally,
        boolean reneged,
        Observation.Period period,
        Instant agreedSince,
        ByteCount reserved,
        boolean proven) {
    Duration age(Instant now) {
        return Duration.between(period.until(), now);
    }

    /** Bounded, faded, and not yet weighed. */
    Marks marks(Instant now) {
        int days = Math.max(1, (int) Duration.ofMinutes(period.minutes()).toDays());
        return Marks.of(tally, reneged, days).atMost(TrackRules.VOICE).faded(age(now));
    }

    /** From 0 for an agreement that begins now to 1 for one of {@link TrackRules#FULL_AGE} or more. */
    double seniority(Instant now) {
        double age = Duration.between(agreedSince, now).toSeconds();
        return Math.clamp(age / TrackRules.FULL_AGE.toSeconds(), 0, 1);
    }

    boolean counts(Instant now) {
        return TrackRules.fade(age(now)) > 0;
    }
}
