// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine was away without a word, and comes back: as it was, or under another name, elsewhere, on other hardware. */
@Tag("R19")
class ReturnTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("early"), 5_000_000, 1);
        all = new TestConfederation(folder, 5).start("2+2");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<PlacementRow> at(TestNode partner, PlacementState state) {
        return owner.ledger().segments().placements(partner.owner(), state);
    }

    private void assertFullAndRestores() {
        Await.until("all is there", () -> owner.control().status().protection().equals("FULL"));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    @Test
    void whatLiesWithOneWhoComesBackIsNotSentAgain() {
        TestNode away = all.node(2);
        List<PlacementRow> before = at(away, PlacementState.ACKED);
        var agreed = owner.node().agreed();
        away.stop();
        Data.random(data.resolve("late"), 5_000_000, 2);
        assertEquals("PROTECTED", owner.backup().state());
        assertFalse(at(away, PlacementState.SPOOLED).isEmpty(), "nothing waits for it");
        away.start();
        assertFullAndRestores();
        assertEquals(agreed, owner.node().agreed(), "no agreement was made anew");
        assertTrue(at(away, PlacementState.ACKED).containsAll(before), "what lay there lies there still");
        var agreement = at(away, PlacementState.ACKED).getFirst().agreement();
        assertEquals(
                at(away, PlacementState.ACKED).size(),
                away.ledger()
                        .holdings()
                        .list(agreement, Optional.empty(), 10_000)
                        .size(),
                "no block came twice");
    }

    @Test
    void anotherNameAddressAndMachineAreTheSamePartner() {
        List<PlacementRow> before = at(all.node(2), PlacementState.ACKED);
        TestNode moved = all.moved(2, "host-of-spare-parts", "renamed");
        Await.until(
                "the owner reaches it where it is now; its name is what the roster says",
                () -> owner.control().partners().stream()
                        .filter(each -> each.node().equals(moved.owner().toString()))
                        .anyMatch(each ->
                                each.reachable() && each.addresses().getFirst().endsWith(":" + moved.port())));
        Await.until(
                "and what it runs on is agreed anew",
                () -> owner.control().partners().stream()
                        .anyMatch(each -> each.host().equals("host-of-spare-parts")));
        Data.random(data.resolve("late"), 5_000_000, 2);
        assertEquals("FULL", owner.backup().state());
        assertTrue(at(moved, PlacementState.ACKED).containsAll(before));
        assertFullAndRestores();
    }
}
