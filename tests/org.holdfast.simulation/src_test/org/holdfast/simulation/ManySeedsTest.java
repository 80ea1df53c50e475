// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small confederations through violent storms: whatever the seed, everything holds in the end. */
class ManySeedsTest {
    private static final long SEEDS =
            Long.getLong("holdfast.simulation.seeds", Boolean.getBoolean("holdfast.soak") ? 500 : 6);

    private static final int NEW = 4;

    static LongStream seeds() {
        return Seeds.fixedAndRandom(100, SEEDS, NEW);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("R1")
    @Tag("R17")
    @Tag("R38")
    void everythingHoldsInTheEnd(long seed) {
        Seeds.live(seed, which -> {
            Confederation confederation = new Confederation(Scenario.small(which));
            confederation.run();
            confederation.invariants().checkAll();
        });
    }
}
