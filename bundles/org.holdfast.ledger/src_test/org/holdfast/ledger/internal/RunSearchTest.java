// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a run is found, and nothing else, however its ids are spread; also by a thread that is interrupted. */
@Tag("R55")
class RunSearchTest {
    private static final int ROWS = 5000;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(7);

    private static IndexRow row(ChunkId id) {
        return new IndexRow(id, new SegmentId(new Id16(1, id.value().d())), 64, 0, 2, 1);
    }

    private List<ChunkId> ids(LongSupplier firstWord, int rows) {
        var sorted = new TreeSet<ChunkId>();
        while (sorted.size() < rows) {
            sorted.add(new ChunkId(new Id32(firstWord.getAsLong(), 0, 0, random.nextLong())));
        }
        return List.copyOf(sorted);
    }

    private Path written(List<ChunkId> ids) throws IOException {
        Path file = folder.resolve("run");
        try (RunWriter out = new RunWriter(file)) {
            for (ChunkId each : ids) {
                out.add(row(each));
            }
            out.finish();
        }
        return file;
    }

    private RunSearch search(List<ChunkId> ids) throws IOException {
        Path file = written(ids);
        RunScan scan = RunScan.of(file);
        return new RunSearch(file, scan.rows(), scan.fences());
    }

    private void assertFinds(List<ChunkId> all) throws IOException {
        List<ChunkId> present = new ArrayList<>();
        List<ChunkId> absent = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % 2 == 0 ? present : absent).add(all.get(i));
        }
        try (RunSearch search = search(present)) {
            for (ChunkId each : present) {
                assertEquals(Optional.of(row(each)), search.find(each));
            }
            for (ChunkId each : absent) {
                assertEquals(Optional.empty(), search.find(each));
            }
        }
    }

    @Test
    void uniformIds() throws IOException {
        assertFinds(ids(random::nextLong, ROWS));
    }

    @Test
    void oneFirstWordForAll() throws IOException {
        assertFinds(ids(() -> 5, ROWS));
    }

    @Test
    void nearlyAllAtOneEnd() throws IOException {
        assertFinds(ids(() -> random.nextInt(100) == 0 ? random.nextLong() : -1L >>> random.nextInt(3), ROWS));
    }

    @Test
    void fewRows() throws IOException {
        for (int rows = 0; rows <= 140; rows++) {
            assertFinds(ids(random::nextLong, rows));
        }
    }

    @Test
    void anInterruptedThreadFindsAndHarmsNobody() throws IOException {
        List<ChunkId> ids = ids(random::nextLong, ROWS);
        try (RunSearch search = search(ids)) {
            Thread.currentThread().interrupt();
            assertEquals(Optional.of(row(ids.getFirst())), search.find(ids.getFirst()));
            assertTrue(Thread.interrupted());
            assertEquals(Optional.of(row(ids.getLast())), search.find(ids.getLast()));
        }
    }
}
