// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Identity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual machines are set back and copied, and two devices claim one number. Small confederations, 2+1. */
class ImageTest {
    private static long count(Confederation confederation, String what) {
        return confederation.world.counts().getOrDefault(what, 0);
    }

    /** Set back to the middle of the storm, when part of what it stored since was not there yet. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R56")
    void whoIsSetBackGoesOnBehindWhatItHadSaidAndNobodyLosesAnything(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        Computer machine = confederation.computers().get(1);
        List<Disk> images = new ArrayList<>();
        confederation.during(30_000, () -> images.add(confederation.image(machine)));
        confederation.run();
        long newest = machine.disk().witnesses().getLast().sequence();
        Disk image = images.getFirst();
        confederation.setBack(machine, image);
        machine.life().orElseThrow().leaveAnotherHead();
        confederation.wait(120);
        assertTrue(
                machine.disk().witnesses().getLast().sequence() > newest,
                "its next head is behind the last, not beside it");
        assertTrue(count(confederation, "witness after a roll-back") > 0);
        confederation.invariants().headIsEverywhere(machine);
        confederation.invariants().nobodyHoldsAByteWithoutAnAgreement();
        // as a holder it is short of what came after the image: one shard of a segment at most, as all stand apart
        for (Computer owner : confederation.members()) {
            var results = confederation.readEverything(owner);
            assertEquals(0, Sources.nothingWrong(owner, results), "an owner lost data");
            assertEquals(Sources.of(owner), Sources.data(results));
        }
    }

    /** Both are up and both back up: each finds the other's heads, merges them, and goes on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Tag("R56")
    void aCopyAndItsOriginalFindEachOther(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        confederation.run();
        Computer original = confederation.members().get(2);
        Computer copy = confederation.another(original.identity().twin(60), confederation.image(original));
        long before = count(confederation, "witness after a roll-back");
        for (int turn = 0; turn < 3; turn++) {
            for (Computer each : List.of(original, copy)) {
                each.life().orElseThrow().leaveAnotherHead();
                confederation.wait(60);
            }
        }
        long strange = count(confederation, "witness after a roll-back") - before;
        assertTrue(strange >= 4, "each found the other's heads again and again, which is how a node knows: " + strange);
        Set<Digest> all = new HashSet<>();
        Stream.of(original, copy)
                .flatMap(each -> each.disk().witnesses().stream())
                .map(Witness::hash)
                .forEach(all::add);
        for (OwnerId partner : original.life().orElseThrow().partners()) {
            var top = Sources.machine(confederation, partner)
                    .disk()
                    .ledger
                    .holdings()
                    .topHead(original.identity().id())
                    .orElseThrow();
            assertTrue(all.contains(top.witnessHash()), "a head that neither left");
        }
        assertEquals(Sources.of(original), Sources.data(confederation.readEverything(original)));
        assertEquals(
                Sources.of(original), Sources.data(confederation.readEverything(copy)), "both see the same backups");
    }

    /** The first device that was seen under a number is the one; no byte and no head of the other is taken. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Tag("R57")
    void ofTwoDevicesUnderOneNumberTheSecondIsNobody(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        confederation.run();
        Computer owner = confederation.members().get(2);
        Identity rival = owner.identity().withRivalDevice(confederation.world, 60);
        long refused = refusals(confederation);
        Computer second = confederation.another(rival, confederation.image(owner));
        second.life().orElseThrow().leaveAnotherHead();
        confederation.wait(120);
        assertTrue(refusals(confederation) > refused, "nobody met it: " + confederation.world.counts());
        assertFalse(second.life().orElseThrow().isDone(), "nobody took its head");
        confederation.invariants().headIsEverywhere(owner);
        assertEquals(Sources.of(owner), Sources.data(confederation.readEverything(owner)));
        confederation.invariants().nobodyHoldsAByteWithoutAnAgreement();
    }

    private static long refusals(Confederation confederation) {
        return count(confederation, "refused EPOCH_STALE");
    }
}
