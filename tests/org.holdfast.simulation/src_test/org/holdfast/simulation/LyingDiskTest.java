// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.simulation.node.Computer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk says "written" and has not: when the current fails, blocks that were acknowledged are gone or torn. No program
 * can keep what its disk does not; what is promised is that nothing wrong comes of it, and that one such machine costs
 * nobody anything.
 */
@Tag("R54")
@Tag("R61")
class LyingDiskTest {
    private static Confederation betrayed(long seed, int machines) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        int[] hurt = {0};
        confederation.during(6_000, () -> {
            for (Computer each : confederation.computers().subList(0, machines)) {
                each.crash("the current fails");
                hurt[0] += each.disk().holdings.betray(confederation.world, 0.3);
            }
        });
        confederation.run();
        for (Computer each : confederation.computers().subList(0, machines)) {
            each.crash("the current fails");
            hurt[0] += each.disk().holdings.betray(confederation.world, 0.7);
        }
        confederation.wait(30);
        assertTrue(hurt[0] > 0, "no block was ever lost");
        return confederation;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneOfThemCostsNobodyAnything(long seed) {
        Confederation confederation = betrayed(seed, 1);
        for (Computer owner : confederation.members()) {
            var results = confederation.readEverything(owner);
            assertEquals(0, Sources.nothingWrong(owner, results));
            assertEquals(Sources.of(owner), Sources.data(results));
        }
        confederation.invariants().bothSidesHoldTheSameAgreement();
        confederation.invariants().headsAreEverywhere();
    }

    /** More than the code bears: some is lost, and said to be; nothing is wrong. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void moreOfThemGiveLessAndNothingWrong(long seed) {
        Confederation confederation = betrayed(seed, 5);
        for (Computer owner : confederation.members()) {
            Sources.nothingWrong(owner, confederation.readEverything(owner));
        }
        confederation.invariants().bothSidesHoldTheSameAgreement();
        assertTrue(confederation.world.counts().keySet().stream().anyMatch(each -> each.startsWith("missed a shard")));
    }
}
