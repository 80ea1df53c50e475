// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;

/**
 * The times of {@link HealthLife}.
 *
 * @param late promised time that a partner may miss before it is LATE
 * @param suspect promised time that it may miss before it is SUSPECT
 * @param grace for how long it is then forgiven, by the clock on the wall, and as much of it watched; from the agreement
 */
public record HealthRules(Duration late, Duration suspect, Duration grace) {
    /** For how long a partner may announce to be away in a year. */
    public static final Duration LEAVE_YEARLY = Duration.ofDays(21);

    private static final Duration LATEST = Duration.ofMinutes(1);

    public HealthRules {
        if (late.isNegative() || late.compareTo(suspect) > 0 || suspect.isZero() || grace.isNegative()) {
            throw new IllegalArgumentException("late " + late + ", suspect " + suspect + ", grace " + grace);
        }
    }

    /** A partner is LATE after a minute, or a quarter of what makes it SUSPECT if that is less. */
    public static HealthRules of(Duration suspect, Duration grace) {
        Duration quarter = suspect.dividedBy(4);
        return new HealthRules(quarter.compareTo(LATEST) < 0 ? quarter : LATEST, suspect, grace);
    }
}
