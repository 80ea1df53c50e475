// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.node.control.RecoverRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of one of four partners gets short; the owner codes 2+1, so each segment has one machine to spare. */
@Tag("R60")
class ShrinkTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private TestNode holder;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 24_000_000, 1);
        all = new TestConfederation(folder, 5);
        all.owner().set(Setting.SPARES, 1);
        all.partners().forEach(each -> each.set(Setting.READS_LEAST, 0));
        owner = all.start("2+1").owner().source(data);
        assertEquals("FULL", owner.backup().state());
        holder = all.partners().stream()
                .max((one, other) -> Long.compare(held(one), held(other)))
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static long held(TestNode node) {
        return node.ledger().holdings().totalBytes().value();
    }

    private List<PlacementRow> at(TestNode node) {
        return owner.ledger().segments().placements(node.owner(), PlacementState.ACKED);
    }

    private long bytesAt(TestNode node) {
        return at(node).stream()
                .mapToLong(row -> row.payloadLength() + BlockHeader.BYTES)
                .sum();
    }

    private static boolean says(TestNode node, String wanted) {
        return node.control().status().reasons().stream().anyMatch(each -> each.contains(wanted));
    }

    private static long events(TestNode node, String type) {
        return node.ledger().events().after(0, 10_000).stream()
                .map(EventRow::type)
                .filter(type::equals)
                .count();
    }

    private List<HeldRow> rows(TestNode node, AgreementId agreement) {
        return node.ledger().holdings().list(agreement, Optional.empty(), 10_000);
    }

    private void assertFullAndRestores(String to) {
        assertEquals("FULL", owner.control().status().protection());
        for (var segment : owner.ledger().segments().inState(SegmentState.PLACED)) {
            long machines = owner.ledger().segments().placements(segment.id()).stream()
                    .filter(row -> row.state() == PlacementState.ACKED)
                    .map(PlacementRow::partner)
                    .distinct()
                    .count();
            assertEquals(segment.shape().n(), machines);
        }
        assertEquals(0, owner.restore(folder.resolve(to)).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private void useUp() {
        for (PlacementRow place : at(holder)) {
            Reply<Integer> last;
            do {
                last = owner.node()
                        .partners()
                        .read(holder.owner(), place.agreement(), place.block(), place.payloadLength(), piece -> {});
            } while (last instanceof Reply.Answered);
            assertInstanceOf(Reply.Refused.class, last);
        }
    }

    @Test
    @Tag("R46")
    void asMuchAsIsAskedForMovesAtNoCostAndNothingIsDropped() {
        AgreementId agreement = at(holder).getFirst().agreement();
        List<HeldRow> before = rows(holder, agreement);
        useUp();
        long others = owner.node().lasting().size();
        long offered = held(holder) / 2 >> 20;
        holder.set(Setting.OFFERED_MEBIBYTES, offered);
        Await.until("it is asked", () -> events(holder, "SHRINK_ASKED") > 0);
        Await.until("as much has moved", () -> events(owner, "MOVED") > 0);
        Await.until("and it has heard so", () -> !says(holder, "this disk is short"));
        long left = bytesAt(holder);
        assertTrue(left > 0 && left <= offered << 20, left + " with " + offered + " MiB on offer");
        assertEquals(before, rows(holder, agreement), "what is held is held");
        assertEquals(others, owner.node().lasting().size(), "it is a partner as before");
        assertFullAndRestores("back");
        assertEquals(0, events(holder, "SHRINK_OVERDUE"));
        TestNode blank = all.blank(all.seeds());
        var recovered = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("recovered").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, recovered.errors(), recovered.problems().toString());
    }

    @Test
    void aFullDiskTakesNothingNewAndGivesEverythingBackAlsoWhenTheTimeIsOver() {
        AgreementId agreement = at(holder).getFirst().agreement();
        all.partners().stream().filter(each -> each != holder).forEach(TestNode::stop);
        List<HeldRow> before = rows(holder, agreement);
        holder.set(Setting.RESERVE_MEBIBYTES, 1L << 29).set(Setting.SHRINK_NOTICE_HOURS, "0.01");
        holder.stop();
        holder.start();
        TestNode full = holder;
        Await.until("the owner says what is missing", () -> says(owner, "needs its disk"));
        assertTrue(says(full, "this disk is short"));
        assertTrue(owner.node().shrink().isShort(full.owner()));
        Await.until("the time is over", () -> events(full, "SHRINK_OVERDUE") == 1);
        assertEquals(before, rows(full, agreement));
        at(full).forEach(place -> assertInstanceOf(
                Reply.Answered.class,
                owner.node()
                        .partners()
                        .read(full.owner(), place.agreement(), place.block(), place.payloadLength(), piece -> {})));
        all.partners().stream().filter(each -> each != full).forEach(TestNode::start);
        Await.until("all has moved", () -> at(full).isEmpty());
        assertFullAndRestores("back");
        Data.random(data.resolve("later"), 9_000_000, 2);
        assertEquals("FULL", owner.backup().state());
        assertEquals(List.of(), at(full), "nothing new comes here");
        assertEquals(before, rows(full, agreement));
    }

    @Test
    void whenThereIsRoomAgainTheWishIsTakenBack() {
        all.partners().stream().filter(each -> each != holder).forEach(TestNode::stop);
        holder.set(Setting.OFFERED_MEBIBYTES, 0);
        Await.until("the owner has heard", () -> says(owner, "needs its disk"));
        long there = bytesAt(holder);
        holder.set(Setting.OFFERED_MEBIBYTES, 100_000);
        Await.until("it is taken back", () -> !says(owner, "needs its disk"));
        assertFalse(owner.node().shrink().isShort(holder.owner()));
        Await.until("the holder has noted it", () -> events(holder, "SHRINK_OVER") == 1);
        all.partners().stream().filter(each -> each != holder).forEach(TestNode::start);
        Await.until("linked", () -> owner.control().status().partnersReachable() == 4);
        assertEquals(there, bytesAt(holder));
    }
}
