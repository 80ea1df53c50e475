// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;
import java.time.Instant;

/**
 * How a partner's health moves, exactly the table of docs/health.md. Two timers, apart from each other: promised time
 * that was missed makes a partner SUSPECT, and what lies there is made anew; grace, by the wall and watched, makes it
 * RENEGED. Neither runs while nobody watches, so a restart and a clock that jumps can only lengthen them. Wrong answers
 * and silence are different things. Pure: the caller stores what comes out before anything is done about it.
 */
public final class HealthLife {
    private HealthLife() {}

    public static Health next(Health now, HealthEvent event, HealthRules rules) {
        return switch (event) {
            case HealthEvent.Answered(Instant at) -> answered(now, at, rules);
            case HealthEvent.Missed(Instant at) -> now.state() == HealthState.OK ? now.to(HealthState.LATE, at) : now;
            case HealthEvent.Absent absent -> now.leave().covers(absent.at()) ? now : absent(now, absent, rules);
            case HealthEvent.Wronged(Instant at) -> wronged(now, at, rules);
            case HealthEvent.Cleared(Instant at) ->
                now.state() == HealthState.CONTAINED ? now.there(HealthState.OK, at, rules) : now;
            case HealthEvent.Convicted(Instant at) ->
                now.state() == HealthState.CORRUPT ? now : now.to(HealthState.CORRUPT, at);
            case HealthEvent.Leave(Instant at, Instant until) -> leave(now, at, until, rules);
            case HealthEvent.Unknown unknown -> now;
        };
    }

    /** Silence is forgiven; a wrong answer is not, nor a broken agreement. */
    private static Health answered(Health now, Instant at, HealthRules rules) {
        return switch (now.state()) {
            case OK, LATE, SUSPECT, GRACE -> now.there(HealthState.OK, at, rules);
            case CONTAINED -> now.there(HealthState.CONTAINED, at, rules);
            case RENEGED, CORRUPT -> now;
        };
    }

    private static Health wronged(Health now, Instant at, HealthRules rules) {
        return switch (now.state()) {
            case OK, LATE, SUSPECT, GRACE -> now.there(HealthState.CONTAINED, at, rules);
            case CONTAINED, RENEGED, CORRUPT -> now;
        };
    }

    private static Health leave(Health now, Instant at, Instant until, HealthRules rules) {
        return now.state().isGone()
                ? now
                : answered(now, at, rules).announced(now.leave().announced(at, until));
    }

    private static Health absent(Health now, HealthEvent.Absent absent, HealthRules rules) {
        return switch (now.state()) {
            case OK -> late(now.missing(absent.promised(), rules), absent.at(), rules);
            case LATE -> suspect(now.missing(absent.promised(), rules), absent.at());
            case SUSPECT -> grace(now, absent, rules);
            case GRACE -> reneged(now.forgiven(absent.watched()), absent);
            case CONTAINED -> contained(now, absent, rules);
            case RENEGED, CORRUPT -> now;
        };
    }

    private static Health late(Health now, Instant at, HealthRules rules) {
        Duration missed = rules.suspect().minus(now.suspectLeft());
        return missed.compareTo(rules.late()) < 0 || missed.isZero() ? now : now.to(HealthState.LATE, at);
    }

    private static Health suspect(Health now, Instant at) {
        return now.suspectLeft().isZero() ? now.to(HealthState.SUSPECT, at) : now;
    }

    /** It was looked for once more, in a time in which it had promised to be there. */
    private static Health grace(Health now, HealthEvent.Absent absent, HealthRules rules) {
        return absent.promised().isZero()
                ? now
                : now.graceFrom(absent.at(), rules).to(HealthState.GRACE, absent.at());
    }

    /** Not at an hour at which nobody could expect it. */
    private static Health reneged(Health now, HealthEvent.Absent absent) {
        boolean expected = !absent.promised().isZero();
        return expected && now.isGraceOver(absent.at()) ? now.to(HealthState.RENEGED, absent.at()) : now;
    }

    /** The same times, one after the other; it owes an answer all the while. */
    private static Health contained(Health now, HealthEvent.Absent absent, HealthRules rules) {
        if (!now.suspectLeft().isZero()) {
            return now.missing(absent.promised(), rules);
        }
        if (!now.graceRuns()) {
            return absent.promised().isZero() ? now : now.graceFrom(absent.at(), rules);
        }
        return reneged(now.forgiven(absent.watched()), absent);
    }
}
