// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.KeyRing;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.segment.SegmentReader;
import org.holdfast.format.segment.StoredChunk;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lender;
import org.jspecify.annotations.Nullable;

/**
 * The few segments that are in memory; each is loaded once, however many ask for it. Together they take no more than a
 * given room, in which one that is being loaded counts twice, because its shards and their sum are there at the same
 * time; a segment that alone is larger than the room is loaded when no other is there. The least recently used ones
 * leave first, but none while it is loaded or read. Thread-safe.
 */
public final class OpenSegments implements AutoCloseable {
    private static final long COPIES_WHILE_LOADING = 2;
    /** So often the shards of a segment are fetched of which there are too few; each time may be all its bytes. */
    private static final int TRIES = 3;

    private final SegmentLoader loader;
    private final KeyRing keys;
    private final Lender lender;
    private final long room;
    private final ExecutorService loading = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("load-", 1).factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<SegmentId, Slot> slots = new LinkedHashMap<>(16, 0.75f, true); // guarded by lock
    private final Map<SegmentId, Failure> failures = new HashMap<>(); // guarded by lock
    private long used; // bytes; guarded by lock
    private @Nullable Slot latest; // whose reader may only have put it down between two chunks; guarded by lock

    /** That too few shards of a segment were to be had, the last time. */
    private record Failure(int times, HoldfastException last) {}

    private static final class Slot {
        final CompletableFuture<SegmentReader> reader = new CompletableFuture<>();
        final ReentrantLock reading = new ReentrantLock(); // a reader is one thread's at a time
        long bytes; // this and the rest are guarded by the lock of all
        int users;
        boolean awaited;

        Slot(long bytes, boolean awaited) {
            this.bytes = bytes;
            this.awaited = awaited;
        }

        boolean mayLeave() {
            return reader.isDone() && users == 0;
        }

        /** Loaded ahead, and nobody has come for it yet. */
        boolean isAwaited() {
            return awaited;
        }
    }

    public OpenSegments(SegmentLoader loader, KeyRing keys, Lender lender, ByteCount room) {
        this.loader = loader;
        this.keys = keys;
        this.lender = lender;
        this.room = room.value();
    }

    /** Starts loading a segment that will be wanted soon, if there is room besides those that are wanted sooner. */
    public void prefetch(SegmentId id) {
        lock.lock();
        try {
            Slot there = slots.get(id);
            if (there != null) {
                there.awaited = true;
            } else if (!isHopeless(id) && hasRoom(id, slot -> !slot.isAwaited() && slot != latest)) {
                begin(id, true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED */
    public StoredChunk chunk(ChunkLocation place) {
        return read(place.segment(), reader -> reader.chunk(place.offset(), place.frame()));
    }

    /** What a segment holds. @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED */
    public List<SegmentEntry> entries(SegmentId id) {
        return read(id, SegmentReader::entries);
    }

    private <T> T read(SegmentId id, Function<SegmentReader, T> what) {
        Slot slot = take(id);
        try {
            SegmentReader reader = await(id, slot);
            slot.reading.lock();
            try {
                return what.apply(reader);
            } finally {
                slot.reading.unlock();
            }
        } finally {
            giveBack(slot);
        }
    }

    /** Waits while nothing may leave, which ends because loads and reads do. */
    private Slot take(SegmentId id) {
        lock.lock();
        try {
            while (!slots.containsKey(id) && !hasRoom(id, slot -> !slot.isAwaited()) && !hasRoom(id, slot -> true)) {
                changed.await();
            }
            if (isHopeless(id)) {
                throw again(failures.get(id).last());
            }
            Slot there = slots.get(id);
            Slot slot = there == null ? begin(id, false) : there;
            slot.users++;
            slot.awaited = false;
            latest = slot;
            return slot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "restore", "The restore was cancelled.", e);
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Slot slot) {
        lock.lock();
        try {
            slot.users--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private SegmentReader await(SegmentId id, Slot slot) {
        try {
            return slot.reader.join();
        } catch (CompletionException e) {
            forget(id, slot, e.getCause());
            if (e.getCause() instanceof HoldfastException known) {
                throw again(known);
            }
            throw e;
        }
    }

    private static HoldfastException again(HoldfastException known) {
        return new HoldfastException(
                known.code(), known.subject(), String.valueOf(known.getMessage()), known.retryable(), known);
    }

    private boolean isHopeless(SegmentId id) {
        Failure failure = failures.get(id);
        return failure != null && failure.times() >= TRIES;
    }

    /** The next reader tries again, unless that was done often enough. */
    private void forget(SegmentId id, Slot slot, Throwable cause) {
        lock.lock();
        try {
            if (slots.remove(id, slot)) {
                used -= slot.bytes;
                if (cause instanceof HoldfastException known && known.code() == ErrorCode.NOT_ENOUGH_SHARDS) {
                    failures.merge(id, new Failure(1, known), (before, now) -> new Failure(before.times() + 1, known));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has the least recently used ones leave of those that may, if that makes room enough. */
    private boolean hasRoom(SegmentId id, Predicate<Slot> mayGo) {
        long wanted = COPIES_WHILE_LOADING * loader.length(id);
        List<SegmentId> leaving = new ArrayList<>();
        long free = room - used;
        for (Map.Entry<SegmentId, Slot> each : slots.entrySet()) {
            if (free < wanted && each.getValue().mayLeave() && mayGo.test(each.getValue())) {
                leaving.add(each.getKey());
                free += each.getValue().bytes;
            }
        }
        boolean enough = free >= wanted || leaving.size() == slots.size();
        if (enough) {
            leaving.forEach(this::drop);
        }
        return enough;
    }

    private void drop(SegmentId id) {
        Slot dropped = slots.remove(id);
        used -= dropped == null ? 0 : dropped.bytes;
    }

    private Slot begin(SegmentId id, boolean awaited) {
        Slot slot = new Slot(COPIES_WHILE_LOADING * loader.length(id), awaited);
        loading.execute(() -> load(id, slot));
        slots.put(id, slot);
        used += slot.bytes;
        return slot;
    }

    private void load(SegmentId id, Slot slot) {
        try {
            byte[] bytes = loader.load(id);
            SegmentReader reader =
                    SegmentReader.open(keys, number -> Ciphers.keep(lender, number), bytes, bytes.length);
            end(slot, bytes.length, () -> slot.reader.complete(reader));
        } catch (RuntimeException | Error e) {
            end(slot, 0, () -> slot.reader.completeExceptionally(e)); // whoever reads it is told
        }
    }

    private void end(Slot slot, long bytes, Runnable completion) {
        lock.lock();
        try {
            used -= slot.bytes - bytes;
            slot.bytes = bytes;
            completion.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything: whoever keeps this after its end keeps neither segments nor the classes of their ciphers. */
    @Override
    public void close() {
        loading.shutdownNow();
        loading.close();
        lock.lock();
        try {
            slots.clear();
            latest = null;
            used = 0;
        } finally {
            lock.unlock();
        }
    }
}
