// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a partner has said that it will be away, and how much of a year's allowance that took.
 *
 * @param until no time counts against it before
 * @param used of {@link HealthRules#LEAVE_YEARLY} since {@code year}
 * @param year when the year began of which the allowance is
 */
public record AnnouncedLeave(Instant until, Duration used, Instant year) {
    /** None. */
    public static final AnnouncedLeave NONE = new AnnouncedLeave(Instant.EPOCH, Duration.ZERO, Instant.EPOCH);

    private static final Duration YEAR = Duration.ofDays(365);

    /** Whether it is away as announced. */
    public boolean covers(Instant at) {
        return at.isBefore(until);
    }

    /** With what of a wish fits into the allowance. What it said last and is not over yet, it says anew. */
    AnnouncedLeave announced(Instant at, Instant wish) {
        boolean newYear = !at.isBefore(year.plus(YEAR));
        Duration back = covers(at) && !newYear ? Duration.between(at, until) : Duration.ZERO;
        Duration before = newYear ? Duration.ZERO : atLeastZero(used.minus(back));
        Duration asked = atLeastZero(Duration.between(at, wish));
        Duration left = atLeastZero(HealthRules.LEAVE_YEARLY.minus(before));
        Duration granted = asked.compareTo(left) < 0 ? asked : left;
        return new AnnouncedLeave(at.plus(granted), before.plus(granted), newYear ? at : year);
    }

    private static Duration atLeastZero(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
