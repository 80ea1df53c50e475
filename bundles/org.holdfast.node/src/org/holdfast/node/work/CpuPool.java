// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The platform threads that compress, seal and code: as many as there are cores, shared by all runs. What is queued
 * here is bounded by whoever submits (runs hold permits for the bytes in flight).
 */
public final class CpuPool implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private final ExecutorService threads;

    public CpuPool(int cores) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                cores,
                cores,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("cpu-", 1).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Waits for what was submitted. */
    @Override
    public void close() {
        threads.close();
    }
}
