// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a visitor waits for its next visit. Thread-safe. */
final class Patience {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private boolean hurried;

    void close() {
        set(() -> closed = true);
    }

    void hurry() {
        set(() -> hurried = true);
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for {@code most} nanoseconds, or until somebody hurries, but then for {@code least} at any rate; not at all
     * once it is closed.
     *
     * @return whether somebody hurried
     */
    boolean await(long least, long most) {
        lock.lock();
        try {
            long passed = 0;
            while (!closed && passed < (hurried ? least : most)) {
                long wish = (hurried ? least : most) - passed;
                passed += wish - changed.awaitNanos(wish);
            }
            boolean wanted = hurried;
            hurried = false;
            return wanted;
        } catch (InterruptedException e) {
            closed = true; // nobody but the end of the process interrupts this thread
            return false;
        } finally {
            lock.unlock();
        }
    }
}
