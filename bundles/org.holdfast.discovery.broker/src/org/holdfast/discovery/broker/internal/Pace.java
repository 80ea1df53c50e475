// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a broker is visited.
 *
 * @param interval between two visits when nothing is wanted; ± 10 %
 * @param first the first visit comes at a random moment within this time, so that not all come at once in the morning
 * @param soonest between two visits when something is wanted; it doubles up to the interval while that goes on
 */
public record Pace(Duration interval, Duration first, Duration soonest) {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration SOONEST = Duration.ofSeconds(5);

    public static Pace every(Duration interval) {
        return new Pace(interval, shorter(FIRST, interval), shorter(SOONEST, interval));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Nanoseconds until the first visit. */
    long untilFirst(RandomGenerator random) {
        return random.nextLong(first.toNanos() + 1);
    }

    /** Nanoseconds until the next visit, if nobody wants one sooner. */
    long untilNext(RandomGenerator random) {
        long nanos = interval.toNanos();
        return nanos - nanos / 10 + random.nextLong(nanos / 5 + 1);
    }

    /** Nanoseconds before which nobody gets a visit, after so many that were wanted in a row. */
    long gap(int wantedInARow) {
        return Math.min(soonest.toNanos() << Math.min(wantedInARow, 10), interval.toNanos());
    }
}
