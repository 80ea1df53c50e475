// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;
import java.time.Instant;

/**
 * How a partner is, and what is left of its times. As it is in the ledger: whoever reads it back goes on where it was,
 * and what went by meanwhile does not count.
 *
 * @param since when it came to this state
 * @param suspectLeft promised time that it may still miss before it is SUSPECT
 * @param graceLeft how much of its grace this node has still to watch
 * @param graceUntil when grace ends by the clock on the wall, at the earliest; the epoch while it does not run
 * @param leave what it announced
 */
public record Health(
        HealthState state,
        Instant since,
        Duration suspectLeft,
        Duration graceLeft,
        Instant graceUntil,
        AnnouncedLeave leave) {
    /** A partner of which nothing is known yet. */
    public static Health fresh(Instant now, HealthRules rules) {
        return new Health(HealthState.OK, now, rules.suspect(), rules.grace(), Instant.EPOCH, AnnouncedLeave.NONE);
    }

    /** The same state or another one, with all its times before it again. */
    Health there(HealthState now, Instant at, HealthRules rules) {
        return new Health(now, now == state ? since : at, rules.suspect(), rules.grace(), Instant.EPOCH, leave);
    }

    Health to(HealthState next, Instant at) {
        return new Health(next, at, suspectLeft, graceLeft, graceUntil, leave);
    }

    Health announced(AnnouncedLeave more) {
        return new Health(state, since, suspectLeft, graceLeft, graceUntil, more);
    }

    /** With promised time missed. A setting that was made shorter counts from now on. */
    Health missing(Duration promised, HealthRules rules) {
        boolean shorter = rules.suspect().compareTo(suspectLeft) < 0;
        Duration left = (shorter ? rules.suspect() : suspectLeft).minus(promised);
        return new Health(state, since, left.isNegative() ? Duration.ZERO : left, graceLeft, graceUntil, leave);
    }

    boolean graceRuns() {
        return !graceUntil.equals(Instant.EPOCH);
    }

    Health graceFrom(Instant at, HealthRules rules) {
        return new Health(state, since, suspectLeft, rules.grace(), at.plus(rules.grace()), leave);
    }

    /** With time of its grace watched. */
    Health forgiven(Duration watched) {
        Duration left = graceLeft.minus(watched);
        return new Health(state, since, suspectLeft, left.isNegative() ? Duration.ZERO : left, graceUntil, leave);
    }

    boolean isGraceOver(Instant at) {
        return graceRuns() && graceLeft.isZero() && !at.isBefore(graceUntil);
    }
}
