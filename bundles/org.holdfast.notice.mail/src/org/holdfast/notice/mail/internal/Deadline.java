// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * So long something may take in all, wherever it waits: a limit for each answer does not end a server that gives one
 * byte of it after the other. Keeps a thread until it is closed or over. Thread-safe.
 */
final class Deadline implements AutoCloseable {
    private final Duration time;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean over;

    /** @param cut ends what waits then */
    Deadline(Duration time, Runnable cut) {
        this.time = time;
        Thread.ofVirtual().name("notice-mail-deadline").start(() -> watch(cut));
    }

    private void watch(Runnable cut) {
        try {
            if (!ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                over = true;
                cut.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isOver() {
        return over;
    }

    Duration time() {
        return time;
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
