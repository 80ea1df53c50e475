// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.clock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Wall clock, stop-watch and sleep of a real node. Thread-safe. */
public final class NodeClock implements InstantSource {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final InstantSource wall;

    public NodeClock() {
        this(InstantSource.system());
    }

    /** @param wall what the clock on the wall says */
    public NodeClock(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public Instant instant() {
        return wall.instant();
    }

    /** A stop-watch in nanoseconds that never goes back; only differences mean anything. */
    public long nanos() {
        return System.nanoTime();
    }

    /** Nanoseconds of CPU the calling platform thread has used; 0 on a virtual thread, where nobody counts. */
    public long cpuNanos() {
        return Thread.currentThread().isVirtual() ? 0 : THREADS.getCurrentThreadCpuTime();
    }

    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
