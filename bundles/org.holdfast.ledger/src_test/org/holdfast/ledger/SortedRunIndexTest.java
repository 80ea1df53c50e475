// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.holdfast.core.port.ChunkIndex.Row;
import org.holdfast.core.port.ChunkIndex.Run;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRunIndexTest {
    private static final int READERS = 3;

    @TempDir
    private Path folder;

    @Test
    void everyFlippedBitOfARunIsNoticedAtOpening() throws IOException {
        Run run = built(List.of(rows(1, 3))).getFirst();
        byte[] good = Files.readAllBytes(file(run));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 60; i++) {
            byte[] bad = good.clone();
            int bit = i < 16 * 8 / 4 ? i * 4 : random.nextInt(good.length * 8);
            // The version is left alone: a higher one is no damage.
            if (bit / 8 != 4 && bit / 8 != 5) {
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file(run), bad);
                assertRefused(run, "bit " + bit);
            }
        }
    }

    @Test
    void aTruncatedOrMissingRunIsNoticedAtOpening() throws IOException {
        Run run = built(List.of(rows(1, 3))).getFirst();
        byte[] good = Files.readAllBytes(file(run));
        for (int length : new int[] {0, 5, 16, 80, good.length - 1}) {
            Files.write(file(run), Arrays.copyOf(good, length));
            assertRefused(run, "length " + length);
        }
        assertRefused(run, "missing");
    }

    @Test
    void aRefusedRunComesBackToItsPlaceInTheOrder() throws IOException {
        List<Run> runs = built(List.of(rows(1, 3), rows(101, 2), rows(201, 1)));
        ByteBuffer second = ByteBuffer.wrap(Files.readAllBytes(file(runs.get(1))));
        Files.delete(file(runs.get(1)));
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            assertEquals(List.of(runs.get(0), runs.get(2)), index.runs());
            assertEquals(Optional.of(location(2)), index.find(chunk(2)), "the old row, until the run is back");
            index.adopt(second);
            assertEquals(runs, index.runs());
            // Chunk 1 is in all three runs, chunk 2 in the first two.
            assertEquals(Optional.of(location(201)), index.find(chunk(1)));
            assertEquals(Optional.of(location(102)), index.find(chunk(2)));
        }
    }

    @Test
    void aRunFromTheFutureIsNoDamage() throws IOException {
        Run run = built(List.of(rows(1, 3))).getFirst();
        byte[] future = Files.readAllBytes(file(run));
        future[5] = 9;
        Files.write(file(run), future);
        HoldfastException e = assertThrows(HoldfastException.class, () -> SortedRunIndex.open(folder));
        assertEquals(ErrorCode.NEWER_VERSION, e.code());
        assertTrue(Files.exists(file(run)));
    }

    @Test
    void aDamagedOrderIsSaidAndTheIndexStartsEmpty() throws IOException {
        List<Run> runs = built(List.of(rows(1, 3)));
        ByteBuffer encoded = ByteBuffer.wrap(Files.readAllBytes(file(runs.getFirst())));
        Path order = folder.resolve("runs.txt");
        byte[] good = Files.readAllBytes(order);
        for (int length = 0; length < good.length; length += 5) {
            Files.write(order, Arrays.copyOf(good, length));
            try (SortedRunIndex index = SortedRunIndex.open(folder)) {
                assertTrue(index.orderLost());
                assertEquals(List.of(), index.runs());
                index.adopt(encoded);
            }
            try (SortedRunIndex index = SortedRunIndex.open(folder)) {
                assertEquals(runs, index.runs());
                assertTrue(!index.orderLost());
            }
        }
    }

    @Test
    void whatACrashLeavesIsTidiedUp() throws IOException {
        List<Run> runs = built(List.of(rows(1, 3)));
        Files.writeString(folder.resolve("next.tmp"), "half");
        Files.writeString(folder.resolve(new Id16(1, 2) + ".run"), "a run whose order was never written");
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            assertEquals(runs, index.runs());
            assertEquals(List.of(), index.refused());
        }
        assertEquals(2, files().size(), () -> "the run and the order: " + files());
    }

    @Test
    void manyRunsBecomeFewAndTheirFilesGo() {
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            int rewritten = 0;
            for (int i = 0; i < 120; i++) {
                List<Row> rows = new ArrayList<>();
                for (int j = 0; j < 10; j++) {
                    rows.add(new Row(chunk(i * 10 + j), location(j)));
                }
                index.add(rows);
                rewritten += (int) index.compact().stream().mapToLong(Run::rows).sum();
            }
            assertTrue(index.runs().size() <= 12, () -> "runs: " + index.runs());
            assertEquals(index.runs().size() + 1, files().size());
            assertTrue(rewritten < 1200 * 10, "rows written again: " + rewritten);
        }
    }

    @Test
    void findsEverythingInARunOfAHundredThousand() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            rows.add(new Row(chunk(i), location(i)));
        }
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            index.add(rows);
            for (int i = 0; i < 100_000; i++) {
                assertEquals(location(i), index.find(chunk(i)).orElseThrow());
                assertTrue(index.find(chunk(-1 - i)).isEmpty());
            }
        }
    }

    /** Ids that are all but equal, where guessing from the first word leads nowhere. */
    @Test
    void findsIdsThatDifferOnlyAtTheirEnd() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new Row(new ChunkId(new Id32(5, 0, 0, 2L * i)), location(i)));
        }
        for (long edge : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            rows.add(new Row(new ChunkId(new Id32(edge, edge, edge, edge)), location(7)));
        }
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            index.add(new ArrayList<>(rows));
            for (Row row : rows) {
                assertEquals(Optional.of(row.location()), index.find(row.chunk()));
            }
            for (int i = 0; i < 1000; i++) {
                assertEquals(Optional.empty(), index.find(new ChunkId(new Id32(5, 0, 0, 2L * i + 1))));
            }
        }
    }

    @Test
    void readersGoOnWhileRunsAreReplaced() throws InterruptedException, ExecutionException {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(READERS);
        try (SortedRunIndex index = SortedRunIndex.open(folder);
                ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            index.add(rows(0, 50));
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> {
                    long found = 0;
                    while (!done.get()) {
                        assertTrue(index.find(chunk((int) (found % 50) + 1)).isPresent());
                        found++;
                        reading.countDown();
                    }
                    return found;
                }));
            }
            reading.await(1, TimeUnit.MINUTES); // whoever has found nothing by then fails below
            for (int i = 0; i < 60; i++) {
                index.add(rows(i, 50));
                index.compact();
            }
            done.set(true);
            for (Future<Long> reader : readers) {
                assertTrue(reader.get() > 0);
            }
        }
    }

    @Test
    void theEncodedFormOutlivesItsRun() throws IOException {
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            Run run = index.add(rows(1, 3));
            try (InputStream encoded = index.encoded(run.id())) {
                index.retain(List.of());
                assertEquals(run, index.adopt(ByteBuffer.wrap(encoded.readAllBytes())));
            }
        }
    }

    @Test
    void aPassGoesOnWhileItsRunsAreReplacedAlsoInAnInterruptedThread() {
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            for (int run = 0; run < 3; run++) {
                index.add(rows(run, 500));
            }
            Set<Row> seen = new HashSet<>();
            index.forEach(row -> {
                if (seen.isEmpty()) {
                    index.retain(List.of());
                    Thread.currentThread().interrupt();
                }
                seen.add(row);
            });
            assertTrue(Thread.interrupted());
            Set<Row> wanted = new HashSet<>();
            for (int run = 0; run < 3; run++) {
                wanted.addAll(rows(run, 500));
            }
            assertEquals(wanted, seen);
            assertEquals(List.of(), index.runs());
        }
    }

    @Test
    void aClosedIndexSaysSo() {
        SortedRunIndex index = SortedRunIndex.open(folder);
        index.close();
        index.close();
        assertThrows(IllegalStateException.class, () -> index.find(chunk(1)));
        assertThrows(IllegalStateException.class, () -> index.add(rows(1, 1)));
    }

    private List<Run> built(List<List<Row>> runs) {
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            runs.forEach(index::add);
            return index.runs();
        }
    }

    private void assertRefused(Run run, String what) {
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            assertEquals(List.of(), index.runs(), what);
            assertEquals(
                    List.of(run.id()),
                    index.refused().stream().map(SortedRunIndex.Refusal::run).toList(),
                    what);
            assertEquals(Optional.empty(), index.find(chunk(1)), what);
        }
    }

    private Path file(Run run) {
        return folder.resolve(run.id() + ".run");
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chunks 1 to {@code count} at locations from {@code first} on. */
    private static List<Row> rows(int first, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(chunk(i + 1), location(first + i)));
        }
        return rows;
    }

    private static ChunkId chunk(int number) {
        long mixed = (number + 1) * 0x9E37_79B9_7F4A_7C15L;
        return new ChunkId(new Id32(mixed, Long.rotateLeft(mixed, 23) * 31, Long.rotateLeft(mixed, 41) * 17, number));
    }

    private static ChunkLocation location(int number) {
        return new ChunkLocation(new SegmentId(new Id16(1, number)), number, number % 100, 1000, 900);
    }
}
