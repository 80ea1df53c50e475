// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.Protection;
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
