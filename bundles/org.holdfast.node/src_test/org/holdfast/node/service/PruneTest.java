// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.control.ForgetReport;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.PruneReport;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RetentionControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three snapshots: each file is in some of them. */
@Tag("R23")
class PruneTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private final List<String> ids = new ArrayList<>();
    private final List<Map<String, String>> prints = new ArrayList<>();

    @BeforeEach
    void backUp() throws IOException {
        data = folder.resolve("data");
        all = new TestConfederation(folder, 3).start("1+1");
        owner = all.owner().source(Files.createDirectories(data));
    }

    private void write(int number, int bytes) {
        Data.random(data.resolve("d" + number + "/file" + number), bytes, number);
    }

    private void snapshot() {
        prints.add(TreePrint.of(data));
        ids.add(owner.backup().id());
    }

    private void three() throws IOException {
        write(1, 6_000_000);
        write(2, 6_000_000);
        snapshot();
        Files.delete(data.resolve("d1/file1"));
        write(3, 6_000_000);
        snapshot();
        Files.delete(data.resolve("d2/file2"));
        snapshot();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RetentionControl retention() {
        return owner.control().retention();
    }

    private List<ForgetReport> forget(String... snapshots) {
        return retention().forget(new ForgetRequest("", List.of(snapshots), false));
    }

    private PruneReport prune() {
        return retention().prune(progress -> {});
    }

    private void assertRestores(int number, String to) {
        var restored = owner.control()
                .restore(
                        new RestoreRequest(
                                ids.get(number),
                                Optional.empty(),
                                folder.resolve(to).toString(),
                                false),
                        progress -> {});
        assertEquals(0, restored.errors(), restored.problems().toString());
        assertEquals(prints.get(number), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private Set<SegmentId> placed() {
        Set<SegmentId> placed = new HashSet<>();
        owner.ledger().segments().inState(SegmentState.PLACED).stream()
                .map(SegmentRow::id)
                .forEach(placed::add);
        return placed;
    }

    /** A backup may give chunks other places, which equal directories do not show: what was marked is out of date then. */
    @Test
    void nothingIsDroppedWhereChunksHaveMovedSinceTheyWereMarked() throws IOException {
        three();
        forget(ids.get(0));
        Set<SegmentId> before = placed();
        HoldfastException busy = assertThrows(
                HoldfastException.class,
                () -> retention().prune(progress -> {
                    if (progress.phase().equals("dropping")) {
                        owner.node().owner().moves().add(1);
                    }
                }));
        assertEquals(ErrorCode.BUSY, busy.code());
        assertTrue(busy.retryable());
        assertEquals(before, placed());
        assertTrue(prune().dropped() > 0, "the next one marks again");
        assertRestores(1, "after");
    }

    @Test
    void nothingThatASnapshotNeedsIsDroppedWhateverIsForgotten() throws IOException {
        three();
        prune();
        assertRestores(0, "a0");
        assertRestores(1, "a1");
        assertRestores(2, "a2");
        Set<SegmentId> before = placed();
        forget(ids.get(0));
        assertTrue(prune().dropped() > 0, "file1 is in no snapshot any more");
        assertFalse(placed().containsAll(before));
        assertRestores(1, "b1");
        assertRestores(2, "b2");
        forget(ids.get(2));
        prune();
        assertRestores(1, "c1");
        owner.stop();
        owner.start();
        assertRestores(1, "d1");
        assertEquals("FULL", owner.backup().state());
    }

    @Test
    void aBackupStoresAnewWhatWasDropped() throws IOException {
        three();
        forget(ids.get(0), ids.get(1));
        prune();
        write(1, 6_000_000); // the same bytes as once before
        snapshot();
        assertRestores(3, "back");
        Set<SegmentId> dropped = new HashSet<>();
        owner.ledger().segments().inState(SegmentState.DROPPED).forEach(row -> dropped.add(row.id()));
        assertFalse(dropped.isEmpty());
        assertTrue(prune().kept() > 0);
        assertRestores(3, "again");
    }

    /** A prune that ends at any of its steps, and a node that starts again. */
    @ParameterizedTest
    @ValueSource(strings = {"marking", "dropping", "publishing", "striking off", "packing anew"})
    void aPruneThatIsKilledLosesNothingAndTheNextOneCompletesIt(String step) throws IOException {
        three();
        sparse();
        forget(ids.get(0), ids.get(2));
        assertThrows(IllegalStateException.class, () -> retention().prune(killedAt(step)));
        owner.stop();
        owner.start();
        Await.until("partners are back", () -> owner.node().network().linked().size() == 2);
        assertRestores(1, "killed");
        prints.add(TreePrint.of(data));
        ids.add(owner.backup().id());
        assertRestores(ids.size() - 1, "between");
        PruneReport report = prune();
        assertRestores(1, "after");
        assertRestores(ids.size() - 1, "after too");
        assertTrue(report.dropped() > 0 || step.equals("packing anew"), report.toString());
    }

    private static Consumer<ProgressReport> killedAt(String step) {
        return progress -> {
            if (progress.phase().equals(step)) {
                throw new IllegalStateException("killed");
            }
        };
    }

    /** Many small files in one segment, of which most go: a fourth snapshot. */
    private void sparse() throws IOException {
        for (int i = 0; i < 10; i++) {
            Data.random(data.resolve("many/" + i), 300_000, 100 + i);
        }
        snapshot();
        for (int i = 1; i < 10; i++) {
            Files.delete(data.resolve("many/" + i));
        }
        snapshot();
        forget(ids.get(3));
    }

    @Test
    void aSegmentThatIsMostlyNotNeededIsPackedAnewAndTheRestOfItIsNeverFoundAgain() throws IOException {
        three();
        sparse();
        PruneReport report = prune();
        assertEquals(1, report.repacked(), report.toString());
        assertRestores(4, "repacked");
        assertEquals(0, prune().repacked(), "once is enough");
        for (int i = 1; i < 10; i++) {
            Data.random(data.resolve("many/" + i), 300_000, 100 + i);
        }
        snapshot();
        assertRestores(5, "stored anew");
        owner.ledger()
                .segments()
                .inState(SegmentState.ABANDONED)
                .forEach(row -> owner.ledger()
                        .segments()
                        .placements(row.id())
                        .forEach(place -> owner.ledger().segments().freed(place.block())));
        assertRestores(5, "without the old one");
    }

    /** It begins while a prune marks, and its chunks are looked at before anything is dropped. */
    @Test
    void aBackupDuringAPruneKeepsWhatItFound() throws Exception {
        three();
        forget(ids.get(0));
        CountDownLatch marking = new CountDownLatch(1);
        CountDownLatch backedUp = new CountDownLatch(1);
        CompletableFuture<PruneReport> pruned =
                CompletableFuture.supplyAsync(() -> retention().prune(progress -> {
                    if (progress.phase().equals("dropping")) {
                        marking.countDown();
                        try {
                            backedUp.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }));
        marking.await();
        write(1, 6_000_000); // found in the index, though no snapshot that was marked needs it
        snapshot();
        backedUp.countDown();
        pruned.get();
        assertRestores(3, "back");
        forget(ids.get(1), ids.get(2));
        prune();
        assertRestores(3, "again");
    }

    @Test
    void whatWaitsForAPartnerAndIsNotNeededAnyMoreWaitsNoLonger() throws IOException {
        all.close();
        all = new TestConfederation(folder.resolve("five"), 5);
        all.owner().set(Setting.SPARES, 0);
        all.start("2+2");
        owner = all.owner().source(data);
        all.node(4).stop();
        three();
        assertTrue(owner.ledger()
                        .segments()
                        .placements(all.node(4).owner(), PlacementState.SPOOLED)
                        .size()
                > 2);
        forget(ids.get(0));
        prune();
        for (SegmentRow row : owner.ledger().segments().inState(SegmentState.DROPPED)) {
            assertTrue(owner.ledger().segments().placements(row.id()).stream()
                    .noneMatch(place -> place.state() == PlacementState.SPOOLED));
        }
        int waiting = owner.ledger()
                .segments()
                .placements(all.node(4).owner(), PlacementState.SPOOLED)
                .size();
        try (Stream<Path> files = Files.walk(owner.home().resolve("spool"))) {
            assertEquals(
                    waiting,
                    files.filter(file -> file.toString().endsWith(".blk")).count());
        }
        all.node(4).start();
        assertRestores(1, "back");
    }

    @Test
    void twoAtATimeAreOneTooMany() throws Exception {
        three();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<PruneReport> first =
                CompletableFuture.supplyAsync(() -> retention().prune(progress -> {
                    begun.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        begun.await();
        assertEquals(
                ErrorCode.BUSY,
                assertThrows(HoldfastException.class, this::prune).code());
        end.countDown();
        first.get();
    }

    @Test
    void whatAPartnerMissesMakesAPruneSayNothingIsWaste() throws IOException {
        three();
        forget(ids.get(0));
        all.partners().forEach(TestNode::stop);
        assertThrows(HoldfastException.class, this::prune);
        assertEquals(List.of(), owner.ledger().segments().inState(SegmentState.DROPPED));
        all.partners().forEach(TestNode::start);
        Await.until("partners are back", () -> owner.node().network().linked().size() == 2);
        assertRestores(1, "back");
        assertTrue(prune().dropped() > 0);
    }

    @Test
    void forgettingSaysWhyAndNeverForgetsAll() throws IOException {
        three();
        List<ForgetReport> dry = retention().forget(new ForgetRequest("last=1", List.of(), true));
        assertEquals(
                List.of(false, false, true),
                dry.stream().map(ForgetReport::kept).toList());
        assertEquals(List.of("last 1 of 1"), dry.getLast().reasons());
        assertEquals(3, owner.control().snapshots().size(), "a dry run forgets nothing");
        assertUsage(new ForgetRequest("", ids, false));
        assertUsage(new ForgetRequest("", List.of(), false));
        assertUsage(new ForgetRequest("last=1", ids, false));
        assertUsage(new ForgetRequest("daily=0", List.of(), false));
        assertEquals(
                ErrorCode.SNAPSHOT_UNKNOWN,
                assertThrows(HoldfastException.class, () -> forget("nothing")).code());
        retention().forget(new ForgetRequest("last=2", List.of(), false));
        assertEquals(2, owner.control().snapshots().size());
        assertTrue(owner.ledger().events().after(0, 1000).stream()
                .anyMatch(each -> each.type().equals("SNAPSHOT_FORGOTTEN")
                        && each.subject().equals(ids.get(0))));
    }

    private void assertUsage(ForgetRequest request) {
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> retention().forget(request));
        assertEquals(ErrorCode.USAGE, e.code());
        assertEquals(3, owner.control().snapshots().size());
    }

    @Test
    void whatIsPinnedIsNotForgottenAndTagsCanBeKept() throws IOException {
        three();
        retention().mark(new MarkRequest(ids.get(0), List.of("first"), List.of(), Optional.of(true)));
        retention().mark(new MarkRequest(ids.get(1), List.of("b", "a"), List.of(), Optional.empty()));
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> forget(ids.get(0))).code());
        List<ForgetReport> dry = retention().forget(new ForgetRequest("last=1,tag=a", List.of(), true));
        assertEquals(
                List.of(List.of("pinned"), List.of("tag a"), List.of("last 1 of 1")),
                dry.stream().map(ForgetReport::reasons).toList());
        retention().mark(new MarkRequest(ids.get(1), List.of(), List.of("a"), Optional.empty()));
        retention().forget(new ForgetRequest("last=1,tag=a", List.of(), false));
        assertEquals(
                List.of(ids.get(0), ids.get(2)),
                owner.control().snapshots().stream().map(each -> each.id()).toList());
        assertEquals(List.of("first"), owner.control().snapshots().getFirst().tags());
        HoldfastException no = assertThrows(
                HoldfastException.class,
                () -> retention().mark(new MarkRequest(ids.get(0), List.of("No!"), List.of(), Optional.empty())));
        assertEquals(ErrorCode.USAGE, no.code());
        snapshot(); // with a list of version 2
        owner.stop();
        owner.start();
        assertTrue(owner.control().snapshots().getFirst().pinned());
        retention().mark(new MarkRequest(ids.get(0), List.of(), List.of(), Optional.of(false)));
        forget(ids.get(0));
        assertEquals(2, owner.control().snapshots().size());
    }

    @Test
    void theSettingForgetsAfterEachBackupAndDropsOnceAWeek() throws IOException {
        three();
        owner.set(Setting.RETENTION_KEEP, "last=2");
        snapshot();
        assertEquals(
                ids.subList(2, 4),
                owner.control().snapshots().stream().map(each -> each.id()).toList());
        Await.until(
                "what is not needed is dropped",
                () -> !owner.ledger().segments().inState(SegmentState.DROPPED).isEmpty());
        assertRestores(3, "back");
    }
}
