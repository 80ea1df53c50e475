// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of something may still be done; it grows with time up to a most. A clock that is set back takes nothing away
 * and gives nothing.
 *
 * @param left what may be done now; whole ones count
 * @param since when {@code left} was right
 */
public record Allowance(int perSecond, int most, double left, Instant since) {
    public Allowance {
        if (perSecond < 1 || most < 1 || left < 0 || left > most) {
            throw new IllegalArgumentException(
                    "an allowance grows by 1 or more a second, to 1 or more, and holds no more than that");
        }
    }

    /** As much as there can be. */
    public static Allowance full(int perSecond, int most, Instant now) {
        return new Allowance(perSecond, most, most, now);
    }

    /** As it is now. */
    public Allowance at(Instant now) {
        double seconds = Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
        return new Allowance(perSecond, most, Math.min(most, left + seconds * perSecond), now);
    }

    /** Whether nothing may be done. */
    public boolean isEmpty() {
        return left < 1;
    }

    /** After one more was done, if one could be. */
    public Allowance less() {
        return isEmpty() ? this : new Allowance(perSecond, most, left - 1, since);
    }
}
