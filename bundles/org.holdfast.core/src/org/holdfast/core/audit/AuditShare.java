// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.time.Duration;

/**
 * The share of a link that audits may use (R53): bytes come at that rate and are kept for a day at most; an audit begins
 * when there are enough for what it is expected to take, and takes what it took. So over any time audits use no more than
 * the share of it, a day's share, and what the last one was longer than expected. Immutable.
 *
 * @param bytes that may be used; negative after an audit that took more than expected
 * @param nanos reading of the stop-watch when that was so
 */
public record AuditShare(double bytes, long nanos) {
    private static final Duration AT_FIRST = Duration.ofMinutes(10);
    private static final Duration MOST = Duration.ofDays(1);

    /** Some minutes' worth, as nobody knows what was used before the node started. */
    public static AuditShare begin(double bytesPerSecond, long nanos) {
        return new AuditShare(bytesPerSecond * AT_FIRST.toSeconds(), nanos);
    }

    /** The same, later. */
    public AuditShare at(double bytesPerSecond, long now) {
        double seconds = Math.max(0, now - nanos) / 1e9;
        return new AuditShare(Math.min(bytes + seconds * bytesPerSecond, bytesPerSecond * MOST.toSeconds()), now);
    }

    public boolean suffices(long expected) {
        return bytes >= expected;
    }

    public AuditShare minus(long used) {
        return new AuditShare(bytes - used, nanos);
    }
}
