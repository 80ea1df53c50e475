// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Runs a property over seeded cases. {@code -Dholdfast.seed=N} repeats the one that failed. */
public final class Cases {
    private Cases() {}

    /** A property of whatever a case draws. */
    @FunctionalInterface
    public interface Property {
        void holds(RandomGenerator random) throws Exception;
    }

    public static void each(int count, Property property) {
        Long only = Long.getLong("holdfast.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? count : only); seed++) {
            try {
                property.holds(seeded(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("fails with -Dholdfast.seed=" + seed + ": " + e, e);
            }
        }
    }

    /** The same numbers for the same seed, on every JDK. */
    public static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
