// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.simulation.adversary.Dropper;
import org.holdfast.simulation.node.Computer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three identities stand on one machine. */
class SybilTest {
    private static final int MANY = 3;

    private static Confederation history(long seed, boolean known) {
        Confederation confederation =
                new Confederation(Scenario.small(seed), each -> known && each.host() < MANY ? each.on("host-0") : each);
        confederation.run();
        return confederation;
    }

    private static long lost(Confederation confederation) {
        Dropper together = new Dropper();
        confederation.members().subList(0, MANY).forEach(each -> each.play(together));
        long lost = 0;
        for (Computer owner : confederation.members()) {
            lost += Sources.nothingWrong(owner, confederation.readEverything(owner));
        }
        assertTrue(together.refused() > 0, "nobody asked them");
        return lost;
    }

    /** As far as it is known that they do, they are one: no segment has two shards there, and their end is one loss. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R38")
    @Tag("R61")
    void identitiesOnOneMachineAreOnePlace(long seed) {
        Confederation confederation = history(seed, true);
        confederation.invariants().checkAll();
        assertEquals(0, lost(confederation));
    }

    /** What the rule is worth: three that pass for three machines may have two shards of a segment, and lose it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Tag("R61")
    void identitiesThatPassForManyMachinesAreMoreThanTheCodeBears(long seed) {
        assertTrue(lost(history(seed, false)) > 0);
    }
}
