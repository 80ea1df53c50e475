// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The first thing that went wrong in a run, so that every stage stops soon and the run ends with the cause. */
final class RunFailure {
    private final AtomicReference<HoldfastException> first = new AtomicReference<>();

    /** Runs a step of the run on another thread: what it throws fails the run. */
    Runnable guard(String step, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (HoldfastException e) {
                set(e);
            } catch (RuntimeException | Error e) {
                set(new HoldfastException(ErrorCode.INTERNAL, step, "the backup failed to " + step + ": " + e, e));
            }
        };
    }

    void set(HoldfastException failure) {
        first.compareAndSet(null, failure);
    }

    boolean isSet() {
        return first.get() != null;
    }

    /** @throws HoldfastException the first failure, if there was one */
    void check() {
        HoldfastException failure = first.get();
        if (failure != null) {
            throw new HoldfastException(
                    failure.code(), failure.subject(), failure.getMessage(), failure.retryable(), failure);
        }
    }
}
