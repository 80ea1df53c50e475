// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Bounds what a run holds in memory; waiting ends early when the run has failed. */
final class Permits {
    private static final long LOOK_AGAIN_MILLIS = 200;
    private final Semaphore free;
    private final RunFailure failure;

    Permits(int count, RunFailure failure) {
        this.free = new Semaphore(count);
        this.failure = failure;
    }

    /** @throws HoldfastException the run's failure, or CANCELLED when interrupted */
    void take(int count) {
        try {
            while (!free.tryAcquire(count, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                failure.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "backup", "the backup was cancelled", e);
        }
    }

    void give(int count) {
        free.release(count);
    }
}
