// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** How many datagrams may still be listened to. Whoever keeps time grants more; needs no clock. Thread-safe. */
final class Allowance {
    private final int most;
    private final Semaphore left;
    private final AtomicLong refused = new AtomicLong();

    Allowance(int most) {
        this.most = most;
        left = new Semaphore(most);
    }

    boolean take() {
        boolean taken = left.tryAcquire();
        if (!taken) {
            refused.incrementAndGet();
        }
        return taken;
    }

    /** Adds {@code count}, never beyond the most. Called by one thread. @return how many were refused since last time */
    long grant(int count) {
        left.release(Math.min(count, most - left.availablePermits()));
        return refused.getAndSet(0);
    }
}
