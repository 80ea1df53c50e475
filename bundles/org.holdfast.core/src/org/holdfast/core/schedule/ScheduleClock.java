// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * What the clock on the wall does, seen beside a stop-watch that only counts while the machine is awake. A jump forward
 * looks like sleep, and is taken for it: what was missed is made up for once. A jump back is told, so that what was noted
 * by the old time can be moved along with it.
 *
 * @param wall what the wall said last
 * @param woke since when the machine has been seen without a gap
 */
public record ScheduleClock(Instant wall, Instant woke) {
    /** What clocks that are kept right by the network may be moved by. */
    static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** At a start of the node. @param wall what the wall said when the node was last seen */
    public static ScheduleClock starting(Instant wall) {
        return new ScheduleClock(wall, wall);
    }

    /**
     * The same some time later.
     *
     * @param back by how much the wall was set back; zero if it was not
     */
    public record Tick(ScheduleClock clock, Duration back) {}

    /** The first look after a start: how long the node was off nobody knows. */
    public Tick start(Instant now) {
        Duration back = now.isBefore(wall) ? Duration.between(now, wall) : Duration.ZERO;
        return new Tick(new ScheduleClock(now, now), back);
    }

    /** @param passed on the stop-watch since the last look */
    public Tick look(Instant now, Duration passed) {
        Duration gap = Duration.between(wall, now).minus(passed);
        if (gap.compareTo(TOLERANCE) > 0) {
            return new Tick(new ScheduleClock(now, now), Duration.ZERO);
        }
        if (gap.negated().compareTo(TOLERANCE) > 0) {
            return new Tick(new ScheduleClock(now, woke.plus(gap)), gap.negated());
        }
        return new Tick(new ScheduleClock(now, woke), Duration.ZERO);
    }
}
