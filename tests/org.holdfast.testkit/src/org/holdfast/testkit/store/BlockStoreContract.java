// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.BlockStore.Part;
import org.holdfast.core.port.BlockStore.Reading;
import org.holdfast.core.port.BlockStore.Receiving;
import org.holdfast.core.port.BlockStore.Stored;
import org.holdfast.core.port.BlockStore.Wanted;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;

/** What every {@link BlockStore} does. */
public abstract class BlockStoreContract {
    /** The store, empty at the start of each test; the same one until {@link #restart}. */
    protected abstract BlockStore store();

    /** The node starts again, in good order or not: from now on {@link #store} is what was read again. */
    protected abstract void restart();

    @Test
    void aBlockIsThereAfterCommitAndNotBefore() {
        byte[] content = content(1, 100_000);
        try (Receiving receiving = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(100_000))) {
            receiving.write(ByteBuffer.wrap(content, 0, 40_000));
            receiving.write(ByteBuffer.wrap(content, 40_000, 60_000).asReadOnlyBuffer());
            assertEquals(Optional.empty(), store().open(Ids.agreement(1), Ids.block(1)));
            assertEquals(Set.of(), listed());
            receiving.commit();
            assertArrayEquals(content, read(1, 1));
        }
        restart();
        assertArrayEquals(content, read(1, 1));
        assertEquals(Set.of(stored(1, 1, 100_000)), listed());
    }

    @Test
    void blocksOfAgreementsAreApart() {
        put(1, 1, content(1, 10));
        put(2, 1, content(2, 20));
        put(2, 2, content(3, 30));
        assertArrayEquals(content(1, 10), read(1, 1));
        assertArrayEquals(content(2, 20), read(2, 1));
        assertEquals(Set.of(stored(1, 1, 10), stored(2, 1, 20), stored(2, 2, 30)), listed());
        assertEquals(Optional.empty(), store().open(Ids.agreement(1), Ids.block(2)));
        assertEquals(Optional.empty(), store().open(Ids.agreement(3), Ids.block(1)));
    }

    @Test
    void whatIsNotCommittedLeavesNothing() {
        Receiving receiving = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(100));
        receiving.write(ByteBuffer.wrap(content(1, 50)));
        receiving.close();
        receiving.close();
        assertEquals(Set.of(), listed());
        restart();
        assertEquals(Set.of(), listed());
    }

    @Test
    void exactlyTheAnnouncedBytesAreTaken() {
        try (Receiving receiving = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(10))) {
            receiving.write(ByteBuffer.wrap(content(1, 9)));
            assertThrows(IllegalStateException.class, receiving::commit);
            assertThrows(IllegalArgumentException.class, () -> receiving.write(ByteBuffer.wrap(content(1, 2))));
            receiving.write(ByteBuffer.wrap(content(1, 10), 9, 1));
            receiving.commit();
        }
        assertArrayEquals(content(1, 10), read(1, 1));
    }

    @Test
    void anUnfinishedAttemptDoesNotHarmTheBlockThatIsThere() {
        put(1, 1, content(1, 10));
        try (Receiving receiving = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(10))) {
            receiving.write(ByteBuffer.wrap(content(2, 5)));
        }
        assertArrayEquals(content(1, 10), read(1, 1));
    }

    @Test
    void aBlockCanBeWrittenAgain() {
        put(1, 1, content(1, 10));
        put(1, 1, content(1, 10));
        assertArrayEquals(content(1, 10), read(1, 1));
        assertEquals(Set.of(stored(1, 1, 10)), listed());
    }

    @Test
    void twoMayWriteTheSameBlockAtOnce() {
        byte[] content = content(1, 10);
        try (Receiving one = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(10));
                Receiving two = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(10))) {
            one.write(ByteBuffer.wrap(content, 0, 5));
            two.write(ByteBuffer.wrap(content));
            one.write(ByteBuffer.wrap(content, 5, 5));
            one.commit();
            two.commit();
        }
        assertArrayEquals(content, read(1, 1));
        assertEquals(Set.of(stored(1, 1, 10)), listed());
    }

    @Test
    void afterCommitNothingMoreIsWritten() {
        try (Receiving receiving = store().begin(Ids.agreement(1), Ids.block(1), ByteCount.of(0))) {
            receiving.commit();
            assertThrows(IllegalStateException.class, () -> receiving.write(ByteBuffer.allocate(0)));
            assertThrows(IllegalStateException.class, receiving::commit);
        }
        assertArrayEquals(new byte[0], read(1, 1));
    }

    @Test
    void anyPartCanBeReadAndReadingStopsAtTheEnd() {
        byte[] content = content(1, 1000);
        put(1, 1, content);
        try (Reading reading = store().open(Ids.agreement(1), Ids.block(1)).orElseThrow()) {
            assertEquals(ByteCount.of(1000), reading.length());
            for (int offset : new int[] {0, 1, 999, 1000, 5000}) {
                ByteBuffer into = ByteBuffer.allocate(100);
                reading.read(offset, into);
                int expected = Math.clamp(1000 - offset, 0, 100);
                assertEquals(expected, into.position());
                byte[] part = Arrays.copyOfRange(content, Math.min(offset, 1000), Math.min(offset, 1000) + expected);
                assertArrayEquals(part, Arrays.copyOf(into.array(), expected));
            }
        }
    }

    @Test
    void manyPartsOfManyBlocksAreReadAtOnce() {
        for (int i = 0; i < 40; i++) {
            put(1, i, content(i, 5000 + i));
        }
        var random = new SplittableRandom(7);
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Part> parts = random.ints(4, 0, 4900)
                    .mapToObj(offset -> new Part(offset, ByteBuffer.allocate(100)))
                    .toList();
            wanted.add(new Wanted(Ids.block(random.nextInt(40)), parts));
        }
        assertEquals(Map.of(), store().read(Ids.agreement(1), wanted));
        for (Wanted each : wanted) {
            int number = IntStream.range(0, 40)
                    .filter(i -> Ids.block(i).equals(each.block()))
                    .findFirst()
                    .orElseThrow();
            byte[] content = content(number, 5000 + number);
            for (Part part : each.parts()) {
                int offset = (int) part.offset();
                assertArrayEquals(
                        Arrays.copyOfRange(content, offset, offset + 100),
                        part.into().array());
            }
        }
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsReadAllTheSame() {
        put(1, 1, content(1, 1000));
        put(1, 2, content(2, 1000));
        Part good = new Part(900, ByteBuffer.allocate(100));
        Part tooLong = new Part(901, ByteBuffer.allocate(100));
        Part gone = new Part(0, ByteBuffer.allocate(1));
        Map<BlockId, IOException> unread = store().read(
                        Ids.agreement(1),
                        List.of(
                                new Wanted(Ids.block(2), List.of(tooLong)),
                                new Wanted(Ids.block(3), List.of(gone)),
                                new Wanted(Ids.block(1), List.of(good))));
        assertEquals(Set.of(Ids.block(2), Ids.block(3)), unread.keySet());
        assertArrayEquals(
                Arrays.copyOfRange(content(1, 1000), 900, 1000), good.into().array());
        assertEquals(Map.of(), store().read(Ids.agreement(1), List.of()));
    }

    @Test
    void deletedBlocksStayAwayAndOpenOnesStayReadable() {
        put(1, 1, content(1, 10));
        put(1, 2, content(2, 10));
        try (Reading reading = store().open(Ids.agreement(1), Ids.block(1)).orElseThrow()) {
            store().delete(Ids.agreement(1), Ids.block(1));
            store().delete(Ids.agreement(1), Ids.block(1));
            store().delete(Ids.agreement(9), Ids.block(9));
            ByteBuffer into = ByteBuffer.allocate(10);
            reading.read(0, into);
            assertArrayEquals(content(1, 10), into.array());
        }
        restart();
        assertEquals(Optional.empty(), store().open(Ids.agreement(1), Ids.block(1)));
        assertEquals(Set.of(stored(1, 2, 10)), listed());
    }

    @Test
    void moreThanIsUsableIsRefusedAndLeavesNothing() {
        ByteCount tooMuch = store().usable().plus(ByteCount.gibibytes(1_000_000));
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> store().begin(Ids.agreement(1), Ids.block(1), tooMuch));
        assertEquals(ErrorCode.NO_SPACE, e.code());
        assertTrue(e.retryable());
        assertEquals(Set.of(), listed());
        put(1, 1, content(1, 10));
    }

    @Test
    void manyWriteAndReadAtOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int number = i;
                done.add(threads.submit(() -> {
                    put(number % 3, number, content(number, 5000 + number));
                    assertArrayEquals(content(number, 5000 + number), read(number % 3, number));
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        restart();
        assertEquals(60, listed().size());
    }

    private void put(int agreement, int block, byte[] content) {
        ByteCount length = ByteCount.of(content.length);
        try (Receiving receiving = store().begin(Ids.agreement(agreement), Ids.block(block), length)) {
            receiving.write(ByteBuffer.wrap(content));
            receiving.commit();
        }
    }

    private byte[] read(int agreement, int block) {
        try (Reading reading =
                store().open(Ids.agreement(agreement), Ids.block(block)).orElseThrow()) {
            ByteBuffer into =
                    ByteBuffer.allocate(Math.toIntExact(reading.length().value()));
            reading.read(0, into);
            return into.array();
        }
    }

    private Set<Stored> listed() {
        try (Stream<Stored> list = store().list()) {
            return list.collect(Collectors.toSet());
        }
    }

    private static Stored stored(int agreement, int block, long bytes) {
        return new Stored(Ids.agreement(agreement), Ids.block(block), ByteCount.of(bytes));
    }

    private static byte[] content(int seed, int length) {
        byte[] content = new byte[length];
        new SplittableRandom(seed).nextBytes(content);
        return content;
    }
}
