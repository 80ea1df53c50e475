// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.core.Conversation;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Performer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.Message;

/**
 * Holds a conversation on a stream: brings the machine what arrives, carries out what it wants, and wakes it when it
 * asked for that. Blocks the calling virtual thread until the machine reports its outcome.
 */
public final class Talk {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Where each answer has its own time, and that is enough. */
    private static final Duration ENDLESS = Duration.ofDays(365);

    private final NodeClock clock;
    private final long end;
    private long wakeAt;

    private Talk(NodeClock clock, Duration most) {
        this.clock = clock;
        this.end = clock.nanos() + most.toNanos();
        this.wakeAt = clock.nanos() + LONGEST.toNanos();
    }

    /**
     * Runs the machine to its end.
     *
     * @throws HoldfastException CANCELLED when the thread is interrupted; TIMED_OUT if the machine never ends
     */
    public static <S, A, D, R> R hold(
            Machine<S, A, D, R> machine, Performer<A, D> performer, Channel stream, NodeClock clock) {
        return hold(machine, performer, stream, clock, ENDLESS);
    }

    /** The same, where all of it may take {@code most}: then its time is over, however lively the other side is. */
    public static <S, A, D, R> R hold(
            Machine<S, A, D, R> machine, Performer<A, D> performer, Channel stream, NodeClock clock, Duration most) {
        return new Talk(clock, most).run(machine, performer, stream, Optional.empty());
    }

    /** Like {@link #hold}, for a side that was spoken to: {@code first} is what the other side began with. */
    public static <S, A, D, R> R answer(
            Message first, Machine<S, A, D, R> machine, Performer<A, D> performer, Channel stream, NodeClock clock) {
        return new Talk(clock, ENDLESS).run(machine, performer, stream, Optional.of(first));
    }

    private <S, A, D, R> R run(
            Machine<S, A, D, R> machine, Performer<A, D> performer, Channel stream, Optional<Message> first) {
        Conversation<S, A, D, R> conversation = new Conversation<>(machine, performer, outlet(stream));
        Optional<R> outcome = bring(conversation, new Event.Started<>());
        if (outcome.isEmpty() && first.isPresent()) {
            outcome = bring(conversation, new Event.Received<>(first.get()));
        }
        while (outcome.isEmpty()) {
            outcome = bring(conversation, next(stream));
        }
        return outcome.get();
    }

    /** A broken link shows when something is sent, too. */
    private static <S, A, D, R> Optional<R> bring(Conversation<S, A, D, R> conversation, Event<D> event) {
        try {
            return conversation.accept(event);
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.PEER_LOST || event instanceof Event.Disconnected<D>) {
                throw e;
            }
            return bring(conversation, new Event.Disconnected<>());
        }
    }

    private <D> Event<D> next(Channel stream) {
        try {
            long now = clock.nanos();
            long left = Math.min(wakeAt - now, end - now);
            Optional<Message> message = end - now > 0 ? stream.receive(Duration.ofNanos(left)) : Optional.empty();
            return message.<Event<D>>map(Event.Received::new).orElseGet(this::elapsed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "conversation", "The conversation was cancelled.", e);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.PEER_LOST) {
                return new Event.Disconnected<>();
            }
            throw e;
        }
    }

    private <D> Event<D> elapsed() {
        wakeAt = clock.nanos() + LONGEST.toNanos();
        return new Event.Elapsed<>();
    }

    private Conversation.Outlet outlet(Channel stream) {
        return new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                stream.send(message);
            }

            @Override
            public void wakeAfter(Duration delay) {
                wakeAt = clock.nanos() + delay.toNanos();
            }
        };
    }
}
