// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many may stand at the door for users: so many in all, as each takes a thread and a few file descriptors, and so many
 * of one user, so that nobody keeps the others out. Thread-safe.
 */
final class Crowd {
    private final int most;
    private final int mostOfOne;
    private final ReentrantLock lock = new ReentrantLock();
    private int all; // this and the next are guarded by lock
    private final Map<String, Integer> known = new HashMap<>();

    Crowd(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Somebody comes, nobody knows yet who. @return false if there are too many; then it has not come */
    boolean comes() {
        lock.lock();
        try {
            boolean hasRoom = all < most;
            all += hasRoom ? 1 : 0;
            return hasRoom;
        } finally {
            lock.unlock();
        }
    }

    /** Now it is known who it is. @return false if there are too many of that user; then it only has to leave */
    boolean is(String user) {
        lock.lock();
        try {
            boolean hasRoom = known.getOrDefault(user, 0) < mostOfOne;
            if (hasRoom) {
                known.merge(user, 1, Integer::sum);
            }
            return hasRoom;
        } finally {
            lock.unlock();
        }
    }

    /** Undoes {@link #is}. */
    void isNoMore(String user) {
        lock.lock();
        try {
            known.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Undoes {@link #comes}. */
    void leaves() {
        lock.lock();
        try {
            all--;
        } finally {
            lock.unlock();
        }
    }
}
