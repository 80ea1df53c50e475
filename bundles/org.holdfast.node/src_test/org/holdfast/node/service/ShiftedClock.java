// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.node.clock.NodeClock;

/** A wall clock that may be set; the stop-watch goes on as it does. */
final class ShiftedClock implements InstantSource {
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(shift.get());
    }

    void forward(Duration time) {
        shift.updateAndGet(before -> before.plus(time));
    }

    /** One whose stop-watch goes forward with the wall, as if that time had really gone by. */
    NodeClock whole() {
        NodeClock real = new NodeClock();
        return new NodeClock(this, () -> real.nanos() + shift.get().toNanos());
    }

    NodeClock clock() {
        return new NodeClock(this);
    }
}
