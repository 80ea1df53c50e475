// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
final class Await {
    /** Generous: the machine may be busy with other things, and a condition that never comes is rare. */
    static final Duration LONG = Duration.ofMinutes(3);

    private static final long POLL_MILLIS = 50;

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /** @param details what is shown when it does not come true in time */
    static void until(String what, BooleanSupplier condition, Supplier<String> details) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + LONG.toSeconds() + " s: " + what + ". " + details.get());
            }
            pause(POLL_MILLIS);
        }
    }

    /** Lets a moment pass, where the moment itself is what the test varies. */
    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
