// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Tasks that live and die together, each on a named virtual thread. The first failure interrupts the others; leaving
 * the group's block waits for all, so no thread outlives it. Of the shape of structured concurrency, which is still a
 * preview in Java 25. Fork and join belong to the thread that opened the group.
 */
public final class TaskGroup implements AutoCloseable {
    private final String name;
    private final ExecutorService threads;
    private final List<Future<?>> tasks = new ArrayList<>();

    private TaskGroup(String name) {
        this.name = name;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 1).factory());
    }

    public static TaskGroup open(String name) {
        return new TaskGroup(name);
    }

    public <T> Future<T> fork(Callable<T> task) {
        Future<T> future = threads.submit(() -> {
            try {
                return task.call();
            } catch (Exception | Error failure) {
                threads.shutdownNow();
                throw failure;
            }
        });
        tasks.add(future);
        return future;
    }

    /**
     * Waits for all tasks.
     *
     * @throws HoldfastException the first failure that is not a mere cancellation; TIMED_OUT after {@code deadline}
     */
    public void join(Duration deadline) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            throw new HoldfastException(
                    ErrorCode.TIMED_OUT, name, name + " did not end within " + deadline.toSeconds() + " s", true, null);
        }
        for (Future<?> task : tasks) {
            outcome(task);
        }
    }

    private void outcome(Future<?> task) throws InterruptedException {
        try {
            task.get(0, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throwUnlessInterrupted(e.getCause());
        } catch (CancellationException | TimeoutException e) {
            throw new HoldfastException(ErrorCode.CANCELLED, name, name + " was cancelled", e);
        }
    }

    private void throwUnlessInterrupted(Throwable cause) throws InterruptedException {
        switch (cause) {
            case InterruptedException interrupted -> throw interrupted;
            case HoldfastException known -> throw known;
            case Error error -> throw error;
            default -> throw new HoldfastException(ErrorCode.INTERNAL, name, name + " failed: " + cause, cause);
        }
    }

    /** Interrupts what still runs and waits for it. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
