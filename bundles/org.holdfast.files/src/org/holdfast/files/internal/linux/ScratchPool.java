// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Scratch memory that nobody uses at the moment. Thread-safe. */
final class ScratchPool {
    private static final int KEPT = 32;
    private final BlockingQueue<Scratch> free = new ArrayBlockingQueue<>(KEPT);

    Scratch borrow() {
        @Nullable Scratch kept = free.poll();
        return kept != null ? kept : new Scratch();
    }

    /** A full pool leaves it to the garbage collector. */
    void giveBack(Scratch scratch) {
        free.offer(scratch);
    }
}
