// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls one caller may still make: a bucket that fills again at a steady rate. Pure; a clock that is set back
 * takes nothing away and gives nothing.
 *
 * @param tokens whole calls that are left, and the part of the next one
 * @param at when that was so
 */
record TokenBucket(double tokens, Instant at) {
    private static final double MILLIS = 1000;

    /**
     * @param burst calls at once after a rest
     * @param perSecond calls in the long run
     */
    record Rate(int burst, double perSecond) {}

    /** What came of asking for one call: the bucket after it, and how long to wait if there was none; else zero. */
    record Taken(TokenBucket left, Duration pause) {
        boolean granted() {
            return pause.isZero();
        }
    }

    static TokenBucket full(Rate rate, Instant now) {
        return new TokenBucket(rate.burst(), now);
    }

    Taken take(Rate rate, Instant now) {
        double rested = Math.max(0, Duration.between(at, now).toMillis()) / MILLIS;
        double filled = Math.min(rate.burst(), tokens + rested * rate.perSecond());
        if (filled >= 1) {
            return new Taken(new TokenBucket(filled - 1, now), Duration.ZERO);
        }
        long millis = (long) Math.ceil((1 - filled) / rate.perSecond() * MILLIS);
        return new Taken(new TokenBucket(filled, now), Duration.ofMillis(Math.max(1, millis)));
    }

    /** Whether nothing was asked for so long that a full bucket would do as well. */
    boolean isRested(Rate rate, Instant now) {
        return tokens + Duration.between(at, now).toMillis() / MILLIS * rate.perSecond() >= rate.burst();
    }
}
