// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.clock.NodeClock;

/**
 * The check of one provider. It runs on a platform thread of its own that nobody joins: Java cannot end a thread that
 * does not want to, and on a virtual one it would keep a carrier. Past the limit the provider counts as hanging; should
 * it answer all the same, that counts from then on. Thread-safe.
 */
public final class Examination {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final Duration REPETITION = Duration.ofMinutes(1);

    private final AtomicReference<Optional<Standing>> found = new AtomicReference<>(Optional.empty());
    private final NodeClock clock;
    private final Examiner.Pace pace;
    private final long begun;
    private final Thread thread;

    private Examination(String name, Examiner.Pace pace, NodeClock clock, Supplier<Standing> check) {
        this.clock = clock;
        this.pace = pace;
        this.begun = clock.nanos();
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("vectors-" + name)
                .unstarted(() -> found.compareAndSet(Optional.empty(), Optional.of(check.get())));
    }

    static Examination begin(String name, Examiner.Pace pace, NodeClock clock, Supplier<Standing> check) {
        Examination examination = new Examination(name, pace, clock, check);
        examination.thread.start();
        return examination;
    }

    /** One that needs no check. */
    static Examination passed(NodeClock clock) {
        Examination examination =
                new Examination("none", new Examiner.Pace(LIMIT, REPETITION), clock, Standing.Proven::new);
        examination.found.set(Optional.of(new Standing.Proven()));
        return examination;
    }

    public Standing standing() {
        return found.get()
                .orElseGet(() -> clock.nanos() - begun < pace.limit().toNanos()
                        ? new Standing.Examined()
                        : new Standing.Refused(
                                ErrorCode.TIMED_OUT,
                                "the check of its golden vectors did not end within "
                                        + pace.limit().toSeconds() + " s"));
    }

    /** Whether it could not be made, a while ago. */
    public boolean isToBeRepeated() {
        return standing() instanceof Standing.Undecided
                && clock.nanos() - begun > pace.repetition().toNanos();
    }

    /** The provider is gone: nobody wants to know any more. */
    public void cancel() {
        thread.interrupt();
    }
}
