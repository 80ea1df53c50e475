// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.holdfast.model.OwnerId;

/**
 * What the exchange of observations may cost in a day (UTC), with each peer and in all, both directions counted. Kept in
 * memory: a node that starts again begins a new day. Thread-safe.
 */
public final class GossipBudget {
    /** @param observations a day with one peer @param bytes a day with one peer @param inAll bytes a day with all */
    public record Daily(int observations, long bytes, long inAll) {}

    /** 128 MiB a day is 1,553 bytes a second, which an idle node may use even if all its partners are greedy. */
    public static final Daily USUAL = new Daily(8192, 4L << 20, 128L << 20);

    private final Daily daily;
    private final Map<OwnerId, Spent> spent = new HashMap<>(); // guarded by this
    private long bytes; // guarded by this
    private long day; // guarded by this

    private record Spent(int observations, long bytes) {}

    public GossipBudget(Daily daily) {
        this.daily = daily;
    }

    /** How many observations may still pass between this node and the peer today. */
    public synchronized int left(OwnerId peer, Instant now) {
        return hasBytes(peer, now) ? Math.max(0, daily.observations - with(peer).observations) : 0;
    }

    /** Whether any bytes may still pass between the two: what came may be asked to be proved after the last of it. */
    public synchronized boolean hasBytes(OwnerId peer, Instant now) {
        turn(now);
        return with(peer).bytes < daily.bytes && bytes < daily.inAll;
    }

    private synchronized Spent with(OwnerId peer) {
        return spent.getOrDefault(peer, new Spent(0, 0));
    }

    public synchronized void spend(OwnerId peer, int observations, long more, Instant now) {
        turn(now);
        spent.merge(
                peer,
                new Spent(observations, more),
                (one, other) -> new Spent(one.observations + other.observations, one.bytes + other.bytes));
        bytes += more;
    }

    private void turn(Instant now) {
        long today = OwnDay.of(now);
        if (today != day) {
            day = today;
            bytes = 0;
            spent.clear();
        }
    }
}
