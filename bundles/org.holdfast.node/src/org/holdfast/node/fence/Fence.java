// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Around one foreign service. Each call has a thread of its own, a platform thread, since what loops for ever would keep
 * a carrier of virtual ones, and so much time; a call that takes longer is given up, and one that throws is its own
 * trouble. After two failures the service is not called any more, and no third call begins while two have not ended: at
 * most two threads are ever lost to one. A new version of its bundle, or a changed configuration, is another service
 * with a fence of its own. Thread-safe.
 */
public final class Fence {
    /** For answers that are asked for while a decision is made. */
    public static final Duration QUICK = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    private static final int FAILURES = 2;

    private final String name;
    private final Duration limit;
    private final AtomicInteger failures = new AtomicInteger();
    private final Semaphore unfinished = new Semaphore(FAILURES);
    private volatile Optional<String> shut = Optional.empty();

    /** @param name of the service, for people */
    public Fence(String name, Duration limit) {
        this.name = name;
        this.limit = limit;
    }

    /** What came of a call. */
    public sealed interface Outcome<T> {
        record Answered<T>(T answer) implements Outcome<T> {}

        /** @param why for people, such as {@code it did not answer within 200 ms} */
        record Failed<T>(String why) implements Outcome<T> {}
    }

    /** Why it is not called any more, if so. */
    public Optional<String> shut() {
        return shut;
    }

    /** @param work never answers null */
    public <T> Outcome<T> call(Supplier<T> work) {
        Optional<String> closed = shut;
        if (closed.isPresent()) {
            return new Outcome.Failed<>("it is off: " + closed.get());
        }
        try {
            return unfinished.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? onItsOwnThread(new FutureTask<>(() -> finish(work)))
                    : new Outcome.Failed<>("earlier calls of it have not ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is stopping, and that is not the service's fault
            return new Outcome.Failed<>("it was interrupted");
        }
    }

    private <T> Outcome<T> onItsOwnThread(FutureTask<Outcome<T>> task) throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().name("fence-" + name).start(task);
        try {
            return switch (task.get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                case Outcome.Answered<T> answered -> answered;
                case Outcome.Failed<T>(String why) -> failed(why);
            };
        } catch (TimeoutException e) {
            thread.interrupt();
            return failed("it did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed("it ended in " + e.getCause().getClass().getName() + ", which cannot say what it is");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    /** All that is foreign, what an exception says of itself too, on the thread that may be lost. */
    private <T> Outcome<T> finish(Supplier<T> work) {
        try {
            return new Outcome.Answered<>(work.get());
        } catch (RuntimeException | Error e) {
            String said = OneLine.of(String.valueOf(e));
            LOG.debug("{} threw {}", name, said);
            return new Outcome.Failed<>("it ended in " + said);
        } finally {
            unfinished.release();
        }
    }

    private <T> Outcome<T> failed(String why) {
        int count = failures.incrementAndGet();
        LOG.warn("{} failed and is passed over: {} (failure {} of {})", name, why, count, FAILURES);
        if (count == FAILURES) {
            shut = Optional.of("it failed " + FAILURES + " times, the last time " + why);
            LOG.warn("{} is off until its bundle is updated or its configuration changed", name);
        }
        return new Outcome.Failed<>(why);
    }
}
