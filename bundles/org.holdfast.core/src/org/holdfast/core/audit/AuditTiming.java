// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a partner is audited again. Pure: the lot that keeps the nodes of a confederation apart comes from outside, and is
 * the same for the same audit, so that a restart changes nothing. What was missed is caught up at once, once.
 */
public final class AuditTiming {
    /** An audit comes up to this part of its interval earlier, or later. */
    private static final double JITTER = 0.1;

    private AuditTiming() {}

    /**
     * Whether it is time.
     *
     * @param last when the last audit of this kind ended; empty if there never was one
     * @param lot any number that belongs to the last audit
     */
    public static boolean isDue(Optional<Instant> last, Duration interval, long lot, Instant now) {
        return last.map(each -> isDue(each, interval, lot, now)).orElse(true);
    }

    /** A last audit that lies ahead of now is no reason to wait: the clock was put back. */
    private static boolean isDue(Instant last, Duration interval, long lot, Instant now) {
        double part = 1 - JITTER + 2 * JITTER * Math.floorMod(lot, 1000L) / 1000;
        Duration wait = Duration.ofMillis((long) (interval.toMillis() * part));
        return last.isAfter(now) || !now.isBefore(last.plus(wait));
    }
}
