// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;

/**
 * Keeps what this node sends of its own below a rate, over all partners together. Each block goes at the speed of the
 * link, and the next one waits until the rate has made up for it: so no conversation is stretched over a time limit of
 * the other side. A rate that changes counts at once. Thread-safe; whoever comes first goes first.
 */
public final class SendPacer {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double BYTES_A_KBIT = 125;

    private final NodeClock clock;
    private final Supplier<OptionalLong> kbit;
    private final ReentrantLock turn = new ReentrantLock(true); // of whoever waits to be the next
    private double owed; // bytes that the rate has not made up for; guarded by this
    private long counted; // stop-watch until when it has; guarded by this

    /** @param kbit the most in kbit/s at this moment, if there is a limit */
    public SendPacer(NodeClock clock, Supplier<OptionalLong> kbit) {
        this.clock = clock;
        this.kbit = kbit;
        this.counted = clock.nanos();
    }

    /** Waits until so many bytes may go. @throws HoldfastException CANCELLED if interrupted */
    void admit(long bytes) {
        try {
            turn.lockInterruptibly();
            try {
                for (Duration wait = rest(); wait.isPositive(); wait = rest()) {
                    clock.sleep(wait.compareTo(LOOK) < 0 ? wait : LOOK);
                }
                owe(bytes);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "send", "what was to be sent was cancelled", e);
        }
    }

    private synchronized void owe(long bytes) {
        owed += bytes;
    }

    /** What was admitted did not go: nobody was there to take it. Whoever waits for that goes on within a second. */
    synchronized void giveBack(long bytes) {
        owed = Math.max(0, owed - bytes);
    }

    /** How long it takes at the present rate until nothing is owed. */
    private synchronized Duration rest() {
        long now = clock.nanos();
        OptionalLong rate = kbit.get();
        double passed = (now - counted) / 1e9;
        counted = now;
        if (rate.isEmpty()) {
            owed = 0;
            return Duration.ZERO;
        }
        double bytesASecond = rate.getAsLong() * BYTES_A_KBIT;
        owed = Math.max(0, owed - passed * bytesASecond);
        return Duration.ofNanos((long) Math.ceil(owed / bytesASecond * 1e9));
    }
}
