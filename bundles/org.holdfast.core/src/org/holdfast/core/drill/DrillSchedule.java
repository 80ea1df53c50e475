// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a drill is due, and when it is overdue. The first one comes a day after the first backup, or an interval if that
 * is shorter. A drill that could not decide anything does not count, and is tried again after a while.
 *
 * @param interval between two drills that decided something
 */
public record DrillSchedule(Duration interval) {
    private static final Duration FIRST = Duration.ofDays(1);
    private static final int RETRIES = 24;
    private static final int PATIENCE = 2;

    /**
     * @param data since when there is something to restore; empty while there is nothing
     * @param decided when the last drill ended that proved or disproved something
     * @param tried when the last one of any kind ended
     */
    public boolean isDue(Optional<Instant> data, Optional<Instant> decided, Optional<Instant> tried, Instant now) {
        if (data.isEmpty()
                || tried.filter(last -> isWithin(last, interval.dividedBy(RETRIES), now))
                        .isPresent()) {
            return false;
        }
        Duration first = interval.compareTo(FIRST) < 0 ? interval : FIRST;
        return decided.map(last -> !isWithin(last, interval, now)).orElseGet(() -> !isWithin(data.get(), first, now));
    }

    /** A time that is still to come says that the clock was put back; then nothing is waited for. */
    private static boolean isWithin(Instant last, Duration span, Instant now) {
        return !last.isAfter(now) && now.isBefore(last.plus(span));
    }

    /** By how much the last drill that decided something lies back too far: behind two intervals; empty if it does not. */
    public Optional<Duration> overdueBy(Optional<Instant> data, Optional<Instant> decided, Instant now) {
        return decided.or(() -> data)
                .map(since -> Duration.between(since, now).minus(interval.multipliedBy(PATIENCE)))
                .filter(late -> !late.isNegative() && !late.isZero());
    }
}
