// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SnapshotReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people order twice at once is done once, or one after the other, and loses nothing. */
@Tag("R26")
class TwiceAtOnceTest {
    private static final Executor EACH = task -> Thread.ofVirtual().start(task);

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void start() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 9_000_000, 1);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner().source(data);
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static <T> T end(CompletableFuture<T> running) throws Exception {
        return running.get(2, TimeUnit.MINUTES);
    }

    @Test
    void twoBackupsAtOnceBothEndInWholeSnapshots() throws Exception {
        var first = CompletableFuture.supplyAsync(owner::backup, EACH);
        var second = CompletableFuture.supplyAsync(owner::backup, EACH);
        List<SnapshotReport> ended = List.of(end(first), end(second));
        ended.forEach(each -> assertEquals("FULL", each.state()));
        List<String> there =
                owner.control().snapshots().stream().map(SnapshotReport::id).toList();
        assertTrue(there.containsAll(ended.stream().map(SnapshotReport::id).toList()), there.toString());
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    @Test
    void twoRestoresToOnePlaceEndInTheSameFiles() throws Exception {
        owner.backup();
        Path back = folder.resolve("back");
        var first = CompletableFuture.supplyAsync(() -> owner.restore(back), EACH);
        var second = CompletableFuture.supplyAsync(() -> owner.restore(back), EACH);
        for (RestoredReport each : List.of(end(first), end(second))) {
            assertEquals(0, each.errors(), each.problems().toString());
        }
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(back, data)));
    }
}
