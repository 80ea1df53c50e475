// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.zstd.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Native contexts that are costly to make and serve one call at a time. As many are made as calls run at once. Not
 * thread-local: threads come and go, and a replaced bundle must leave nothing behind in them. Thread-safe: its own lock
 * guards the stack of idle contexts.
 */
public final class ContextPool<C extends Closeable> implements AutoCloseable {
    private final Supplier<C> maker;
    private final Deque<C> idle = new ArrayDeque<>();
    private boolean closed;

    public ContextPool(Supplier<C> maker) {
        this.maker = maker;
    }

    /** Lends a context for one call. */
    public int lend(ToIntFunction<C> call) {
        C context = take();
        try {
            return call.applyAsInt(context);
        } finally {
            giveBack(context);
        }
    }

    /** Closes the idle contexts now and the lent ones when they come back; lending goes on working, without reuse. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(ContextPool::close);
        idle.clear();
    }

    private C take() {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return maker.get();
    }

    private synchronized void giveBack(C context) {
        if (closed) {
            close(context);
        } else {
            idle.push(context);
        }
    }

    private static void close(Closeable context) {
        try {
            context.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a native context could not be freed", e);
        }
    }
}
