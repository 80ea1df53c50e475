// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.BlockStore.Wanted;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Reads parts of many files with a few threads. A flash disk answers sixteen small reads in about the time of two; more
 * of them gain little and would keep others waiting, so there is one call at a time, and its threads end with it.
 * Platform threads, as a read of a file holds its thread whatever kind it is.
 */
public final class SideBySide {
    /** Reads under way at most, of all callers together. */
    static final int AT_ONCE = 16;

    /** Who reads. */
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * What {@link BlockStore#read} promises.
     *
     * @param reader reads one of them, and says why it could not; called by several threads
     */
    public Map<BlockId, IOException> read(List<Wanted> wanted, Function<Wanted, Optional<IOException>> reader) {
        var unread = new ConcurrentHashMap<BlockId, IOException>();
        try {
            turn.lockInterruptibly();
            try {
                read(wanted, reader, unread);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "blocks", "cancelled while blocks are read", e);
        }
        return unread;
    }

    private static void read(
            List<Wanted> wanted, Function<Wanted, Optional<IOException>> reader, Map<BlockId, IOException> unread)
            throws InterruptedException {
        var next = new AtomicInteger();
        Callable<Void> thread = () -> {
            for (int i = next.getAndIncrement(); i < wanted.size(); i = next.getAndIncrement()) {
                Wanted each = wanted.get(i);
                reader.apply(each).ifPresent(why -> unread.put(each.block(), why));
            }
            return null;
        };
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("block-read-", 1).factory();
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads)) {
            List<Callable<Void>> readers = Collections.nCopies(Math.min(AT_ONCE, wanted.size()), thread);
            try {
                for (Future<Void> each : executor.invokeAll(readers)) {
                    each.get();
                }
            } catch (InterruptedException e) {
                next.set(wanted.size());
                executor.shutdownNow(); // for those who had begun with another block in the meantime
                throw e;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread that reads blocks has failed", e.getCause());
        }
    }
}
