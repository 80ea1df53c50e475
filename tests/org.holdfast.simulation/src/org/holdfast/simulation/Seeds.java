// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import java.security.SecureRandom;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Which histories are lived: some that are always the same, and some that are new each time, so that a weakness that no
 * fixed seed meets is met at last. A failure names its seed, and {@code -Dholdfast.simulation.only=SEED} repeats it.
 */
public final class Seeds {
    private static final String ONLY = "holdfast.simulation.only";
    private static final long FIRST_OF_CHANCE = 1_000_000;

    private Seeds() {}

    /** @param first of the fixed ones, which follow each other */
    public static LongStream fixedAndRandom(long first, long fixed, int random) {
        Long only = Long.getLong(ONLY);
        if (only != null) {
            return LongStream.of(only);
        }
        return LongStream.concat(
                LongStream.range(first, first + fixed),
                new SecureRandom().longs(random, FIRST_OF_CHANCE, Long.MAX_VALUE));
    }

    /** One history; what fails in it says which it was. */
    public static void live(long seed, LongConsumer history) {
        try {
            history.accept(seed);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + " (again with -D" + ONLY + "=" + seed + "): " + e.getMessage(), e);
        }
    }
}
