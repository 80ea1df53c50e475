// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long. A socket time-out bounds a single read, and nothing bounds a write: a peer that drips a byte
 * now and then, or never reads, would hold a thread for ever. So every step has one deadline for the whole of it, after
 * which its socket is closed under it.
 *
 * <p>Needs no closing: the only thread ends when it has had nothing to do for a while, and links may outlive the
 * component that made them.
 */
public final class Deadlines {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private final ScheduledThreadPoolExecutor timer;

    public Deadlines() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("holdfast-tls-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Runs {@code end}, which must not block, unless the returned guard is closed within {@code patience}. */
    Guard after(Duration patience, Runnable end) {
        Future<?> task = timer.schedule(end, patience.toNanos(), TimeUnit.NANOSECONDS);
        return () -> task.cancel(false);
    }

    /** A deadline that has not passed yet. */
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }
}
