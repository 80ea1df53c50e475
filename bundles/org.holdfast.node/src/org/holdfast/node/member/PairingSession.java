// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.core.pair.Pairing;
import org.holdfast.core.pair.Pairing.Outcome;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.Channel;

/**
 * One wish to pair, from the command until both people have decided: the meeting point of the thread that talks with the
 * other machine and of those that ask for people here. At most one run of the protocol takes place in it. Thread-safe.
 */
public final class PairingSession {
    private static final Duration WISH = Duration.ofMinutes(10);

    private final boolean accepting;
    private final AtomicReference<Channel> run = new AtomicReference<>();
    private final CompletableFuture<Shown> shown = new CompletableFuture<>();
    private final CompletableFuture<Boolean> verdict = new CompletableFuture<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile Optional<OwnerId> asked = Optional.empty();

    /**
     * What the person here is to compare.
     *
     * @param digits empty where the two know each other already
     * @param owner the other machine
     */
    public record Shown(String digits, OwnerId owner, String name) {}

    /** @param accepting whether it waits for another machine to ask */
    PairingSession(boolean accepting) {
        this.accepting = accepting;
    }

    /** The machine that answers where this one dials. */
    void isAsking(OwnerId owner) {
        asked = Optional.of(owner);
    }

    /**
     * Whether a machine that asks may: this node accepts, or both ask each other and this one has the higher id, so that
     * exactly one of them answers.
     */
    boolean answers(OwnerId asker, OwnerId self) {
        return !isOver() && (accepting || asked.filter(asker::equals).isPresent() && self.compareTo(asker) > 0);
    }

    /** Takes the one run that there may be, for a conversation on this channel. */
    boolean begin(Channel channel) {
        return !isOver() && run.compareAndSet(null, channel);
    }

    boolean hasBegun() {
        return run.get() != null;
    }

    boolean hasBegunOn(Channel channel) {
        return run.get() == channel;
    }

    void show(Shown what) {
        shown.complete(what);
    }

    Optional<Shown> shown() {
        return Optional.ofNullable(shown.getNow(null));
    }

    /** The person here has decided; only the first word counts. */
    void judge(boolean same) {
        verdict.complete(same);
    }

    Optional<Boolean> verdict() {
        return Optional.ofNullable(verdict.getNow(null));
    }

    void end(Outcome how) {
        outcome.complete(how);
        shown.completeExceptionally(failure(how));
    }

    boolean isOver() {
        return outcome.isDone();
    }

    /** Ends the wish of whoever went away before there was anything to compare. */
    void cancel() {
        end(new Outcome.Failed(ErrorCode.CANCELLED, "the command was cancelled"));
    }

    /** Waits for the digits. @throws HoldfastException why there are none */
    Shown awaitDigits() {
        return await(shown, WISH);
    }

    /** Waits for the end. @throws HoldfastException why it failed */
    Outcome.Paired awaitEnd() {
        Outcome how = await(outcome, Pairing.COMPARE.plus(Pairing.PATIENCE.multipliedBy(2)));
        if (how instanceof Outcome.Paired paired) {
            return paired;
        }
        throw failure(how);
    }

    private <T> T await(CompletableFuture<T> future, Duration most) {
        try {
            return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(ErrorCode.CANCELLED, "the command was cancelled");
        } catch (TimeoutException e) {
            throw failure(ErrorCode.TIMED_OUT, "nobody came in " + most.toMinutes() + " minutes");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HoldfastException failure
                    ? failure
                    : failure(ErrorCode.INTERNAL, String.valueOf(e.getCause()));
        }
    }

    private static HoldfastException failure(Outcome how) {
        return switch (how) {
            case Outcome.Failed(ErrorCode code, String why) -> failure(code, why);
            case Outcome.Paired paired -> failure(ErrorCode.CONFLICT, "it was paired already");
        };
    }

    private static HoldfastException failure(ErrorCode code, String why) {
        return new HoldfastException(
                code, "pairing", "The machines were not paired: " + why.replaceAll("\\.$", "") + ".");
    }
}
