// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.RecoverRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine leaves by plan: whoever has data there moves them to others first. The owner codes 2+1 for four partners. */
@Tag("R19")
class LeaveTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private TestNode leaver;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 9_000_000, 1);
        all = new TestConfederation(folder, 5);
        all.owner().set(Setting.SPARES, 1);
        all.start("2+1");
        owner = all.owner().source(data);
        leaver = all.node(2);
        assertEquals("FULL", owner.backup().state());
        assertFalse(standing(leaver).isEmpty(), "nothing of the owner lies with the one who leaves");
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<PlacementRow> standing(TestNode holder) {
        var segments = owner.ledger().segments();
        return Stream.of(PlacementState.ACKED, PlacementState.SPOOLED)
                .flatMap(state -> segments.placements(holder.owner(), state).stream())
                .toList();
    }

    private static boolean says(TestNode node, String wanted) {
        return node.control().status().reasons().stream().anyMatch(each -> each.contains(wanted));
    }

    private void assertRestores() {
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    /** Every position of every segment has a receipt, of different machines, none of them this one. */
    private void assertFullWithout(TestNode gone) {
        var segments = owner.ledger().segments();
        for (var segment : segments.inState(SegmentState.PLACED)) {
            List<PlacementRow> acked = segments.placements(segment.id()).stream()
                    .filter(row -> row.state() == PlacementState.ACKED)
                    .toList();
            Set<Integer> positions = new HashSet<>();
            Set<OwnerId> holders = new HashSet<>();
            acked.forEach(row -> {
                positions.add(row.position());
                holders.add(row.partner());
            });
            assertEquals(segment.shape().n(), positions.size());
            assertEquals(acked.size(), holders.size(), "two shards of a segment with one partner");
            assertFalse(holders.contains(gone.owner()));
        }
    }

    @Test
    void eachOwnerMovesItsShardsBeforeTheLeaveIsOverAndALostMachineFindsThem() {
        leaver.control().beginLeave();
        Await.until("the leave is over", () -> leaver.control().leave().done());
        assertTrue(says(leaver, "may be switched off"));
        leaver.stop();
        assertEquals(List.of(), standing(leaver));
        assertEquals("FULL", owner.control().status().protection());
        assertFullWithout(leaver);
        assertRestores();
        TestNode blank = all.blank(all.seeds());
        var recovered = blank.control()
                .recover(
                        new RecoverRequest(
                                folder.resolve("blank-back").toString(), List.of(), false, java.util.Optional.empty()),
                        progress -> {});
        assertEquals(0, recovered.errors(), recovered.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("blank-back"), data)));
    }

    /** Whoever is told and then cannot ask any more has to rebuild from the others. */
    @Test
    void whatTheLeaverCannotGiveBackIsRebuiltAlsoAfterARestart() {
        leaver.control().beginLeave();
        Await.until(
                "the owner has heard",
                () -> owner.ledger().agreements().all().stream()
                        .anyMatch(row -> row.phase() == AgreementPhase.CLOSING));
        leaver.stop();
        owner.stop();
        owner.start();
        Await.until("all has moved", () -> standing(leaver).isEmpty());
        assertEquals("FULL", owner.control().status().protection());
        assertFullWithout(leaver);
        assertRestores();
    }

    /** All but one that holds a shard of everything that lies with the leaver, and so can take no other one. */
    private List<TestNode> stopSuccessors() {
        List<TestNode> others = Stream.of(1, 3, 4).map(all::node).toList();
        var segments = standing(leaver).stream()
                .map(row -> owner.ledger().segments().placements(row.segment()))
                .toList();
        TestNode stays = others.stream()
                .filter(node -> segments.stream()
                        .allMatch(rows ->
                                rows.stream().anyMatch(row -> row.partner().equals(node.owner()))))
                .findFirst()
                .orElseThrow();
        List<TestNode> stopped = others.stream().filter(node -> node != stays).toList();
        stopped.forEach(TestNode::stop);
        return stopped;
    }

    @Test
    void withoutASuccessorTheOwnerSaysSoAndTheLeaverMayStayAfterAll() {
        List<TestNode> stopped = stopSuccessors();
        leaver.control().beginLeave();
        Await.until(
                "the owner says what is missing", () -> says(owner, "leaves: ") && says(owner, "a machine of its own"));
        assertFalse(leaver.control().leave().done());
        assertRestores();
        HoldfastException refused = assertThrows(HoldfastException.class, leaver::backup);
        assertEquals(ErrorCode.NO_AGREEMENT, refused.code());
        assertTrue(refused.getMessage().contains("--cancel"), refused.getMessage());

        leaver.control().cancelLeave();
        Await.until(
                "they agree anew",
                () -> owner.node().lasting().stream()
                        .anyMatch(terms -> terms.partnerOf(owner.owner()).equals(leaver.owner())));
        Await.until("all is under agreements that last", () -> !says(owner, "leaves: "));
        stopped.forEach(TestNode::start); // a head needs as many partners as a backup
        Await.until(
                "the head names the new agreement",
                () -> owner.node().owner().book().newest().orElseThrow().partners().stream()
                        .allMatch(each -> owner.node().lasting().stream()
                                .anyMatch(terms -> terms.id().equals(each.agreement()))));
        assertEquals("FULL", owner.control().status().protection());
        assertRestores();
    }

    /** The agreements that a node has, as they are when somebody with the device key gave notice and it is over. */
    private static void end(TestNode holder) {
        var agreements = holder.ledger().agreements();
        agreements
                .all()
                .forEach(row -> agreements.save(new AgreementRow(row.agreement(), AgreementPhase.CLOSED, row.since())));
    }

    /** With the device key a thief ends all agreements; the sheet brings back what partners hold, whatever he did. */
    @Test
    @Tag("R45")
    void aMachineIsRecoveredThoughAllItsAgreementsAreOver() {
        owner.stop();
        Stream.of(1, 2, 3, 4).map(all::node).forEach(LeaveTest::end);
        TestNode blank = all.blank(all.seeds());
        var recovered = blank.control()
                .recover(
                        new RecoverRequest(
                                folder.resolve("blank-back").toString(), List.of(), false, java.util.Optional.empty()),
                        progress -> {});
        assertEquals(0, recovered.errors(), recovered.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("blank-back"), data)));
        assertTrue(
                blank.node().stores().ledger().agreements().all().stream()
                        .anyMatch(row -> row.phase() == AgreementPhase.CLOSING),
                "what is over there ends here: it is agreed anew");
    }

    @Test
    void oneShardThatCannotMoveHoldsNoOtherOneUp() {
        PlacementRow oldest = standing(leaver).getFirst();
        SegmentRow segment = owner.ledger().segments().find(oldest.segment()).orElseThrow();
        List<PlacementRow> block = segmentFillers(segment, oldest);
        owner.ledger().segments().adopt(segment, block);
        leaver.control().beginLeave();
        Await.until("the others have moved", () -> standing(leaver).size() == 1);
        assertEquals(List.of(oldest), standing(leaver));
        Await.until("the owner says what is missing", () -> says(owner, "a machine of its own"));
        assertFalse(leaver.control().leave().done());

        block.forEach(row -> owner.ledger().segments().mark(row.block(), PlacementState.LOST));
        Await.until("the leave is over", () -> leaver.control().leave().done());
        assertFullWithout(leaver);
    }

    /** What makes it seem that a segment has a shard on each machine already. */
    private List<PlacementRow> segmentFillers(SegmentRow segment, PlacementRow beside) {
        int other = beside.position() == 0 ? 1 : 0;
        return all.partners().stream()
                .map(node -> new PlacementRow(
                        segment.id(),
                        other,
                        node.owner(),
                        agreement(node),
                        new BlockId(new Id16(0, node.port())),
                        0,
                        beside.headerHash(),
                        beside.payloadHash(),
                        0,
                        PlacementState.BUILT,
                        Bytes.EMPTY))
                .toList();
    }

    private AgreementId agreement(TestNode partner) {
        return owner.node().agreed().stream()
                .filter(terms -> terms.partnerOf(owner.owner()).equals(partner.owner()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void whoLeavesAgreesWithNobodyAndOthersAreToldWhy() {
        leaver.control().beginLeave();
        Await.until("the leave is over", () -> leaver.control().leave().done());
        owner.set(Setting.SPARES, 3);
        Await.until(
                "it is asked",
                () -> owner.control().why("node2").stream()
                        .anyMatch(each -> each.reason().contains("this machine leaves")));
        assertEquals(List.of(), leaver.node().lasting());
    }
}
