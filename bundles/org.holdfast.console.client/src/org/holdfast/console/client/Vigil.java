// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks after a call whose answer may be silent for long. A network that is gone says nothing, so whenever nothing was heard
 * for a while the node is asked how it is; if that cannot be, the call is given up, by interrupting the thread that made
 * the vigil. That thread ends it.
 */
final class Vigil implements AutoCloseable {
    private final Duration silence;
    private final Runnable question;
    private final Thread caller = Thread.currentThread();
    private final AtomicLong heard = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean over; // this and the next two are guarded by this
    private boolean gaveUp;
    private boolean calmed; // a second interruption is somebody else's

    /** @param question fails with a {@link ControlException} of kind SILENT if the node is gone */
    Vigil(Duration silence, Runnable question) {
        this.silence = silence;
        this.question = question;
        Thread.ofVirtual().name("vigil").start(this::watch);
    }

    /** Something was heard. */
    void heard() {
        heard.incrementAndGet();
    }

    private void watch() {
        try {
            long before = -1;
            while (!ended.await(silence.toNanos(), TimeUnit.NANOSECONDS)) {
                long now = heard.get();
                if (now == before && isGone()) {
                    giveUp();
                    return;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that, and then it is over
        }
    }

    private boolean isGone() {
        try {
            question.run();
            return false;
        } catch (ControlException e) {
            return e.kind() == ControlException.Kind.SILENT; // whatever else it is, the call itself will hear it
        }
    }

    private synchronized void giveUp() {
        if (!over) {
            gaveUp = true;
            caller.interrupt();
        }
    }

    /** Whether the call was given up; then its thread does not count as interrupted any more. */
    synchronized boolean gaveUp() {
        if (gaveUp && !calmed) {
            calmed = true;
            Thread.interrupted(); // it was the vigil's own doing
        }
        return gaveUp;
    }

    /** By the thread that made it. */
    @Override
    public void close() {
        synchronized (this) {
            over = true;
            gaveUp(); // else a call that ended well all the same would leave its thread interrupted
        }
        ended.countDown();
    }
}
