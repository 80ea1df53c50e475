// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.KeyRing;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.format.segment.StoredChunk;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lender;

/**
 * The few segments that are open in memory, least recently used ones leaving first; each is loaded once, however many
 * ask for it. Bounded: {@code most} × the segment size. Thread-safe.
 */
public final class OpenSegments implements AutoCloseable {
    private final SegmentLoader loader;
    private final KeyRing keys;
    private final Lender lender;
    private final ExecutorService loading = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("load-", 1).factory());
    private final Map<SegmentId, CompletableFuture<Open>> open; // guarded by itself

    /** A reader is one thread's at a time. */
    private record Open(SegmentReader reader, ReentrantLock lock) {}

    public OpenSegments(SegmentLoader loader, KeyRing keys, Lender lender, int most) {
        this.loader = loader;
        this.keys = keys;
        this.lender = lender;
        this.open = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<SegmentId, CompletableFuture<Open>> eldest) {
                return size() > most;
            }
        };
    }

    /** Starts loading a segment that will be wanted soon. */
    public void prefetch(SegmentId id) {
        future(id);
    }

    /** @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED */
    public StoredChunk chunk(ChunkLocation place) {
        Open segment = await(place.segment());
        segment.lock().lock();
        try {
            return segment.reader().chunk(place.offset(), place.frame());
        } finally {
            segment.lock().unlock();
        }
    }

    /** What a segment holds. @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED */
    public List<SegmentEntry> entries(SegmentId id) {
        Open segment = await(id);
        segment.lock().lock();
        try {
            return segment.reader().entries();
        } finally {
            segment.lock().unlock();
        }
    }

    private Open await(SegmentId id) {
        try {
            return future(id).join();
        } catch (CompletionException e) {
            forget(id);
            if (e.getCause() instanceof HoldfastException known) {
                throw new HoldfastException(
                        known.code(), known.subject(), String.valueOf(known.getMessage()), known.retryable(), known);
            }
            throw e;
        }
    }

    private CompletableFuture<Open> future(SegmentId id) {
        synchronized (open) {
            return open.computeIfAbsent(id, key -> CompletableFuture.supplyAsync(() -> load(key), loading));
        }
    }

    private Open load(SegmentId id) {
        byte[] bytes = loader.load(id);
        SegmentReader reader = SegmentReader.open(keys, number -> Ciphers.keep(lender, number), bytes, bytes.length);
        return new Open(reader, new ReentrantLock());
    }

    private void forget(SegmentId id) {
        synchronized (open) {
            open.remove(id);
        }
    }

    @Override
    public void close() {
        loading.shutdownNow();
        loading.close();
    }
}
