// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.clock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Wall clock, stop-watch and sleep of a real node. Thread-safe. */
public final class NodeClock implements InstantSource {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final InstantSource wall;
    private final LongSupplier stopwatch;

    public NodeClock() {
        this(InstantSource.system());
    }

    /** @param wall what the clock on the wall says */
    public NodeClock(InstantSource wall) {
        this(wall, System::nanoTime);
    }

    /** @param stopwatch in nanoseconds; never goes back */
    public NodeClock(InstantSource wall, LongSupplier stopwatch) {
        this.wall = wall;
        this.stopwatch = stopwatch;
    }

    @Override
    public Instant instant() {
        return wall.instant();
    }

    /** A stop-watch in nanoseconds that never goes back; only differences mean anything. */
    public long nanos() {
        return stopwatch.getAsLong();
    }

    /** Nanoseconds of CPU the calling platform thread has used; 0 on a virtual thread, where nobody counts. */
    public long cpuNanos() {
        return Thread.currentThread().isVirtual() ? 0 : THREADS.getCurrentThreadCpuTime();
    }

    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
