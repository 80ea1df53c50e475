// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.notice;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.core.notice.PlainText;
import org.holdfast.node.fence.Fence;
import org.holdfast.node.fence.Fence.Outcome;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.jspecify.annotations.Nullable;

/**
 * One way of delivery, held at arm's length: each delivery has a thread of its own and a limit, and what hangs or throws
 * is its own trouble. At most two threads are ever lost to one; it is not shut for good like a policy that fails, as a
 * slow server is no fault of it. Thread-safe.
 */
public final class Way {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Nothing waits for what it says of itself, and it is asked once: while much begins it may be slow. */
    private static final Duration TO_DESCRIBE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 2;
    private static final int LINE = 200;

    private final NoticeChannel channel;
    private final String id;
    private final Optional<String> target;
    private final Duration longest;
    private final Semaphore unfinished = new Semaphore(AT_ONCE);

    private record Description(String id, Optional<String> target) {}

    private Way(NoticeChannel channel, Description description, Duration longest) {
        this.channel = channel;
        this.id = description.id();
        this.target = description.target().map(text -> PlainText.line(text, LINE));
        this.longest = longest;
    }

    /** What it says of itself is asked once: changed settings make another service. Empty if it says nothing that can be used. */
    public static Optional<Way> of(NoticeChannel channel, String bundle) {
        return of(channel, bundle, LONGEST);
    }

    static Optional<Way> of(NoticeChannel channel, String bundle, Duration longest) {
        Outcome<Description> said = new Fence("The way of notices of " + bundle, TO_DESCRIBE)
                .call(() -> new Description(channel.id(), channel.target()));
        return said instanceof Outcome.Answered<Description>(Description description)
                        && description.id().matches("[a-z0-9.-]{1,32}")
                ? Optional.of(new Way(channel, description, longest))
                : Optional.empty();
    }

    public String id() {
        return id;
    }

    /** Where to, for people; empty if nobody has set it up. */
    public Optional<String> target() {
        return target;
    }

    /** Why nothing can be delivered now, though it is set up. */
    public Optional<String> trouble() {
        return unfinished.availablePermits() == 0 ? Optional.of("earlier deliveries have not ended") : Optional.empty();
    }

    Delivery deliver(Notice notice, NoticeSecrets secrets) {
        if (!unfinished.tryAcquire()) {
            return new Delivery.Failed("earlier deliveries have not ended: update or restart what brings this way");
        }
        FutureTask<Delivery> task = new FutureTask<>(() -> finish(notice, secrets));
        Thread thread = Thread.ofPlatform().daemon().name("notice-" + id).start(task);
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Delivery.Failed("it did not end within " + longest.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Delivery.Failed("it ended in an error");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt(); // the node is stopping
            return new Delivery.Failed("it was interrupted");
        }
    }

    /** On the thread that is its own: also what it answers, or throws, is looked at there. */
    private Delivery finish(Notice notice, NoticeSecrets secrets) {
        try {
            return checked(channel.deliver(notice, secrets));
        } catch (Throwable e) {
            return new Delivery.Failed("it ended in " + described(e));
        } finally {
            unfinished.release();
        }
    }

    /** A plug-in may answer nothing, whatever the interface says. */
    private static Delivery checked(@Nullable Delivery answer) {
        return switch (answer) {
            case null -> new Delivery.Failed("it did not say what became of it");
            case Delivery.Delivered(@Nullable String how) ->
                new Delivery.Delivered(how == null ? "it does not say how" : how);
            case Delivery.Failed(@Nullable String why) ->
                new Delivery.Failed(why == null ? "it did not say why it failed" : why);
        };
    }

    private static String described(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName(); // not even its text can be had
        }
    }
}
