// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What others want the session's thread to do, which waits here meanwhile. Thread-safe. */
final class Wishes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private boolean query;
    private boolean answer;

    void close() {
        set(() -> closed = true);
    }

    void query() {
        set(() -> query = true);
    }

    void answer() {
        set(() -> answer = true);
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

    boolean takeQuery() {
        lock.lock();
        try {
            boolean taken = query;
            query = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean takeAnswer() {
        lock.lock();
        try {
            boolean taken = answer;
            answer = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for any wish. @return the nanoseconds it took, at most {@code nanos} */
    long await(long nanos) {
        lock.lock();
        try {
            return closed || query || answer ? 0 : nanos - Math.max(0, changed.awaitNanos(nanos));
        } catch (InterruptedException e) {
            closed = true; // nobody but the end of the process interrupts this thread
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the time is over or the session is closed; other wishes stay. */
    void pause(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
