// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.wire.Message;

/**
 * One question and its one answer: HAVE, CERT_GET, AGREEMENT_GET, GET_WITNESS, GET_HEAD, PING.
 *
 * @param <T> what is wanted of the answer
 */
public final class Inquiry<T> implements Machine<Inquiry.State, Void, Void, Reply<T>> {
    private final Message question;
    private final Duration patience;
    private final Function<Message, Optional<T>> answer;

    /** Where an inquiry stands. */
    public enum State {
        NEW,
        ASKED,
        OVER
    }

    /** @param answer takes from a message what is wanted; empty if it does not answer the question */
    public Inquiry(Message question, Duration patience, Function<Message, Optional<T>> answer) {
        this.question = question;
        this.patience = patience;
        this.answer = answer;
    }

    /** An inquiry that is answered by exactly this kind of message. */
    public static <M extends Message> Inquiry<M> expecting(Class<M> kind, Message question, Duration patience) {
        return new Inquiry<>(
                question,
                patience,
                message -> Optional.of(message).filter(kind::isInstance).map(kind::cast));
    }

    /** Inquiries have no actions. */
    public static Performer<Void, Void> performer() {
        return action -> Optional.empty();
    }

    @Override
    public State start() {
        return State.NEW;
    }

    @Override
    public Step<State, Void, Reply<T>> step(State state, Event<Void> event) {
        if (state == State.NEW && event instanceof Event.Started) {
            return Step.to(State.ASKED, new Effect.Send<>(question), new Effect.WakeAfter<>(patience));
        }
        if (state == State.ASKED && event instanceof Event.Received<Void>(Message message)) {
            Optional<T> wanted = answer.apply(message);
            if (wanted.isPresent()) {
                return Step.to(State.OVER, new Effect.Report<>(new Reply.Answered<>(wanted.get())));
            }
        }
        return Reply.end(State.OVER, event);
    }
}
