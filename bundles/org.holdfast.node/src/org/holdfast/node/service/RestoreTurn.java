// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/**
 * A node's memory has room for the segments of one restore beside a backup, so restores take turns. What nobody waits for
 * (drills) takes one only while no restore wants any, and is ended as soon as one does. Thread-safe.
 */
final class RestoreTurn {
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Runnable end; // of the spare work; this and the rest are guarded by this
    private boolean asked;
    private int wanting;

    /** How spare work ended. */
    enum Spare {
        NOT_FREE,
        GAVE_WAY,
        DONE
    }

    /** Waits for its turn, then restores. */
    void restore(Runnable restore) throws InterruptedException {
        want();
        try {
            turn.lockInterruptibly();
        } finally {
            served();
        }
        try {
            restore.run();
        } finally {
            turn.unlock();
        }
    }

    /** Waits for its turn, but not longer than so. @return whether it came */
    boolean soon(Duration most, Runnable read) throws InterruptedException {
        want();
        boolean mine;
        try {
            mine = turn.tryLock(most.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            served();
        }
        if (mine) {
            try {
                read.run();
            } finally {
                turn.unlock();
            }
        }
        return mine;
    }

    private synchronized void want() {
        wanting++;
        if (end != null && !asked) {
            asked = true;
            end.run();
        }
    }

    private synchronized void served() {
        wanting--;
    }

    /**
     * Does something if no restore runs or waits.
     *
     * @param work throws CANCELLED when it was ended
     * @param ending ends it, from another thread, without waiting
     */
    Spare spare(Runnable work, Runnable ending) {
        if (!turn.tryLock()) {
            return Spare.NOT_FREE;
        }
        try {
            return enter(ending) ? run(work) : Spare.NOT_FREE;
        } finally {
            turn.unlock();
        }
    }

    private synchronized boolean enter(Runnable ending) {
        if (wanting == 0) {
            asked = false;
            end = ending;
        }
        return wanting == 0;
    }

    private Spare run(Runnable work) {
        try {
            work.run();
            return Spare.DONE;
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.CANCELLED && isAsked()) {
                return Spare.GAVE_WAY;
            }
            throw e;
        } finally {
            leave();
        }
    }

    private synchronized boolean isAsked() {
        return asked;
    }

    private synchronized void leave() {
        end = null;
    }
}
