// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import java.nio.ByteBuffer;
import java.util.List;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Step;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.Read;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;

/** A holder gives one block's file back. Starts with the READ. The table stands in docs/protocol.md, read. */
public final class ReadHolder
        implements Machine<ReadHolder.State, ReadHolder.Action, ReadHolder.Answer, ReadHolder.Outcome> {

    /** What has to be done; {@link ReadDesk} does it. */
    public sealed interface Action {
        /** Open the file if the owner may read it: {@link Answer.Opened}. Fails with NO_AGREEMENT or BLOCK_UNKNOWN. */
        record Open(AgreementId agreement, BlockId block) implements Action {}

        /** {@link Answer.Piece}. */
        record Load(int offset, int length) implements Action {}

        /** Close it, if it is open. Nothing comes back. */
        record Close() implements Action {}
    }

    /** What comes of it. */
    public sealed interface Answer {
        record Opened(int length) implements Answer {}

        /** Valid until the next piece is loaded. */
        record Piece(int offset, ByteBuffer data) implements Answer {}
    }

    /** Where a read stands for the holder. */
    public sealed interface State {
        record Idle() implements State {}

        record Opening() implements State {}

        record Sending(int length) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Sent(int bytes) implements Outcome {}

        record Refused(ErrorCode code, String why) implements Outcome {}

        record Abandoned(ErrorCode why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.Idle();
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Answer> event) {
        return switch (event) {
            case Event.Started<Answer> started -> Step.to(state);
            case Event.Received<Answer>(Message message) -> received(state, message);
            case Event.Done<Answer>(Answer answer) -> answered(state, answer);
            case Event.Failed<Answer>(ErrorCode code, String why)
            when state instanceof State.Over -> Step.to(state, new Effect.Report<>(new Outcome.Refused(code, why)));
            case Event.Failed<Answer>(ErrorCode code, String why) -> refuse(code, why);
            case Event.Elapsed<Answer> never -> Step.to(state);
            case Event.Disconnected<Answer> gone -> abandon(ErrorCode.PEER_LOST);
        };
    }

    private static Step<State, Action, Outcome> received(State state, Message message) {
        if (state instanceof State.Idle && message instanceof Read read) {
            return Step.to(new State.Opening(), new Effect.Do<>(new Action.Open(read.agreement(), read.block())));
        }
        return message instanceof Failure failure
                ? abandon(failure.code())
                : refuse(ErrorCode.PEER_MISBEHAVED, message.getClass().getSimpleName() + " has no place here now");
    }

    private static Step<State, Action, Outcome> answered(State state, Answer answer) {
        return switch (answer) {
            case Answer.Opened(int length)
            when state instanceof State.Opening -> Step.to(new State.Sending(length), load(0, length));
            case Answer.Piece(int offset, ByteBuffer data)
            when state instanceof State.Sending(int length) -> sent(length, offset, data);
            case Answer.Opened late -> Step.to(state);
            case Answer.Piece late -> Step.to(state);
        };
    }

    private static Step<State, Action, Outcome> sent(int length, int offset, ByteBuffer data) {
        int next = offset + data.remaining();
        Effect<Action, Outcome> piece = new Effect.Send<>(new ReadData(offset, data));
        if (next < length) {
            return Step.to(new State.Sending(length), piece, load(next, length));
        }
        return new Step<>(
                new State.Over(),
                List.of(
                        piece,
                        new Effect.Send<>(new ReadEnd(length)),
                        new Effect.Do<>(new Action.Close()),
                        new Effect.Report<>(new Outcome.Sent(length))));
    }

    private static Effect<Action, Outcome> load(int offset, int length) {
        return new Effect.Do<>(new Action.Load(offset, Math.min(Limits.PIECE, length - offset)));
    }

    private static Step<State, Action, Outcome> refuse(ErrorCode code, String why) {
        return new Step<>(
                new State.Over(),
                List.of(
                        new Effect.Do<>(new Action.Close()),
                        new Effect.Send<>(new Failure(code, why)),
                        new Effect.Report<>(new Outcome.Refused(code, why))));
    }

    private static Step<State, Action, Outcome> abandon(ErrorCode why) {
        return Step.to(
                new State.Over(), new Effect.Do<>(new Action.Close()), new Effect.Report<>(new Outcome.Abandoned(why)));
    }
}
