// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;

/**
 * How often others may have bytes sent to measure a link: each member a few times in a while, and all together no more
 * than the node can bear, so that nobody can make it send for ever. Thread-safe; remembers at most {@link #OF_ALL}.
 */
public final class ProbeAllowance {
    /** The while. */
    public static final Duration WINDOW = Duration.ofMinutes(10);

    /** Probes of one member in it. */
    public static final int OF_ONE = 4;

    /** Probes of all members in it. */
    public static final int OF_ALL = 128;

    private final Deque<Taken> taken = new ArrayDeque<>(); // guarded by this

    private record Taken(OwnerId member, Instant at) {}

    /** @throws HoldfastException BUSY, retryable, if it was enough for now */
    public synchronized void take(OwnerId member, Instant now) {
        // a clock that was put back must not lock everybody out until it has caught up
        taken.removeIf(each -> !each.at().plus(WINDOW).isAfter(now) || each.at().isAfter(now));
        long ofOne = taken.stream().filter(each -> each.member().equals(member)).count();
        if (ofOne >= OF_ONE || taken.size() >= OF_ALL) {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    member.brief(),
                    "the link was probed often enough in the last " + WINDOW.toMinutes() + " minutes",
                    true,
                    null);
        }
        taken.addLast(new Taken(member, now));
    }
}
