// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Reply;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.PruneReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.ReleaseReport;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.wire.PutMessage;
import org.holdfast.wire.StoreReceipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner with two snapshots, coded 2+1 for three partners: a large file is in the older one only, a small one in both.
 * Blocks are locked for a day; all clocks may be set.
 */
@Tag("R27")
class ReleaseTest {
    @TempDir
    Path folder;

    private final ShiftedClock clock = new ShiftedClock();
    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private String older;
    private Map<String, String> before;
    private Map<String, String> present;

    @BeforeEach
    void backUpTwice() throws IOException {
        data = folder.resolve("data");
        Data.random(data.resolve("large"), 9_000_000, 1);
        Data.random(data.resolve("small"), 300_000, 2);
        all = new TestConfederation(folder, 4);
        Stream.of(0, 1, 2, 3).forEach(i -> all.node(i).clock(clock.clock()));
        all.owner().set(Setting.LOCK_DAYS, 1);
        all.start("2+1");
        owner = all.owner().source(data);
        before = TreePrint.of(data);
        SnapshotReport first = owner.backup();
        older = first.id();
        assertEquals("FULL", first.state());
        Files.delete(data.resolve("large"));
        present = TreePrint.of(data);
        assertEquals("FULL", owner.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private void forget(String snapshot) {
        owner.control().retention().forget(new ForgetRequest("", List.of(snapshot), false));
    }

    private PruneReport prune() {
        return owner.control().retention().prune(progress -> {});
    }

    private Set<BlockId> held(TestNode holder) {
        try (Stream<BlockStore.Stored> files = holder.node().stores().holdings().list()) {
            return files.map(BlockStore.Stored::block).collect(Collectors.toSet());
        }
    }

    private Set<BlockId> heldByAll() {
        Set<BlockId> all = new HashSet<>();
        this.all.partners().forEach(each -> all.addAll(held(each)));
        return all;
    }

    private Set<BlockId> blocks(SegmentState state) {
        Set<BlockId> blocks = new HashSet<>();
        for (SegmentRow row : owner.ledger().segments().inState(state)) {
            owner.ledger().segments().placements(row.id()).forEach(place -> blocks.add(place.block()));
        }
        return blocks;
    }

    private void releaseAll() {
        Await.until("all that is dropped is released", () -> {
            look();
            return Stream.of(SegmentState.DROPPED, SegmentState.ABANDONED)
                    .flatMap(state -> owner.ledger().segments().inState(state).stream())
                    .flatMap(row -> owner.ledger().segments().placements(row.id()).stream())
                    .allMatch(place -> place.state() == PlacementState.RELEASED);
        });
    }

    private void look() {
        try {
            owner.node().releasing().look();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Holders run all the time. */
    private long pass(Duration time) {
        clock.forward(time);
        return all.partners().stream()
                .mapToLong(each -> each.node()
                        .partnership()
                        .orElseThrow()
                        .releases()
                        .keeper()
                        .elapse(time)
                        .blocks())
                .sum();
    }

    /** Once no audit is open: what is being proved stays until that is over. */
    private void awaitFreed(Set<BlockId> blocks) {
        Await.until("it is freed", () -> {
            pass(Duration.ofHours(1));
            return heldByAll().stream().noneMatch(blocks::contains);
        });
    }

    private void assertRestores(String to) {
        assertEquals(0, owner.restore(folder.resolve(to)).errors());
        assertEquals(present, TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private boolean noted(TestNode node, String type) {
        return node.ledger().events().after(0, 10_000).stream()
                .anyMatch(each -> each.type().equals(type));
    }

    @Test
    @Tag("R23")
    void whatOnlyAForgottenSnapshotNeedsIsFreedAfterItsTimeAndNothingElse() {
        forget(older);
        PruneReport pruned = prune();
        assertTrue(pruned.dropped() >= 2, pruned.toString());
        Set<BlockId> unneeded = blocks(SegmentState.DROPPED);
        unneeded.addAll(blocks(SegmentState.ABANDONED)); // what was packed anew, if the lot had it so
        Set<BlockId> kept = blocks(SegmentState.PLACED);
        releaseAll();
        assertTrue(noted(owner, "MASS_RELEASE"), "more than a fifth");
        assertTrue(owner.control().status().reasons().stream().anyMatch(each -> each.contains("release cancel")));
        assertTrue(all.partners().stream().allMatch(each -> noted(each, "MASS_RELEASE")));
        assertEquals(0, pass(Duration.ofDays(29)));
        Set<BlockId> freed = heldByAll();
        assertTrue(freed.containsAll(unneeded));
        pass(Duration.ofDays(2));
        awaitFreed(unneeded);
        Set<BlockId> left = heldByAll();
        assertTrue(left.containsAll(kept), "freed though it is needed");
        freed.removeAll(left);
        assertEquals(unneeded, freed);
        Await.until("it is struck off", () -> {
            look();
            return owner.ledger().segments().inState(SegmentState.DROPPED).isEmpty();
        });
        assertEquals(0, owner.ledger().segments().released().blocks());
        assertEquals("FULL", owner.control().status().protection());
        assertRestores("back");
        assertEquals("FULL", owner.backup().state());
    }

    @Test
    void withoutAPruneNothingIsEverFreed() {
        forget(older);
        look();
        Set<BlockId> there = heldByAll();
        pass(Duration.ofDays(400));
        pass(Duration.ofDays(400));
        assertEquals(there, heldByAll());
    }

    @Test
    void aRestartOfAllForgetsNoReleaseAndFreesNothingEarly() {
        forget(older);
        prune();
        releaseAll();
        Set<BlockId> dropped = blocks(SegmentState.DROPPED);
        pass(Duration.ofDays(20));
        Stream.of(0, 1, 2, 3).map(all::node).forEach(TestNode::stop);
        clock.forward(Duration.ofDays(400));
        Stream.of(1, 2, 3, 0).map(all::node).forEach(TestNode::start);
        assertTrue(heldByAll().containsAll(dropped), "time that went by switched off frees nothing");
        all.partners().forEach(each -> Await.until("it is noted", () -> noted(each, "CLOCK_AHEAD")));
        pass(Duration.ofDays(20));
        awaitFreed(dropped);
    }

    /** With another one at the door that has the device key: it releases all, and says so to everybody. */
    @Test
    @Tag("R45")
    void whoHasTheDeviceKeyAloneCannotLoseTheOldestSnapshot() throws IOException {
        Set<BlockId> needed = blocks(SegmentState.PLACED);
        owner.ledger()
                .segments()
                .inState(SegmentState.PLACED)
                .forEach(row -> owner.ledger().segments().mark(row.id(), SegmentState.DROPPED));
        releaseAll();
        assertTrue(all.partners().stream().allMatch(each -> noted(each, "MASS_RELEASE")));
        owner.stop();
        pass(Duration.ofDays(29));
        assertTrue(heldByAll().containsAll(needed));
        TestNode blank = all.blank(all.seeds());
        var recovered = blank.control()
                .recover(
                        new RecoverRequest(folder.resolve("recovered").toString(), List.of(), false, Optional.empty()),
                        progress -> {});
        assertEquals(0, recovered.errors(), recovered.problems().toString());
        pass(Duration.ofDays(100));
        assertTrue(heldByAll().containsAll(needed), "another device has taken the place of the one that released");
        owner = blank;
        var back = blank.control()
                .restore(
                        new RestoreRequest(
                                older, Optional.empty(), folder.resolve("old").toString(), false),
                        progress -> {});
        assertEquals(0, back.errors());
        assertEquals(before, TreePrint.of(Data.restored(folder.resolve("old"), data)));
        assertTrue(all.partners().stream().allMatch(each -> noted(each, "RELEASE_ENDED")));
    }

    @Test
    void theSheetStopsARelease() {
        forget(older);
        prune();
        releaseAll();
        Set<BlockId> dropped = blocks(SegmentState.DROPPED);
        RootOrder order = order(owner);
        RootOrder foreign = order(all.node(1));
        assertEquals(
                ErrorCode.AUTHENTICATION_FAILED,
                assertThrows(HoldfastException.class, () -> cancel(foreign)).code());
        ReleaseReport report = cancel(order);
        assertTrue(report.stopped());
        assertTrue(owner.control().status().reasons().stream().anyMatch(each -> each.contains("release resume")));
        assertEquals(
                dropped.size(),
                report.told().stream().mapToLong(ReleaseReport.Told::blocks).sum());
        assertEquals(
                0,
                cancel(order).told().stream()
                        .mapToLong(ReleaseReport.Told::blocks)
                        .sum(),
                "it counts once");
        look();
        pass(Duration.ofDays(50));
        assertTrue(heldByAll().containsAll(dropped));
        assertEquals(
                ErrorCode.AUTHENTICATION_FAILED,
                assertThrows(HoldfastException.class, () -> cancel(order)).code(),
                "it holds for 30 days");
        owner.control().retention().resumeReleases();
        assertFalse(owner.control().retention().releases().stopped());
    }

    private ReleaseReport cancel(RootOrder order) {
        return owner.control().retention().cancelReleases(HexFormat.of().formatHex(order.bytes()));
    }

    private RootOrder order(TestNode of) {
        try (RecoverySecret secret = of.secret()) {
            return RootOrder.cancelRelease(secret.root(), clock.instant());
        }
    }

    @Test
    void aReleasedBlockIsNeitherListedNorConfirmedButKeptIfItIsPutAgain() {
        forget(older);
        prune();
        releaseAll();
        PlacementRow row = owner.ledger().segments().inState(SegmentState.DROPPED).stream()
                .flatMap(segment -> owner.ledger().segments().placements(segment.id()).stream())
                .findFirst()
                .orElseThrow();
        Set<BlockId> listed = new HashSet<>();
        owner.node()
                .partners()
                .list(
                        row.partner(),
                        row.agreement(),
                        1_000_000,
                        page -> page.forEach(each -> listed.add(each.block())));
        assertFalse(listed.isEmpty());
        assertFalse(listed.contains(row.block()));
        assertTrue(heldByAll().contains(row.block()));
        assertEquals(List.of(), have(row));

        ByteBuffer file = file(row);
        BlockHeader header = BlockHeader.read(file.slice(0, BlockHeader.BYTES));
        ByteBuffer content = file.slice(BlockHeader.BYTES, file.limit() - BlockHeader.BYTES);
        assertInstanceOf(Reply.Answered.class, owner.node().partners().put(row.partner(), header, content));
        assertEquals(1, have(row).size());
        pass(Duration.ofDays(90));
        assertTrue(heldByAll().contains(row.block()), "it was put again");
    }

    private List<StoreReceipt> have(PlacementRow row) {
        var link = owner.node().network().link(row.partner()).orElseThrow();
        try (PeerStream stream = link.converse()) {
            var asked = new PutMessage.Have(row.agreement(), List.of(row.block()));
            var reply = Talk.hold(
                    Inquiry.expecting(PutMessage.HaveAnswer.class, asked, Duration.ofSeconds(10)),
                    Inquiry.performer(),
                    stream,
                    owner.node().clock());
            return assertInstanceOf(Reply.Answered.class, reply).answer() instanceof PutMessage.HaveAnswer answer
                    ? answer.receipts()
                    : List.of();
        }
    }

    private ByteBuffer file(PlacementRow row) {
        BlockStore holdings = all.partners().stream()
                .filter(each -> each.owner().equals(row.partner()))
                .findFirst()
                .orElseThrow()
                .node()
                .stores()
                .holdings();
        try (BlockStore.Reading reading =
                holdings.open(row.agreement(), row.block()).orElseThrow()) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(Math.toIntExact(reading.length().value()));
            reading.read(0, bytes);
            return bytes.flip();
        }
    }

    /** A ledger that is lost learns from the partners what is there to count on. */
    @Test
    void aLostLedgerIsRebuiltWithoutWhatIsOnItsWayOut() throws IOException {
        forget(older);
        prune();
        releaseAll();
        Set<BlockId> dropped = blocks(SegmentState.DROPPED);
        owner.stop();
        try (Stream<Path> files = Files.list(owner.home())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("ledger"))
                    .toList()) {
                Files.delete(file);
            }
        }
        owner.start();
        Await.until(
                "the ledger is rebuilt",
                () -> owner.node().stores().losses().present().isEmpty()
                        && !owner.ledger().snapshots().all().isEmpty());
        assertEquals(1, owner.ledger().snapshots().all().size());
        dropped.forEach(block ->
                assertEquals(Optional.empty(), owner.ledger().segments().find(block)));
        assertEquals("FULL", owner.control().status().protection());
        assertRestores("back");
        assertTrue(owner.control().retention().releases().quietUntil().isPresent());
    }

    /** What has moved is released where it was. */
    @Test
    void oldPlacesOfShardsThatHaveMovedAreReleased() {
        TestNode leaver = all.node(3);
        all.node(1).set(Setting.OFFERED_MEBIBYTES, 100_000);
        PlacementRow old = owner.ledger()
                .segments()
                .placements(leaver.owner(), PlacementState.ACKED)
                .getFirst();
        PlacementRow twin = new PlacementRow(
                old.segment(),
                old.position(),
                all.node(1).owner(),
                old.agreement(),
                new BlockId(new Id16(1, 2)),
                old.sequence(),
                old.headerHash(),
                old.payloadHash(),
                old.payloadLength(),
                PlacementState.ACKED,
                old.receipt());
        owner.ledger()
                .segments()
                .adopt(owner.ledger().segments().find(old.segment()).orElseThrow(), List.of(twin));
        owner.ledger().segments().mark(old.block(), PlacementState.LOST);
        look();
        assertEquals(
                PlacementState.RELEASED,
                owner.ledger().segments().find(old.block()).orElseThrow().state());
        pass(Duration.ofDays(31)); // few blocks lie there, so one is more than a fifth
        awaitFreed(Set.of(old.block()));
        assertFalse(held(leaver).contains(old.block()));
        look();
        assertEquals(Optional.empty(), owner.ledger().segments().find(old.block()));
    }
}
