// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.web.internal.TokenBucket.Rate;
import org.holdfast.web.internal.TokenBucket.Taken;

/**
 * A bucket for each caller, at most 1,024 that are not full; beyond that all newcomers share one. Thread-safe.
 *
 * <p>Who calls with a wrong token or certificate has a bucket of the address, not of the caller it pretends to be: it can
 * lock nobody out.
 */
final class RateLimits {
    private static final int MOST = 1024;
    private static final String OTHERS = "others";

    private final Rate rate;
    private final InstantSource clock;
    private final Map<String, TokenBucket> buckets = new HashMap<>(); // guarded by this

    RateLimits(Rate rate, InstantSource clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /** What a caller hears that has to wait. */
    HoldfastException refusal(String caller, Duration wait) {
        return new HoldfastException(
                ErrorCode.TOO_MANY_CALLS,
                caller,
                "Too many calls from " + caller + ": at most " + rate.burst() + " at once, and then " + rate.perSecond()
                        + " a second. Nothing was done; try again in " + seconds(wait) + " s.",
                true,
                null);
    }

    /** How long the caller has to wait; zero if it need not. */
    synchronized Duration ask(String caller) {
        Instant now = clock.instant();
        String key = buckets.containsKey(caller) || hasRoom(now) ? caller : OTHERS;
        TokenBucket bucket = buckets.computeIfAbsent(key, unused -> TokenBucket.full(rate, now));
        Taken taken = bucket.take(rate, now);
        buckets.put(key, taken.left());
        return taken.pause();
    }

    private boolean hasRoom(Instant now) {
        if (buckets.size() >= MOST) {
            buckets.values().removeIf(each -> each.isRested(rate, now));
        }
        return buckets.size() < MOST;
    }

    /** In whole seconds, rounded up: what Retry-After takes. */
    static long seconds(Duration wait) {
        return Math.max(1, (wait.toMillis() + 999) / 1000);
    }
}
