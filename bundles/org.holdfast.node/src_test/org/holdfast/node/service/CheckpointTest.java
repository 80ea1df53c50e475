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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Protection;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SourceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first backup that is cut off. */
@Tag("R22")
class CheckpointTest {
    private static final int FILES = 60;

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void make() {
        data = folder.resolve("data");
        for (int i = 0; i < FILES; i++) {
            Data.random(data.resolve("d" + i % 3 + "/e" + i % 5 + "/file" + i), 1_500_000, i);
        }
        all = new TestConfederation(folder, 3).start("1+1");
        owner = all.owner().set(Setting.CHECKPOINT_MEBIBYTES, 1).source(data);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<SnapshotRow> rows() {
        return owner.ledger().snapshots().all();
    }

    private void restart() {
        owner.stop();
        owner.start();
        Await.until("partners are back", () -> owner.node().network().linked().size() == 2);
    }

    private Map<String, String> restored(String to) {
        var report = owner.restore(folder.resolve(to));
        assertEquals(0, report.errors(), report.problems().toString());
        return TreePrint.of(Data.restored(folder.resolve(to), data));
    }

    @Test
    void whatWasReadUntilThenIsRestoredAndTheNextBackupCompletesIt() throws IOException {
        owner.control().backup(false, progress -> {});
        Await.until(
                "there is a checkpoint", () -> rows().stream().anyMatch(row -> row.protection() == Protection.PARTIAL));
        restart();
        assertEquals(1, rows().size());
        assertEquals(
                Protection.PARTIAL, rows().getFirst().protection(), "the backup was through too soon to be cut off");
        var status = owner.control().status();
        assertEquals("PARTIAL", status.protection());
        assertTrue(
                status.reasons().stream().anyMatch(each -> each.contains("not through")), status.reasons()::toString);
        assertTrue(status.reasons().stream().noneMatch(each -> each.contains("could not be read")));

        Map<String, String> whole = TreePrint.of(data);
        Map<String, String> part = restored("part");
        List<String> files =
                part.keySet().stream().filter(each -> each.contains("file")).toList();
        assertFalse(files.isEmpty());
        assertTrue(files.size() < FILES);
        files.forEach(each -> assertEquals(whole.get(each), part.get(each)));

        var made = owner.backup();
        assertEquals("FULL", made.state());
        assertTrue(made.newBytes() < (FILES - files.size() + 2) * 1_510_000L, made::toString);
        assertEquals(
                List.of(made.id()),
                rows().stream().map(row -> row.id().toString()).toList());
        assertEquals(whole, restored("whole"));
        owner.control().retention().prune(progress -> {});
        assertEquals(whole, restored("pruned"));
    }

    private void cutOff() {
        int before = rows().size();
        owner.control().backup(false, progress -> {});
        Await.until("there is one more", () -> rows().size() > before);
        restart();
        assertTrue(rows().stream().allMatch(row -> row.protection() == Protection.PARTIAL), "it was through too soon");
    }

    /** What one run had read of a source is not given up for what the next one has read of another. */
    @Test
    void thoseOfRunsBeforeStayUntilTheWholeOneIsThere() throws IOException {
        cutOff();
        String first = rows().getFirst().id().toString();
        Path other = folder.resolve("other");
        for (int i = 0; i < FILES; i++) {
            Data.random(other.resolve("file" + i), 1_500_000, 500 + i);
        }
        owner.control().removeSource(data.toString());
        owner.source(other).source(data); // now the other one comes first
        cutOff();
        assertEquals(2, rows().size());
        assertEquals(first, rows().getFirst().id().toString());
        RestoredReport back = owner.control()
                .restore(
                        new RestoreRequest(
                                first, Optional.empty(), folder.resolve("first").toString(), false),
                        progress -> {});
        assertEquals(0, back.errors(), back.problems().toString());
        assertTrue(back.files() > 0);

        assertEquals("FULL", owner.backup().state());
        assertEquals(1, rows().size());
        assertEquals(TreePrint.of(data), restored("whole"));
    }

    /** Else half of it would count as whole until somebody asks for it. */
    @Test
    void aSourceOfWhichHalfIsThereIsReadWithWhatIsDue() throws IOException {
        cutOff();
        Path other = folder.resolve("other");
        Data.random(other.resolve("file"), 20_000, 500);
        owner.set(Setting.SETTLE_SECONDS, 0);
        owner.control().addSource(new SourceRequest(other.toString(), List.of(), false).scheduled("every 15m"));
        Await.until(
                "the new one is backed up",
                () -> rows().stream().allMatch(row -> row.protection() != Protection.PARTIAL));
        assertEquals(TreePrint.of(data), restored("whole"));
    }

    private void add(Path path, String schedule) {
        owner.control().addSource(new SourceRequest(path.toString(), List.of(), false).scheduled(schedule));
    }

    private boolean latestHas(Path path) {
        List<String> found = new ArrayList<>();
        owner.control().list("latest", path.getParent().toString(), true, each -> found.add(each.path()));
        return found.contains(path.toString());
    }

    /** That another source is away makes a snapshot partial, and none of the others half. */
    @Test
    void aSourceThatIsNotDueIsNotReadBecauseAnotherOneIsAway() throws IOException {
        owner.control().removeSource(data.toString());
        Path byHand = folder.resolve("hand");
        Path away = folder.resolve("away");
        Data.random(byHand.resolve("file"), 20_000, 500);
        Data.random(away.resolve("file"), 20_000, 501);
        add(byHand, "manual");
        add(away, "manual");
        assertEquals("FULL", owner.backup().state());
        Files.move(away, folder.resolve("unplugged"));
        owner.backup();
        Path later = byHand.resolve("later");
        Data.random(later, 20_000, 502);
        Path due = folder.resolve("due");
        Data.random(due.resolve("file"), 20_000, 503);
        int before = rows().size();
        owner.set(Setting.SETTLE_SECONDS, 0);
        add(due, "every 15m");
        Await.until("the new one is backed up", () -> rows().size() > before);
        assertTrue(latestHas(due.resolve("file")));
        assertTrue(latestHas(byHand.resolve("file")));
        assertFalse(latestHas(later), "it is backed up by hand only");
    }

    /** It may hold more than what a later run took over. */
    @Test
    void aCheckpointOfASourceThatIsAwayStaysUntilItIsBack() throws IOException {
        cutOff();
        String half = rows().getFirst().id().toString();
        Path other = folder.resolve("other");
        Data.random(other.resolve("file"), 20_000, 500);
        Path unplugged = folder.resolve("unplugged");
        Files.move(data, unplugged);
        owner.source(other);
        owner.backup();
        assertEquals(2, rows().size());
        assertEquals(half, rows().getFirst().id().toString());
        owner.control().retention().prune(progress -> {});
        RestoredReport back = owner.control()
                .restore(
                        new RestoreRequest(
                                half, Optional.empty(), folder.resolve("half").toString(), false),
                        progress -> {});
        assertEquals(0, back.errors(), back.problems().toString());
        Files.move(unplugged, data);
        assertEquals("FULL", owner.backup().state());
        assertTrue(rows().stream().noneMatch(row -> row.id().toString().equals(half)));
        assertEquals(TreePrint.of(data), restored("whole"));
    }

    @Test
    void itCannotBePinned() {
        cutOff();
        String id = rows().getFirst().id().toString();
        HoldfastException thrown = assertThrows(
                HoldfastException.class,
                () -> owner.control().retention().mark(new MarkRequest(id, List.of(), List.of(), Optional.of(true))));
        assertEquals(ErrorCode.USAGE, thrown.code());
        assertTrue(thrown.getMessage().contains("checkpoint"), thrown.getMessage());
    }

    /** A whole snapshot is worth more than half of the next one. */
    @Test
    void thereAreNoneWhereThereIsAWholeSnapshot() throws IOException {
        owner.backup();
        for (int i = 0; i < 5; i++) {
            Data.random(data.resolve("more" + i), 2_000_000, 1000 + i);
        }
        owner.backup();
        assertEquals(
                List.of(Protection.PROTECTED, Protection.PROTECTED),
                rows().stream().map(SnapshotRow::protection).toList());
    }
}
