// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;

/**
 * Counts what is transferred with each partner, and the time in which something was under way; several transfers at once
 * share that time. Small ones do not count: they would measure the way there and back. Thread-safe.
 */
public final class TrafficMeter {
    private static final long WORTH_COUNTING = 256 * 1024;

    private final NodeClock clock;
    private final Map<OwnerId, Running> running = new HashMap<>(); // guarded by this

    /** @param busy time in which at least one transfer was under way */
    public record Sum(long bytes, Duration busy) {}

    private static final class Running {
        private int underWay;
        private long since;
        private long bytes;
        private long busyNanos;
    }

    TrafficMeter(NodeClock clock) {
        this.clock = clock;
    }

    /** Carries out a transfer and counts it, if it succeeds. */
    <T> Reply<T> counted(OwnerId partner, long bytes, Supplier<Reply<T>> transfer) {
        if (bytes < WORTH_COUNTING) {
            return transfer.get();
        }
        begin(partner);
        boolean done = false;
        try {
            Reply<T> reply = transfer.get();
            done = reply instanceof Reply.Answered;
            return reply;
        } finally {
            end(partner, done ? bytes : 0);
        }
    }

    private synchronized void begin(OwnerId partner) {
        Running now = running.computeIfAbsent(partner, id -> new Running());
        if (now.underWay++ == 0) {
            now.since = clock.nanos();
        }
    }

    /** What failed carried nothing, and waiting for its end is no measure of the link. */
    private synchronized void end(OwnerId partner, long bytes) {
        Running now = running.computeIfAbsent(partner, id -> new Running());
        long nanos = clock.nanos();
        boolean counts = bytes > 0 || now.underWay > 1;
        now.busyNanos += counts ? nanos - now.since : 0;
        now.bytes += bytes;
        now.since = nanos;
        now.underWay--;
    }

    /** Whether something of this node's own is under way. */
    public synchronized boolean isBusy() {
        return running.values().stream().anyMatch(now -> now.underWay > 0);
    }

    /** What was transferred since the last call. */
    public synchronized Map<OwnerId, Sum> drain() {
        Map<OwnerId, Sum> sums = new HashMap<>();
        running.forEach((partner, now) -> {
            if (now.bytes > 0) {
                sums.put(partner, new Sum(now.bytes, Duration.ofNanos(now.busyNanos)));
                now.bytes = 0;
                now.busyNanos = 0;
            }
        });
        running.values().removeIf(now -> now.underWay == 0);
        return sums;
    }
}
