// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.HeldHead;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.HeadReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads and witnesses against whoever has the device key, and whoever keeps the heads. Node 0 has 1+1 with four. */
@Tag("R56")
class HeadHistoryTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 2_000_000, 1);
        all = new TestConfederation(folder, 5);
        all.owner().set(Setting.SPARES, 2);
        owner = all.start("1+1").owner().source(data);
        assertEquals("FULL", owner.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private RestoredReport recover(TestNode blank, String to, Optional<String> at, Optional<String> before) {
        return blank.control()
                .recover(
                        new RecoverRequest(
                                folder.resolve(to).toString(), List.of(), false, Optional.empty(), at, before),
                        progress -> {});
    }

    private void assertRestored(String to) {
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    private static List<String> events(TestNode node, String type) {
        return node.ledger().events().after(0, 10_000).stream()
                .filter(row -> row.type().equals(type))
                .map(EventRow::text)
                .toList();
    }

    /** With the device key and the ledger a thief does what the machine can: he publishes a head without its past. */
    private Path rob() {
        Path ransom = folder.resolve("ransom");
        Data.random(ransom.resolve("note"), 1_000, 9);
        owner.ledger()
                .snapshots()
                .all()
                .forEach(row -> owner.ledger().snapshots().remove(row.id()));
        owner.control().removeSource(data.toString());
        assertEquals("FULL", owner.source(ransom).backup().state());
        assertEquals(1, owner.control().snapshots().size());
        return ransom;
    }

    @Test
    @Tag("R45")
    void aThiefsEmptyHeadHidesNothingFromWhoeverComesWithTheSheet() {
        Instant mine = InstantSource.system().instant();
        Path ransom = rob();
        TestNode blank = all.blank(all.seeds());
        List<HeadReport> heads = blank.control().heads(List.of());
        assertEquals(2, heads.size());
        HeadReport thiefs = heads.getFirst();
        HeadReport honest = heads.getLast();
        assertTrue(thiefs.head().startsWith("2-") && honest.head().startsWith("1-"), heads.toString());
        assertEquals(4, honest.partners());
        assertEquals(1, honest.snapshots());
        assertTrue(honest.bytes() > thiefs.bytes());
        assertTrue(honest.stored().isBefore(mine) && thiefs.stored().isAfter(mine), heads.toString());
        assertFalse(thiefs.forked());

        assertEquals(
                0, recover(blank, "newest", Optional.empty(), Optional.empty()).errors());
        assertEquals(TreePrint.of(ransom), TreePrint.of(Data.restored(folder.resolve("newest"), ransom)));
        RestoredReport back = recover(blank, "back", Optional.of("1"), Optional.empty());
        assertEquals(0, back.errors(), back.problems().toString());
        assertRestored("back");
        assertTrue(back.newest().contains("as asked for; the newest is 2-"), back.newest());
    }

    @Test
    @Tag("R45")
    void theTimeIsTheHoldersAndTheNextHeadFollowsTheThiefs() {
        Instant mine = InstantSource.system().instant();
        rob();
        TestNode blank = all.blank(all.seeds());
        assertEquals(
                0,
                recover(blank, "back", Optional.empty(), Optional.of(mine.toString()))
                        .errors());
        assertRestored("back");
        assertEquals(1, blank.control().snapshots().size());
        blank.stop();
        blank.start();
        Await.until("linked", () -> blank.control().status().partnersReachable() == 4);
        Data.random(data.resolve("later"), 100_000, 3);
        assertEquals("FULL", blank.source(data).backup().state());
        assertTrue(blank.node().owner().book().top().orElseThrow().sequence() > 2);
        assertEquals(0, blank.restore(folder.resolve("after")).errors());
        assertRestored("after");
    }

    @Test
    void whatIsAskedForMustBeThere() {
        TestNode blank = all.blank(all.seeds());
        ErrorCode unknown = assertThrows(
                        HoldfastException.class, () -> recover(blank, "back", Optional.of("77"), Optional.empty()))
                .code();
        assertEquals(ErrorCode.NO_HEAD_FOUND, unknown);
        for (String name : List.of("0", "x", "1-", "-1", "1-xyz", "")) {
            assertEquals(
                    ErrorCode.USAGE,
                    assertThrows(
                                    HoldfastException.class,
                                    () -> recover(blank, "back", Optional.of(name), Optional.empty()))
                            .code(),
                    name);
        }
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(
                                HoldfastException.class,
                                () -> recover(blank, "back", Optional.empty(), Optional.of("yesterday")))
                        .code());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private void reach(Integer... numbers) {
        List<Integer> reachable = List.of(numbers);
        for (int i = 1; i < 5; i++) {
            if (reachable.contains(i)) {
                all.network.join(all.node(i).port());
            } else {
                all.network.cut(all.node(i).port());
            }
        }
    }

    private void start(int partners) {
        owner.start();
        Await.until("linked", () -> owner.control().status().partnersReachable() == partners);
    }

    /** Swaps the machine's disk with that of its image. */
    private void swap(Path image) throws IOException {
        owner.stop();
        Path aside = folder.resolve("aside");
        Files.move(owner.home(), aside);
        Files.move(image, owner.home());
        Files.move(aside, image);
    }

    /** The machine and its image run by turns, each with two of the partners, and come to the same number. */
    private Path fork() throws IOException {
        owner.stop();
        Path image = folder.resolve("image");
        copy(owner.home(), image);
        reach(1, 2);
        start(2);
        Data.random(data.resolve("one"), 100_000, 3);
        owner.backup();
        swap(image);
        reach(3, 4);
        start(2);
        Files.delete(data.resolve("one"));
        Data.random(data.resolve("other"), 100_000, 4);
        owner.backup();
        return image;
    }

    /** Or whoever only looks could keep a recovery waiting for ever. */
    @Test
    void oneLooksAtATimeAndWaitsForARecovery() {
        TestNode blank = all.blank(all.seeds());
        List<CompletableFuture<List<HeadReport>>> looks = new ArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        RecoverRequest wanted =
                new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty());
        blank.control().recover(wanted, progress -> {
            if (first.getAndSet(false)) {
                for (int i = 0; i < 2; i++) {
                    CompletableFuture<List<HeadReport>> look = new CompletableFuture<>();
                    looks.add(look);
                    Thread.ofVirtual()
                            .start(() ->
                                    look.completeAsync(() -> blank.control().heads(List.of()), Runnable::run));
                }
                Await.until("one is refused", () -> looks.stream().anyMatch(CompletableFuture::isDone));
            }
        });
        List<Throwable> refused = looks.stream()
                .map(each -> each.handle((heads, failure) -> failure))
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();
        assertEquals(1, refused.size(), refused.toString());
        assertEquals(ErrorCode.BUSY, ((HoldfastException) refused.getFirst().getCause()).code());
        assertRestored("back");
    }

    @Test
    void aForkIsToldAndBothItsSidesCanBeRestored() throws IOException {
        fork();
        owner.stop();
        reach(1, 2, 3, 4);
        start(4);
        assertEquals("FULL", owner.backup().state());
        assertEquals(1, events(owner, "HEAD_FORKED").size(), "two partners show the same one");
        assertTrue(
                owner.control()
                        .status()
                        .reasons()
                        .toString()
                        .contains("a snapshot of this machine that it has not made"),
                owner.control().status().reasons().toString());
        assertEquals(List.of(), events(owner, "TWIN_SUSPECTED"));

        TestNode blank = all.blank(all.seeds());
        List<HeadReport> heads = blank.control().heads(List.of());
        List<HeadReport> forked = heads.stream().filter(HeadReport::forked).toList();
        assertEquals(2, forked.size(), heads.toString());
        assertTrue(forked.stream().allMatch(each -> each.head().startsWith("2-")));
        RestoredReport newest = recover(blank, "newest", Optional.empty(), Optional.empty());
        assertTrue(newest.newest().contains("There are several histories"), newest.newest());
        assertRestored("newest");
        HoldfastException several = assertThrows(
                HoldfastException.class, () -> recover(blank, "which", Optional.of("2"), Optional.empty()));
        assertEquals(ErrorCode.USAGE, several.code());
        for (HeadReport side : forked) {
            assertTrue(String.valueOf(several.getMessage()).contains(side.head()), several.getMessage());
            assertEquals(
                    0,
                    recover(blank, side.head(), Optional.of(side.head()), Optional.empty())
                            .errors());
        }
        List<Boolean> ones = forked.stream()
                .map(side -> Data.restored(folder.resolve(side.head()), data))
                .map(side -> Files.exists(side.resolve("one")))
                .sorted()
                .toList();
        assertEquals(List.of(false, true), ones, "each side has what the other has not");
    }

    @Test
    void aCloneIsStoppedOnceItHasBeenSeenTwiceInADayUntilPeopleSayThatThereIsNone() throws IOException {
        owner.stop();
        Path image = folder.resolve("image");
        copy(owner.home(), image);
        for (int turn = 0; turn < 2; turn++) {
            start(4);
            Data.random(data.resolve("turn" + turn), 50_000, turn);
            assertEquals("FULL", owner.backup().state());
            swap(image);
            start(4);
            Data.random(data.resolve("image" + turn), 50_000, turn);
            if (turn == 0) {
                assertEquals("FULL", owner.backup().state());
                assertEquals(1, events(owner, "HEAD_ROLLED_BACK").size());
                swap(image);
            }
        }
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(HoldfastException.class, owner::backup).code());
        assertEquals(1, events(owner, "TWIN_SUSPECTED").size());
        assertTrue(owner.control().twin().suspected().isPresent());
        assertTrue(owner.control().status().reasons().toString().contains("holdfast twin --none"));
        owner.stop();
        start(4);
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(HoldfastException.class, owner::backup).code(),
                "a restart changes nothing");
        assertTrue(owner.control().denyTwin().suspected().isEmpty());
        Await.until("rebuilt", () -> !owner.control().status().state().equals("recovering"));
        assertEquals("FULL", owner.backup().state());
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertRestored("back");
    }

    @Test
    void aPartnerThatIsSetBackIsToldOfAndBroughtUpToDate() throws IOException {
        TestNode holder = all.node(1);
        holder.stop();
        byte[] ledger = Files.readAllBytes(holder.home().resolve("ledger.db"));
        holder.start();
        Await.until("linked", () -> owner.control().status().partnersReachable() == 4);
        Data.random(data.resolve("later"), 100_000, 3);
        assertEquals("FULL", owner.backup().state());
        holder.stop();
        Data.write(holder.home().resolve("ledger.db"), ledger);
        holder.start();
        Await.until("linked", () -> owner.control().status().partnersReachable() == 4);
        Data.random(data.resolve("latest"), 100_000, 4);
        assertEquals("FULL", owner.backup().state());
        List<String> told = events(owner, "HEAD_LOST");
        assertEquals(1, told.size());
        assertTrue(told.getFirst().contains("head 2") && told.getFirst().contains("shows head 1"), told.toString());
        HeldHead top = holder.ledger().holdings().topHead(owner.owner()).orElseThrow();
        assertEquals(3, top.sequence());
        assertEquals(List.of(), events(owner, "HEAD_FORKED"));
        assertEquals(List.of(), events(owner, "HEAD_ROLLED_BACK"));
    }
}
