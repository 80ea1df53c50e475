// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps a few idle buffers of segment size, because a fresh one costs more than filling it. Never blocks: how many are
 * in use at once is the caller's to limit. Thread-safe.
 */
public final class SegmentBuffers {
    private final int length;
    private final int most;
    private final Deque<byte[]> idle = new ArrayDeque<>(); // guarded by this

    /**
     * @param length of each buffer, in bytes
     * @param most idle ones to keep
     */
    public SegmentBuffers(int length, int most) {
        this.length = length;
        this.most = most;
    }

    /** A buffer with arbitrary content, at least as long as wanted. */
    public byte[] take(int wanted) {
        if (wanted > length) {
            return new byte[wanted];
        }
        synchronized (this) {
            byte[] buffer = idle.pollFirst();
            return buffer == null ? new byte[length] : buffer;
        }
    }

    /**
     * Gives back a buffer that nobody uses any more.
     *
     * @throws IllegalStateException if it was given back already: two segments in one buffer would destroy each other
     */
    public synchronized void give(byte[] buffer) {
        for (byte[] each : idle) {
            if (each == buffer) {
                throw new IllegalStateException("this buffer was given back before");
            }
        }
        if (buffer.length == length && idle.size() < most) {
            idle.addFirst(buffer);
        }
    }
}
