// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import java.time.Duration;

/**
 * What the planner takes for granted about machines and their surroundings. A year has 365.25 days.
 *
 * @param lifetime mean time until a machine, the owner's or a partner's, loses what it holds
 * @param repairAfter how long a partner is missing before its shards are made anew; to this comes the time until a
 *     spare can be reached, one day divided by its availability
 * @param ownerAway how long an owner whose machine died takes to be back; nobody repairs meanwhile
 * @param availability share of days on which a partner can be reached, where that was not measured
 * @param siteLosses how often a year everything at one site is lost at once
 * @param systemLosses how often a year everything under one family of operating systems is lost at once
 */
public record Assumptions(
        Duration lifetime,
        Duration repairAfter,
        Duration ownerAway,
        double availability,
        double siteLosses,
        double systemLosses) {
    /** How long somebody who restores waits for partners that are away. */
    public static final Duration PATIENCE = Duration.ofDays(3);

    /** How many of the restores may still lack shards after that. */
    public static final double STILL_LACKING = 1e-3;

    private static final double DAYS_A_YEAR = 365.25;

    public Assumptions {
        if (lifetime.compareTo(Duration.ofDays(1)) < 0 || repairAfter.isNegative() || ownerAway.isNegative()) {
            throw new IllegalArgumentException("a machine lives a day or longer, and times are not negative: "
                    + lifetime + ", " + repairAfter + ", " + ownerAway);
        }
        if (!(availability > 0 && availability <= 1 && siteLosses >= 0 && systemLosses >= 0)) {
            throw new IllegalArgumentException("an availability is above 0 and at most 1, and rates are not negative: "
                    + availability + ", " + siteLosses + ", " + systemLosses);
        }
    }

    private static double days(Duration time) {
        return time.toMillis() / (double) Duration.ofDays(1).toMillis();
    }

    /** Deaths of one machine in a year: λ. What is nowhere else is lost as often. */
    public double failures() {
        return DAYS_A_YEAR / days(lifetime);
    }

    private double repairDays(double reached) {
        return days(repairAfter) + 1 / reached;
    }

    /** One over the years that a shard stays missing: μ. */
    double repairs(double reached) {
        return DAYS_A_YEAR / repairDays(reached);
    }

    /** The chance that a partner is dead when an owner needs it: it died in a time that nobody repaired. */
    double lost(double reached) {
        return -Math.expm1(-unrepaired(reached));
    }

    private double unrepaired(double reached) {
        return (repairDays(reached) + days(ownerAway)) / days(lifetime);
    }

    /** The chance that a partner is alive and is reached before patience ends. */
    double answers(double reached) {
        double inTime = -Math.expm1(days(PATIENCE) * Math.log1p(-reached));
        return inTime * Math.exp(-unrepaired(reached));
    }
}
