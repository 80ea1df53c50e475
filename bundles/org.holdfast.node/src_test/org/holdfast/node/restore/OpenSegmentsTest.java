// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.format.NoCipher;
import org.holdfast.format.segment.ChunkData;
import org.holdfast.format.segment.SealedSegment;
import org.holdfast.format.segment.SegmentBuffers;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.segment.SegmentParameters;
import org.holdfast.format.segment.SegmentWriter;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ChunkId;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Segments in memory stay within their room, are loaded once while they are there, and nobody waits for ever. */
@Tag("R55")
class OpenSegmentsTest {
    private static final int SEGMENTS = 12;
    private static final GenerationKeys KEYS = GenerationKeys.derive(1, new byte[32]);
    private static final List<SealedSegment> SEALED = sealed();
    private static final int LENGTH = SEALED.getFirst().length();

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountingLoader loader = new CountingLoader(new Sealed());

    private static List<SealedSegment> sealed() {
        List<SealedSegment> all = new ArrayList<>();
        for (int i = 0; i < SEGMENTS; i++) {
            var parameters = new SegmentParameters(
                    KEYS, NoCipher.INSTANCE, new CodeShape(2, 1), new Pipeline(true, false, true), 4 << 20);
            SegmentWriter writer = new SegmentWriter(parameters, new SegmentBuffers(4 << 20, 1));
            byte[] plain = content(i);
            writer.add(new ChunkData(ChunkId.of(new byte[32]), 0, plain.length, plain, 0, plain.length));
            byte[] random = new byte[16];
            random[0] = (byte) i;
            SealedSegment made = writer.finish(random);
            byte[] bytes = Arrays.copyOf(made.buffer(), made.length());
            all.add(new SealedSegment(made.id(), bytes, made.length(), made.shardLength(), made.entries()));
        }
        return all;
    }

    private static byte[] content(int segment) {
        byte[] plain = new byte[1000];
        Arrays.fill(plain, (byte) (segment + 1));
        return plain;
    }

    /** Waits at the gate, as for a slow partner. */
    private final class Sealed implements SegmentLoader {
        @Override
        public byte[] load(SegmentId id) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return find(id).buffer();
        }

        @Override
        public long length(SegmentId id) {
            return find(id).length();
        }

        private static SealedSegment find(SegmentId id) {
            return SEALED.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_ENOUGH_SHARDS, "segment " + id, "lost"));
        }
    }

    private static OpenSegments open(SegmentLoader loader, long room) {
        return new OpenSegments(loader, new Keys(), new NoProviders(), new ByteCount(room));
    }

    private static SegmentId id(int segment) {
        return SEALED.get(segment).id();
    }

    private static void read(OpenSegments segments, int segment) {
        SegmentEntry entry = SEALED.get(segment).entries().getFirst();
        var place = new ChunkLocation(
                id(segment), entry.offset(), entry.frame(), entry.plainLength(), entry.storedLength());
        assertEquals(
                segment + 1, segments.chunk(place).stored()[0], "the first byte of the chunk in segment " + segment);
    }

    private int loads() {
        return loader.loads().values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void prefetchingEverythingLoadsNoMoreThanThereIsRoomForAndThrowsNothingAway() {
        try (OpenSegments segments = open(loader, 4L * LENGTH)) {
            for (int i = 0; i < SEGMENTS; i++) {
                segments.prefetch(id(i));
            }
            assertTimeoutPreemptively(Duration.ofSeconds(20), this::awaitTwoAtTheGate);
            gate.countDown();
            for (int i = 0; i < SEGMENTS; i++) {
                read(segments, i);
            }
        }
        assertEquals(2, loader.mostAtOnce(), "each takes twice its length while it is loaded");
        assertEquals(SEGMENTS, loads());
    }

    private void awaitTwoAtTheGate() {
        while (loader.mostAtOnce() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theLeastRecentlyUsedLeaves() {
        gate.countDown();
        try (OpenSegments segments = open(loader, 4L * LENGTH)) {
            List.of(0, 1, 2, 3).forEach(each -> read(segments, each));
            List.of(1, 2, 3).forEach(each -> read(segments, each));
            assertEquals(4, loads());
            read(segments, 0);
            assertEquals(5, loads());
            read(segments, 2);
            read(segments, 3);
            assertEquals(5, loads());
            read(segments, 1);
            assertEquals(6, loads());
        }
    }

    @Test
    void whatWasLoadedAheadLeavesAfterWhatWasRead() {
        gate.countDown();
        try (OpenSegments segments = open(loader, 4L * LENGTH)) {
            segments.prefetch(id(0));
            List.of(1, 2, 3, 4).forEach(each -> read(segments, each));
            segments.prefetch(id(5));
            read(segments, 0);
            assertEquals(1, loader.loads().get(id(0)));
        }
    }

    /** Its reader has only put it down between two chunks. */
    @Test
    void loadingAheadLeavesTheSegmentThatWasReadLast() {
        gate.countDown();
        try (OpenSegments segments = open(loader, 2L * LENGTH)) {
            read(segments, 0);
            segments.prefetch(id(1));
            read(segments, 0);
            read(segments, 1);
        }
        assertEquals(2, loads());
    }

    @Test
    void manyReadersInAnyOrderEndWithinTheRoom() throws Exception {
        gate.countDown();
        try (OpenSegments segments = open(loader, 4L * LENGTH);
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int reader = 0; reader < 8; reader++) {
                SplittableRandom random = new SplittableRandom(reader);
                all.add(readers.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        segments.prefetch(id(random.nextInt(SEGMENTS)));
                        read(segments, random.nextInt(SEGMENTS));
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertTrue(loader.mostAtOnce() <= 2, "at once: " + loader.mostAtOnce());
    }

    @Test
    void aSegmentLargerThanTheRoomIsLoadedAlone() {
        gate.countDown();
        try (OpenSegments segments = open(loader, LENGTH / 2)) {
            for (int i = 0; i < SEGMENTS; i++) {
                segments.prefetch(id(i));
                segments.prefetch(id((i + 1) % SEGMENTS));
                read(segments, i);
            }
        }
        assertEquals(1, loader.mostAtOnce());
    }

    @Test
    void aLoadThatFailedIsToldAndTriedAgainButNotForEver() {
        gate.countDown();
        SegmentId lost = SegmentId.of(new byte[16]);
        SegmentLoader failing = new SegmentLoader() {
            @Override
            public byte[] load(SegmentId id) {
                return loader.load(id);
            }

            @Override
            public long length(SegmentId id) {
                return LENGTH;
            }
        };
        try (OpenSegments segments = open(failing, 4L * LENGTH)) {
            segments.prefetch(lost);
            for (int i = 0; i < 20; i++) {
                assertEquals(
                        ErrorCode.NOT_ENOUGH_SHARDS,
                        assertThrows(HoldfastException.class, () -> segments.entries(lost))
                                .code());
            }
            segments.prefetch(lost);
            assertEquals(3, loader.loads().get(lost), "each time may be all its bytes");
            List.of(0, 1, 2, 0, 1, 2).forEach(each -> read(segments, each));
            assertEquals(3 + 3, loads(), "what failed takes no room");
        }
    }

    private record Keys() implements KeyRing {
        @Override
        public GenerationKeys generation(int generation) {
            return KEYS;
        }

        @Override
        public int current() {
            return 1;
        }

        @Override
        public DedupKeys dedup() {
            throw new AssertionError("segments have no names of chunks to compare");
        }
    }

    private record NoProviders() implements Lender {
        @Override
        public Lease<CodeFamily> code(int format) {
            throw new AssertionError("nothing is coded");
        }

        @Override
        public Lease<CipherSuite> cipher(int format) {
            throw new AssertionError("nothing is encrypted");
        }

        @Override
        public Lease<Compressor> compressor(int format) {
            throw new AssertionError("nothing is compressed");
        }

        @Override
        public Lease<AuditScheme> audit(int format) {
            throw new AssertionError("nothing is audited");
        }
    }
}
