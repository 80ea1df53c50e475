// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage;
import org.holdfast.wire.Message;

/** How a conversation ended for the side that asked. "No" and "no answer" are different things (promise P9). */
public sealed interface Reply<T> {
    record Answered<T>(T answer) implements Reply<T> {}

    /** The other side said no. */
    record Refused<T>(ErrorCode code, String reason) implements Reply<T> {}

    /** The other side said something that it must not say. */
    record Misbehaved<T>(String what) implements Reply<T> {}

    /** Nobody knows what the other side did. @param why TIMED_OUT or PEER_LOST */
    record Silent<T>(ErrorCode why) implements Reply<T> {}

    /** This side could not carry out its part. */
    record Broken<T>(ErrorCode code, String why) implements Reply<T> {}

    /** Ends the asking side's conversation where {@code event} is none that it hopes for. */
    static <S, A, D, T> Step<S, A, Reply<T>> end(S over, Event<D> event) {
        return switch (event) {
            case Event.Received<D>(LinkMessage.Failure(ErrorCode code, String text)) ->
                Step.to(over, new Effect.Report<>(new Refused<>(code, text)));
            case Event.Received<D>(Message message) ->
                misbehaved(over, message.getClass().getSimpleName() + " is no answer here");
            case Event.Elapsed<D> elapsed ->
                Step.to(
                        over,
                        new Effect.Send<>(new LinkMessage.Failure(ErrorCode.TIMED_OUT, "no answer in time")),
                        new Effect.Report<>(new Silent<>(ErrorCode.TIMED_OUT)));
            case Event.Disconnected<D> gone -> Step.to(over, new Effect.Report<>(new Silent<>(ErrorCode.PEER_LOST)));
            case Event.Failed<D>(ErrorCode code, String why) ->
                Step.to(
                        over,
                        new Effect.Send<>(new LinkMessage.Failure(ErrorCode.CANCELLED, "given up")),
                        new Effect.Report<>(new Broken<>(code, why)));
            case Event.Started<D> again -> Step.to(over);
            case Event.Done<D> late -> Step.to(over);
        };
    }

    /** Ends it because of what the other side said, and tells it so. */
    static <S, A, T> Step<S, A, Reply<T>> misbehaved(S over, String what) {
        return Step.to(
                over,
                new Effect.Send<>(new LinkMessage.Failure(ErrorCode.PEER_MISBEHAVED, what)),
                new Effect.Report<>(new Misbehaved<>(what)));
    }
}
