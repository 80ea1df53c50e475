// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.holdfast.core.Performer;
import org.holdfast.core.fetch.ReadHolder;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;

/**
 * Lets this node's own traffic go first: while there is some, it waits before each piece for as long as the one before
 * took, and so leaves half of the link, whatever that carries. One thread's.
 */
final class PacedReads implements Performer<ReadHolder.Action, ReadHolder.Answer> {
    /** Well below the time that an owner waits for a piece. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Performer<ReadHolder.Action, ReadHolder.Answer> reads;
    private final BooleanSupplier busy;
    private final NodeClock clock;
    private long begun;
    private boolean first = true;

    PacedReads(Performer<ReadHolder.Action, ReadHolder.Answer> reads, BooleanSupplier busy, NodeClock clock) {
        this.reads = reads;
        this.busy = busy;
        this.clock = clock;
    }

    @Override
    public Optional<ReadHolder.Answer> perform(ReadHolder.Action action) {
        if (action instanceof ReadHolder.Action.Load) {
            giveWay();
        }
        return reads.perform(action);
    }

    private void giveWay() {
        if (!first && busy.getAsBoolean()) {
            pause(Duration.ofNanos(clock.nanos() - begun));
        }
        first = false;
        begun = clock.nanos();
    }

    private void pause(Duration time) {
        try {
            clock.sleep(time.compareTo(LONGEST) < 0 ? time : LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "read", "this node is stopping", e);
        }
    }
}
