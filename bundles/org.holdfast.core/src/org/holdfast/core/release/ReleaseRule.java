// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.release;

import java.time.Duration;
import java.time.Instant;

/**
 * When a released block is freed: not before its lock ends, and not before a delay since the owner asked, by the holder's
 * {@link LockClock}. The delay is there for blocks whose lock is over but which old snapshots still need: whoever takes
 * over an owner's machine can ask, and the owner has so long to say no. Who asks for much within a week waits longer, for
 * the same reason. Pure.
 */
public final class ReleaseRule {
    /** From asking to freeing, where the lock does not last longer. */
    public static final Duration DELAY = Duration.ofDays(14);

    /** The same where much is released at once. */
    public static final Duration MASS_DELAY = Duration.ofDays(30);

    /** What is asked for within this time is one release. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** More than this share of what is held for an owner is much. */
    public static final int MASS_PERCENT = 20;

    /** By how much a wall clock that is ahead of the lock clock puts off a release at most. */
    public static final Duration MOST_SKEW = Duration.ofDays(30);

    private ReleaseRule() {}

    /**
     * When a release counts as asked for, by the lock clock. That clock may be behind after a time in which the node was
     * off, and catches up faster than time goes by: so what counts is the wall, as far as it can be believed.
     */
    public static Instant asked(LockClock clock) {
        Instant latest = clock.time().plus(MOST_SKEW);
        Instant wall = clock.wall().isBefore(latest) ? clock.wall() : latest;
        return wall.isAfter(clock.time()) ? wall : clock.time();
    }

    /** @param retainUntil the end of the block's lock @param asked see {@link #asked} */
    public static Instant due(Instant retainUntil, Instant asked, Duration delay) {
        Instant delayed = asked.plus(delay);
        return retainUntil.isAfter(delayed) ? retainUntil : delayed;
    }

    /**
     * Whether this is much.
     *
     * @param asked bytes that an owner has released within {@link #WINDOW}
     * @param held bytes that are held for it, those among them
     */
    public static boolean isMass(long asked, long held) {
        return asked > held / 100 * MASS_PERCENT + held % 100 * MASS_PERCENT / 100;
    }
}
