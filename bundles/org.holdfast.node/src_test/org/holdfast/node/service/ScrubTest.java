// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.HeldRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.node.control.EventReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A holder finds what its disk has spoiled, wherever in the file, and nothing else. Its owner is away. */
@Tag("R54")
class ScrubTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode holder;
    private AgreementId agreement;
    private List<HeldRow> held;

    @BeforeEach
    void backUp() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 9_000_000, 1);
        all = new TestConfederation(folder, 3).start("1+1");
        TestNode owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        holder = all.node(1);
        agreement = owner.node().agreed().stream()
                .filter(terms -> terms.partnerOf(owner.owner()).equals(holder.owner()))
                .findFirst()
                .orElseThrow()
                .id();
        owner.stop();
        held = holder.ledger().holdings().list(agreement, Optional.empty(), 100);
        assertTrue(held.size() > 3, "too few blocks to damage: " + held.size());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private Set<BlockId> damaged() {
        return holder.ledger().damages().damaged(agreement);
    }

    private OneBlock file(HeldRow row) {
        return new OneBlock(holder.home(), agreement, row.block());
    }

    @Test
    void headerPayloadAndLengthAreLookedAtAndWholeBlocksAreNotBlamed() throws IOException {
        file(held.get(0)).flip(100);
        file(held.get(1)).flip(BlockHeader.BYTES);
        file(held.get(2)).flip(held.get(2).fileBytes() - 1);
        Files.delete(file(held.get(3)).file());
        holder.set(Setting.SCRUB_HOURS, 0.001);
        Set<BlockId> bad = Set.of(
                held.get(0).block(),
                held.get(1).block(),
                held.get(2).block(),
                held.get(3).block());
        Await.until("all is found", () -> damaged().equals(bad));
        holder.stop();
        holder.start();
        assertEquals(bad, damaged(), "a restart forgets nothing");
        List<EventReport> events = new ArrayList<>();
        holder.control().events(0, false, events::add);
        assertEquals(
                4,
                events.stream()
                        .filter(each -> each.event().equals("HELD_DAMAGED"))
                        .count(),
                "each is said once");
    }

    @Test
    void whatIsWholeAgainIsNoDamage() {
        file(held.getFirst()).flip(2_000);
        holder.set(Setting.SCRUB_HOURS, 0.001);
        Await.until("it is found", () -> damaged().size() == 1);
        file(held.getFirst()).flip(2_000);
        Await.until("it is whole", () -> damaged().isEmpty());
    }

    @Test
    void aFileThatIsGoneAtTheStartIsDamageOfWhichTheOwnerHears() throws IOException {
        holder.stop();
        Files.delete(file(held.getFirst()).file());
        holder.start();
        assertEquals(Set.of(held.getFirst().block()), damaged());
        all.owner().start();
        Await.until(
                "the owner is told",
                () -> holder.ledger().damages().untold(agreement, 10).isEmpty());
        Await.until(
                "it is made anew",
                () -> all.owner().control().status().protection().equals("FULL")
                        && holder.ledger()
                                        .holdings()
                                        .list(agreement, Optional.empty(), 100)
                                        .size()
                                == held.size());
    }
}
