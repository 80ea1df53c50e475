// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.LaneReport;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.SnapshotReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup does, and says, while its partners are not as they should be. */
class WaitingTest {
    @TempDir
    Path folder;

    private Path data() {
        Data.random(folder.resolve("data/file"), 3_000_000, 1);
        return folder.resolve("data");
    }

    private static boolean says(TestNode node, String... words) {
        List<String> reasons = node.control().status().reasons();
        return reasons.stream().anyMatch(reason -> List.of(words).stream().allMatch(reason::contains));
    }

    @Test
    @Tag("R29")
    void partnersThatAreAwayAreNamedAndTheBackupGoesOnByItself() throws Exception {
        // Closed last: it waits for the backup, which ends with the node.
        try (var waiting = Executors.newVirtualThreadPerTaskExecutor();
                TestConfederation all = new TestConfederation(folder, 3).start("1+1")) {
            TestNode owner = all.owner().source(data());
            all.partners().forEach(each -> all.network.cut(each.port()));
            var told = new ConcurrentLinkedQueue<String>();
            var made = waiting.submit(() -> owner.control().backup(true, report -> told.add(report.detail())));
            Await.until("status says so", () -> says(owner, "a backup waits", "node1", "node2", "cannot be reached"));
            Await.until("so does the progress", () -> told.stream().anyMatch(each -> each.contains("node2")));
            var lanes = owner.control().backup().orElseThrow().lanes();
            assertEquals(
                    List.of("node1", "node2"),
                    lanes.stream().map(LaneReport::name).toList());
            assertTrue(lanes.stream().noneMatch(LaneReport::reachable));
            assertTrue(lanes.stream().allMatch(each -> each.bytes() == 0), lanes::toString);
            all.partners().forEach(each -> all.network.join(each.port()));
            assertEquals("FULL", made.get().state());
            assertEquals(Optional.empty(), owner.control().backup());
            assertTrue(owner.control().status().reasons().stream().noneMatch(each -> each.contains("a backup waits")));
        }
    }

    @Test
    @Tag("R59")
    void whatAFullPartnerDoesNotTakeGoesToAnother() {
        try (TestConfederation all = new TestConfederation(folder, 4)) {
            TestNode full = all.node(2).set(Setting.RESERVE_MEBIBYTES, 1 << 30);
            all.owner().set(Setting.SPARES, 1);
            TestNode owner = all.start("1+1").owner().source(data());
            SnapshotReport made = owner.backup();
            assertEquals("FULL", made.state());
            var segments = owner.ledger().segments();
            assertEquals(List.of(), segments.placements(full.owner(), PlacementState.ACKED));
            assertEquals(List.of(), segments.placements(full.owner(), PlacementState.SPOOLED));
            assertTrue(!segments.placements(full.owner(), PlacementState.LOST).isEmpty(), "it was never asked");
            owner.restore(folder.resolve("back"));
            assertEquals(
                    TreePrint.of(folder.resolve("data")),
                    TreePrint.of(Data.restored(folder.resolve("back"), folder.resolve("data"))));
        }
    }

    @Test
    @Tag("R29")
    void withoutPartnersABackupIsRememberedAndBeginsByItself() {
        try (TestConfederation all = new TestConfederation(folder, 3)) {
            TestNode owner = all.owner().set(Setting.REDUNDANCY, "1+1").start().source(data());
            owner.set(Setting.PARTNERS_SECONDS, 0);
            HoldfastException failure = assertThrows(HoldfastException.class, owner::backup);
            assertEquals(ErrorCode.NOT_ENOUGH_PARTNERS, failure.code());
            assertTrue(failure.getMessage().contains("2 are missing"), failure.getMessage());
            assertTrue(failure.getMessage().contains("begins by itself"), failure.getMessage());
            assertTrue(
                    says(owner, "2 are missing"),
                    owner.control().status().reasons().toString());
            assertTrue(
                    says(owner, "a backup waits"),
                    owner.control().status().reasons().toString());
            assertEquals(
                    "WAITING", owner.control().backup(false, progress -> {}).state());

            owner.stop();
            all.partners().forEach(TestNode::start);
            owner.set(Setting.SEEDS, all.seeds()).start();
            Await.until("a snapshot", () -> !owner.control().snapshots().isEmpty());
            Await.until("nothing is left to be done", () -> !says(owner, "a backup waits"));
        }
    }

    @Test
    @Tag("R29")
    void whoWaitsForABackupWaitsForPartnersThatAreStillToCome() throws Exception {
        try (TestConfederation all = new TestConfederation(folder, 3)) {
            TestNode owner = all.owner()
                    .set(Setting.REDUNDANCY, "1+1")
                    .set(Setting.SEEDS, all.seeds())
                    .start()
                    .source(data());
            List<ProgressReport> told = new CopyOnWriteArrayList<>();
            CompletableFuture<SnapshotReport> made =
                    CompletableFuture.supplyAsync(() -> owner.control().backup(true, told::add));
            Await.until("it says that it waits", () -> !told.isEmpty());
            assertEquals("waiting for partners", told.getFirst().phase());
            assertTrue(
                    told.getFirst().detail().contains("2 are missing"),
                    told.getFirst().detail());
            assertTrue(!made.isDone(), "it does not wait");

            all.partners().forEach(TestNode::start);
            assertEquals("FULL", made.get(60, TimeUnit.SECONDS).state());
            Await.until("no second one is to come", () -> !says(owner, "a backup waits"));
            assertEquals(1, owner.control().snapshots().size());
        }
    }
}
