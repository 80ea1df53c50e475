// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Duration;
import org.holdfast.core.health.HealthState;

/** What must hold whenever an owner changes its mind about a partner; a history in which it does not ends there. */
final class Promises {
    private final TownPlan plan;

    Promises(TownPlan plan) {
        this.plan = plan;
    }

    void moved(Bond bond, HealthState before, long now) {
        switch (bond.health.state()) {
            case OK, LATE, SUSPECT, GRACE, CONTAINED -> {}
            case CORRUPT -> convicted(bond);
            case RENEGED -> reneged(bond, before, now);
        }
    }

    /** P9: who keeps what it was given is never called a cheat, whatever rots. */
    private static void convicted(Bond bond) {
        if (bond.holder.isHonest()) {
            throw new IllegalStateException("an honest machine was convicted: " + bond.holder + ", " + bond.tally);
        }
    }

    /** R50: silence is forgiven until grace is over by the clock on the wall. */
    private void reneged(Bond bond, HealthState before, long now) {
        boolean silent = before != HealthState.CONTAINED;
        Duration absent = Duration.ofMillis(now - bond.answered);
        boolean there = bond.holder.absentSince < 0 && !(bond.holder.conduct instanceof Conduct.Mute);
        if (silent && (there || absent.compareTo(plan.rules().grace()) <= 0)) {
            throw new IllegalStateException(bond.holder + " was absent for " + absent + " and is said to have reneged");
        }
    }
}
