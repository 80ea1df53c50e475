// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * A machine with its present state, and the loop that carries out its effects. Belongs to one thread at a time. The
 * caller brings events; what is sent and when to wake goes to the {@link Outlet}.
 */
public final class Conversation<S, A, D, R> {
    private final Machine<S, A, D, R> machine;
    private final Performer<A, D> performer;
    private final Outlet outlet;
    private final Queue<Event<D>> events = new ArrayDeque<>();
    private S state;
    private @Nullable R outcome;

    public Conversation(Machine<S, A, D, R> machine, Performer<A, D> performer, Outlet outlet) {
        this.machine = machine;
        this.performer = performer;
        this.outlet = outlet;
        this.state = machine.start();
    }

    /** Where a conversation's words and wishes go. */
    public interface Outlet {
        void send(Message message);

        /** Wake the conversation after this time, and no longer at the time wished before. */
        void wakeAfter(Duration delay);
    }

    /** Lets one thing happen, with all that follows from it; the outcome once there is one. Later events do nothing. */
    public Optional<R> accept(Event<D> event) {
        events.add(event);
        while (outcome == null && !events.isEmpty()) {
            Step<S, A, R> step = machine.step(state, events.remove());
            state = step.state();
            carryOut(step.effects());
        }
        return Optional.ofNullable(outcome);
    }

    /** Starts it. */
    public Optional<R> begin() {
        return accept(new Event.Started<>());
    }

    public Optional<R> received(Message message) {
        return accept(new Event.Received<>(message));
    }

    public Optional<R> elapsed() {
        return accept(new Event.Elapsed<>());
    }

    public Optional<R> disconnected() {
        return accept(new Event.Disconnected<>());
    }

    public S state() {
        return state;
    }

    private void carryOut(List<Effect<A, R>> effects) {
        for (Effect<A, R> effect : effects) {
            switch (effect) {
                case Effect.Send<A, R> send -> outlet.send(send.message());
                case Effect.WakeAfter<A, R> wake -> outlet.wakeAfter(wake.delay());
                case Effect.Report<A, R> report -> outcome = report.outcome();
                case Effect.Do<A, R> wanted -> {
                    if (!done(wanted.action())) {
                        return;
                    }
                }
            }
        }
    }

    private boolean done(A action) {
        try {
            performer.perform(action).ifPresent(answer -> events.add(new Event.Done<>(answer)));
            return true;
        } catch (HoldfastException e) {
            events.add(new Event.Failed<>(e.code(), String.valueOf(e.getMessage())));
            return false;
        }
    }
}
