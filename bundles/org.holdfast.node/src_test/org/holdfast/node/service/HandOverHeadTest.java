// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.holdfast.node.control.PartingReport;
import org.holdfast.node.control.RecoverRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When whoever leaves hears that it is needed no more: not before its owners could do without it. */
@Tag("R19")
class HandOverHeadTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void makeData() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 5_000_000, 1);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    /** A node more than are started: the last one, which may take over. */
    private void backUp(int started, String code, int spares) {
        all = new TestConfederation(folder, started + 2);
        owner = all.owner()
                .set(Setting.REDUNDANCY, code)
                .set(Setting.SPARES, spares)
                .set(Setting.SEEDS, all.seeds());
        for (int i = 1; i <= started; i++) {
            all.node(i).start();
        }
        owner.start().source(data);
        Await.until("agreements", () -> TestConfederation.agreed(owner).size() == started);
        assertEquals("FULL", owner.backup().state());
    }

    private PartingReport parting(TestNode leaver) {
        return leaver.control().leave().partners().stream()
                .filter(each -> each.node().equals(owner.owner().toString()))
                .findFirst()
                .orElseThrow();
    }

    private AgreementId agreement(TestNode partner) {
        return owner.node().agreed().stream()
                .filter(terms -> terms.partnerOf(owner.owner()).equals(partner.owner()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** A block that a backup has brought to a partner, of a segment that is not whole. */
    private SegmentId building(TestNode partner) {
        Ledger.Segments segments = owner.ledger().segments();
        SegmentRow like = segments.inState(SegmentState.PLACED).getFirst();
        PlacementRow block = segments.placements(like.id()).getFirst();
        SegmentId id = new SegmentId(new Id16(47, 11));
        segments.begin(
                new SegmentRow(
                        id,
                        like.blockClass(),
                        like.keyGeneration(),
                        like.formats(),
                        like.shape(),
                        like.pipeline(),
                        like.shardLength(),
                        SegmentState.BUILDING,
                        like.created()),
                List.of(new PlacementRow(
                        id,
                        0,
                        partner.owner(),
                        agreement(partner),
                        new BlockId(new Id16(47, 11)),
                        1,
                        block.headerHash(),
                        block.payloadHash(),
                        100,
                        PlacementState.BUILT,
                        Bytes.EMPTY)));
        segments.acknowledge(new BlockId(new Id16(47, 11)), block.receipt());
        return id;
    }

    /** The write lock is a backup that goes on: what it has stored is counted, and no head can be made beside it. */
    private void assertWaitsForTheBackup(TestNode leaver) {
        ReentrantLock write = owner.node().owner().write();
        owner.awaitFirstAudits(); // which would find that what is being built here never came
        write.lock();
        try {
            SegmentId building = building(leaver);
            leaver.control().beginLeave();
            all.node(4).start();
            Await.until("only what is being built lies there", () -> answered(leaver, 100));
            owner.ledger().segments().mark(building, SegmentState.ABANDONED);
            Await.until("the head is what is missing", () -> answered(leaver, 0));
            assertEquals(1, parting(leaver).blocks());
            assertFalse(leaver.control().leave().done());
            assertTrue(owner.control().status().reasons().stream().anyMatch(each -> each.contains("a head has yet")));
        } finally {
            write.unlock();
        }
    }

    private boolean answered(TestNode leaver, long bytes) {
        PartingReport now = parting(leaver);
        return now.told() && now.blocks() == 1 && now.bytes() == bytes;
    }

    @Test
    void whoLosesItsMachineAsTheLeaveIsOverFindsTheSuccessors() {
        backUp(3, "2+1", 0);
        TestNode leaver = all.node(2);
        assertWaitsForTheBackup(leaver);
        Await.until("the leave is over", () -> leaver.control().leave().done());
        owner.stop();
        leaver.stop();
        all.node(3).stop(); // so that the successor's shards are needed
        TestNode blank = all.blank("127.0.0.1:" + all.node(1).port());
        var recovered = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, recovered.errors(), recovered.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    @Test
    void twoLeaveAtOnce() {
        backUp(4, "1+1", 2);
        List<TestNode> leavers = List.of(all.node(2), all.node(3));
        leavers.forEach(each -> each.control().beginLeave());
        all.node(5).start();
        Await.until(
                "both leaves are over",
                () -> leavers.stream().allMatch(each -> each.control().leave().done()));
        leavers.forEach(TestNode::stop);
        assertEquals("FULL", owner.control().status().protection());
        leavers.forEach(each ->
                assertEquals(List.of(), owner.ledger().segments().placements(each.owner(), PlacementState.ACKED)));
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }
}
