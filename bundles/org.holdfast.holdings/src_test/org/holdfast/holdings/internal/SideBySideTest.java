// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.BlockStore.Part;
import org.holdfast.core.port.BlockStore.Wanted;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Audits read a disk with a few threads, whoever asks, and leave none behind. */
@Tag("R47")
@Timeout(30)
class SideBySideTest {
    private final SideBySide reader = new SideBySide();

    @Test
    void readsOverlapAndNeverMoreThanAreAllowed() throws InterruptedException, ExecutionException {
        var disk = new SlowDisk();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<BlockId, IOException>>> all = IntStream.range(0, 3)
                    .mapToObj(i -> callers.submit(() -> read(disk)))
                    .toList();
            for (Future<Map<BlockId, IOException>> each : all) {
                assertEquals(Map.of(), each.get());
            }
        }
        assertEquals(SideBySide.AT_ONCE, disk.most.get());
        assertEquals(300, disk.reads.get());
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(each -> each.getName().startsWith("block-read-")),
                "a thread is left");
    }

    @Test
    void whoIsInterruptedGetsAWordAndNoThreadIsLeft() throws InterruptedException {
        var disk = new SlowDisk();
        disk.never = true;
        var said = new ErrorCode[1];
        Thread caller = Thread.ofVirtual()
                .start(() -> said[0] =
                        assertThrows(HoldfastException.class, () -> read(disk)).code());
        assertTrue(disk.busy.await(20, TimeUnit.SECONDS));
        caller.interrupt();
        caller.join();
        assertEquals(ErrorCode.CANCELLED, said[0]);
        assertTrue(disk.reads.get() <= 2 * SideBySide.AT_ONCE, disk.reads + " reads were begun");
        disk.never = false;
        assertEquals(Map.of(), read(disk));
    }

    private Map<BlockId, IOException> read(SlowDisk disk) {
        return reader.read(wanted(100), each -> each.read(() -> Optional.of(disk)));
    }

    private static List<Wanted> wanted(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Wanted(new BlockId(new Id16(2, i)), List.of(new Part(0, ByteBuffer.allocate(10)))))
                .toList();
    }

    /** Answers nobody before as many have asked as may at once, and counts them. */
    private static final class SlowDisk implements BlockStore.Reading {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger reads = new AtomicInteger();
        private final CountDownLatch busy = new CountDownLatch(SideBySide.AT_ONCE);
        private volatile boolean never;

        @Override
        public void read(long offset, ByteBuffer into) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            busy.countDown();
            try {
                busy.await();
                if (never) {
                    new CountDownLatch(1).await();
                }
            } catch (InterruptedException e) {
                throw new HoldfastException(ErrorCode.CANCELLED, "disk", "cancelled", e);
            } finally {
                now.decrementAndGet();
                reads.incrementAndGet();
            }
            into.position(into.limit());
        }

        @Override
        public ByteCount length() {
            return ByteCount.of(10);
        }

        @Override
        public void close() {}
    }
}
