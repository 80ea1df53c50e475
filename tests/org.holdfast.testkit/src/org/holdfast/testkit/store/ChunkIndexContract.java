// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.holdfast.core.port.ChunkIndex;
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

/** What every {@link ChunkIndex} does. */
public abstract class ChunkIndexContract {
    /** The index, empty at the start of each test; the same one until {@link #restart}. */
    protected abstract ChunkIndex index();

    /** The node ends in good order and starts again: from now on {@link #index} is what was read again. */
    protected abstract void restart();

    @Test
    void anEmptyIndexKnowsNothing() {
        assertEquals(List.of(), index().runs());
        assertEquals(Optional.empty(), index().find(chunk(1)));
        assertEquals(List.of(), index().compact());
    }

    @Test
    void ofRowsForOneChunkTheLaterWinsInARunAndTheNewerRunWins() {
        index().add(new ArrayList<>(List.of(row(1, 100), row(2, 200), row(1, 101))));
        assertEquals(Optional.of(location(101)), index().find(chunk(1)));
        index().add(new ArrayList<>(List.of(row(2, 201))));
        restart();
        assertEquals(Optional.of(location(101)), index().find(chunk(1)));
        assertEquals(Optional.of(location(201)), index().find(chunk(2)));
        assertEquals(Optional.empty(), index().find(chunk(3)));
        assertEquals(List.of(2L, 1L), index().runs().stream().map(Run::rows).toList());
    }

    @Test
    void aRunIsNamedAfterItsContent() throws NoSuchAlgorithmException {
        Run run = index().add(new ArrayList<>(List.of(row(1, 1), row(2, 2))));
        Run same = index().add(new ArrayList<>(List.of(row(2, 2), row(1, 1))));
        assertEquals(run, same);
        assertEquals(List.of(run), index().runs());
        ByteBuffer encoded = copy(index().encoded(run.id()));
        assertEquals(run.bytes(), encoded.remaining());
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update(encoded.duplicate());
        assertEquals(run.id(), Id16.truncated(hash.digest()));
    }

    @Test
    void everyRowOfEveryRunIsShown() {
        index().add(new ArrayList<>(List.of(row(1, 100), row(2, 101))));
        index().add(new ArrayList<>(List.of(row(1, 200))));
        List<Row> seen = new ArrayList<>();
        index().forEach(seen::add);
        assertEquals(List.of(row(1, 200)), seen.subList(2, 3));
        assertEquals(Set.of(row(1, 100), row(2, 101)), Set.copyOf(seen.subList(0, 2)));
    }

    @Test
    void theSameRunAddedAgainIsTheNewest() {
        index().add(new ArrayList<>(List.of(row(1, 100))));
        index().add(new ArrayList<>(List.of(row(1, 101))));
        index().add(new ArrayList<>(List.of(row(1, 100))));
        restart();
        assertEquals(Optional.of(location(100)), index().find(chunk(1)));
        assertEquals(2, index().runs().size());
    }

    @Test
    void forgottenRunsAreGoneAndCanBeAdoptedAgain() {
        Run one = index().add(new ArrayList<>(List.of(row(1, 100))));
        Run two = index().add(new ArrayList<>(List.of(row(2, 200))));
        ByteBuffer encoded = copy(index().encoded(one.id()));
        index().retain(List.of(two.id(), new Id16(1, 1)));
        restart();
        assertEquals(List.of(two), index().runs());
        assertEquals(Optional.empty(), index().find(chunk(1)));
        assertEquals(one, index().adopt(encoded));
        assertEquals(one, index().adopt(encoded));
        restart();
        assertEquals(List.of(two, one), index().runs());
        assertEquals(Optional.of(location(100)), index().find(chunk(1)));
    }

    @Test
    void bytesThatAreNoRunAreNotAdopted() {
        Run run = index().add(new ArrayList<>(List.of(row(1, 100), row(2, 200))));
        byte[] good = copy(index().encoded(run.id())).array();
        index().retain(List.of());
        for (int length = 0; length < good.length; length += 7) {
            ByteBuffer cut = ByteBuffer.wrap(good, 0, length);
            HoldfastException e = assertThrows(HoldfastException.class, () -> index().adopt(cut));
            assertEquals(ErrorCode.MALFORMED_INPUT, e.code());
        }
        byte[] swapped = good.clone();
        System.arraycopy(good, 16, swapped, 80, 64);
        System.arraycopy(good, 80, swapped, 16, 64);
        assertThrows(HoldfastException.class, () -> index().adopt(ByteBuffer.wrap(swapped)));
        byte[] future = good.clone();
        future[5] = 2;
        HoldfastException e = assertThrows(HoldfastException.class, () -> index().adopt(ByteBuffer.wrap(future)));
        assertEquals(ErrorCode.NEWER_VERSION, e.code());
        assertEquals(List.of(), index().runs());
    }

    /** Random additions, merges, forgetting and restarts, against a sorted map for each run. */
    @Test
    void findsWhatAModelFinds() {
        for (long seed = 1; seed <= 4; seed++) {
            new History(seed).play();
            index().retain(List.of());
        }
    }

    private final class History {
        private final long seed;
        private final SplittableRandom random;

        /** Content of the live runs, oldest first. */
        private final List<Map.Entry<Id16, Map<ChunkId, ChunkLocation>>> model = new ArrayList<>();

        private final Map<Id16, ByteBuffer> forgotten = new HashMap<>();
        private int numbers;

        History(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void play() {
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> restart();
                    case 1 -> forgetOne();
                    case 2 -> adoptOne();
                    case 3, 4 -> compact();
                    default -> add();
                }
                check();
            }
        }

        private void add() {
            List<Row> rows = new ArrayList<>();
            Map<ChunkId, ChunkLocation> content = new TreeMap<>();
            for (int i = random.nextInt(1, random.nextInt(20) == 0 ? 3000 : 60); i > 0; i--) {
                Row row = row(random.nextInt(500), ++numbers);
                rows.add(row);
                content.put(row.chunk(), row.location());
            }
            Run run = index().add(rows);
            assertEquals(content.size(), run.rows(), this::toString);
            model.add(Map.entry(run.id(), content));
        }

        private void compact() {
            List<Id16> before = ids(index().runs());
            List<Run> made = index().compact();
            if (made.isEmpty()) {
                assertEquals(before, ids(index().runs()), this::toString);
                return;
            }
            // Those that are gone, from old to new, are what the new run is made of.
            List<Id16> left = ids(index().runs());
            Map<ChunkId, ChunkLocation> merged = new TreeMap<>();
            model.stream().filter(run -> !left.contains(run.getKey())).forEach(run -> merged.putAll(run.getValue()));
            model.removeIf(run -> !left.contains(run.getKey()));
            model.add(Map.entry(made.getFirst().id(), merged));
            assertEquals(1, made.size(), this::toString);
            assertEquals(merged.size(), made.getFirst().rows(), this::toString);
        }

        private void forgetOne() {
            if (!model.isEmpty()) {
                Id16 gone = model.remove(random.nextInt(model.size())).getKey();
                forgotten.put(gone, copy(index().encoded(gone)));
                index().retain(model.stream().map(Map.Entry::getKey).toList());
            }
        }

        private void adoptOne() {
            Optional<Id16> back = forgotten.keySet().stream().sorted().findFirst();
            if (back.isPresent()) {
                ByteBuffer encoded = forgotten.remove(back.get());
                assertEquals(back.get(), index().adopt(encoded).id(), this::toString);
                model.add(Map.entry(back.get(), decoded(encoded)));
            }
        }

        private void check() {
            assertEquals(model.stream().map(Map.Entry::getKey).toList(), ids(index().runs()), this::toString);
            for (int i = 0; i < 500; i += random.nextInt(1, 20)) {
                ChunkId chunk = chunk(i);
                Optional<ChunkLocation> expected = model.reversed().stream()
                        .map(run -> run.getValue().get(chunk))
                        .filter(found -> found != null)
                        .findFirst();
                assertEquals(expected, index().find(chunk), this::toString);
            }
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    private static List<Id16> ids(List<Run> runs) {
        return runs.stream().map(Run::id).toList();
    }

    private static ByteBuffer copy(InputStream encoded) {
        try (encoded) {
            return ByteBuffer.wrap(encoded.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the layout of docs/format.md without the production code. */
    private static Map<ChunkId, ChunkLocation> decoded(ByteBuffer encoded) {
        Map<ChunkId, ChunkLocation> rows = new TreeMap<>();
        ByteBuffer in = encoded.slice(16, encoded.remaining() - 16);
        while (in.hasRemaining()) {
            ChunkId chunk = new ChunkId(Id32.read(in));
            rows.put(
                    chunk,
                    new ChunkLocation(
                            new SegmentId(Id16.read(in)), in.getInt(), in.getInt(), in.getInt(), in.getInt()));
        }
        return rows;
    }

    private static ChunkId chunk(int number) {
        return new ChunkId(Ids.id32(number, 8));
    }

    @Test
    void rowsOfSegmentsThatAreNotKeptAreForgottenForGood() {
        index().add(new ArrayList<>(List.of(row(1, 100), row(2, 200))));
        Run untouched = index().add(new ArrayList<>(List.of(row(3, 300))));
        index().add(new ArrayList<>(List.of(row(4, 400))));
        assertTrue(index().keepOnly(segment -> !segment.equals(Ids.segment(200)) && !segment.equals(Ids.segment(400))));
        for (int i = 0; i < 2; i++) {
            assertEquals(Optional.of(location(100)), index().find(chunk(1)));
            assertEquals(Optional.empty(), index().find(chunk(2)));
            assertEquals(Optional.of(location(300)), index().find(chunk(3)));
            assertEquals(Optional.empty(), index().find(chunk(4)));
            assertEquals(List.of(1L, 1L), index().runs().stream().map(Run::rows).toList(), "an empty run goes");
            assertEquals(untouched, index().runs().get(1));
            restart();
        }
        assertFalse(index().keepOnly(segment -> true));
    }

    @Test
    void anOlderRowOfAKeptSegmentCountsAgain() {
        index().add(new ArrayList<>(List.of(row(1, 100))));
        index().add(new ArrayList<>(List.of(row(1, 101))));
        index().keepOnly(segment -> segment.equals(Ids.segment(100)));
        assertEquals(Optional.of(location(100)), index().find(chunk(1)));
    }

    @Test
    void runsThatBecomeTheSameAreOne() {
        index().add(new ArrayList<>(List.of(row(1, 100), row(2, 200))));
        index().add(new ArrayList<>(List.of(row(5, 500))));
        index().add(new ArrayList<>(List.of(row(1, 100), row(3, 300))));
        index().keepOnly(segment -> segment.equals(Ids.segment(100)) || segment.equals(Ids.segment(500)));
        restart();
        assertEquals(List.of(1L, 1L), index().runs().stream().map(Run::rows).toList());
        assertEquals(Optional.of(location(100)), index().find(chunk(1)));
        assertEquals(Optional.of(location(500)), index().find(chunk(5)));
        index().add(new ArrayList<>(List.of(row(6, 600))));
        assertEquals(Optional.of(location(600)), index().find(chunk(6)));
    }

    private static Row row(int chunk, int location) {
        return new Row(chunk(chunk), location(location));
    }

    private static ChunkLocation location(int number) {
        return new ChunkLocation(Ids.segment(number), number, number % 100, number + 10, number + 1);
    }
}
