// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.time.Duration;
import java.util.function.Supplier;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;

/**
 * Slows or stops the reading of a backup that began by itself; all behind the reading then has nothing to do. What is
 * under way is finished. The reading thread's, except for {@link #release}.
 */
public final class Brake implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Shorter sleeps would not be kept by the system. */
    private static final Duration SPELL = Duration.ofMillis(20);
    /** Of four parts of the time it works one. */
    private static final int REST = 3;

    private final NodeClock clock;
    private final Supplier<Level> level;
    private volatile boolean released;
    private long begun;

    /** How hard it brakes. */
    public enum Level {
        FREE,
        /** Somebody is at the machine: a quarter of the speed. */
        SLOW,
        /** It stands still. */
        HELD
    }

    /** @param level of the moment */
    public Brake(NodeClock clock, Supplier<Level> level) {
        this.clock = clock;
        this.level = level;
        this.begun = clock.nanos();
    }

    /** Somebody wants the backup now: it is not braked any more. */
    public void release() {
        released = true;
    }

    /** Called between two pieces of work. @throws HoldfastException CANCELLED if interrupted */
    @Override
    public void run() {
        Duration worked = Duration.ofNanos(clock.nanos() - begun);
        if (released || worked.compareTo(SPELL) < 0) {
            return;
        }
        Level now = level.get();
        if (now == Level.SLOW) {
            Duration rest = worked.multipliedBy(REST);
            pause(rest.compareTo(LOOK) < 0 ? rest : LOOK);
        }
        while (!released && level.get() == Level.HELD) {
            pause(LOOK);
        }
        begun = clock.nanos();
    }

    private void pause(Duration time) {
        try {
            clock.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "backup", "the backup was cancelled", e);
        }
    }
}
