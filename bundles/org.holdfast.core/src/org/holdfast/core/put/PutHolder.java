// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.Step;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.HolderCheck;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.PutMessage.PutData;
import org.holdfast.wire.PutMessage.PutEnd;
import org.holdfast.wire.PutMessage.PutGo;
import org.holdfast.wire.StoreReceipt;

/**
 * A holder takes one block of a partner. Starts with the PUT_BEGIN; any number of these may run on one link. The receipt
 * goes out after file and row are durable, and not otherwise. The table stands in docs/protocol.md, put.
 */
public final class PutHolder
        implements Machine<PutHolder.State, PutHolder.Action, PutHolder.Answer, PutHolder.Outcome> {
    /** How long the owner may pause between two pieces. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Self self;
    private final Peer owner;

    public PutHolder(Self self, Peer owner) {
        this.self = self;
        this.owner = owner;
    }

    /** What has to be done; {@link HoldingsDesk} does it. */
    public sealed interface Action {
        /** {@link Answer.Found} comes back. */
        record LookUp(AgreementId agreement, BlockId block) implements Action {}

        /** What lies here is wanted again: take its release back: {@link Answer.Kept}. Fails with BLOCK_UNKNOWN if it has just been freed. */
        record Keep(AgreementId agreement, BlockId block) implements Action {}

        /** Reserve room within the quota, and start the file with the header. Nothing comes back. */
        record Begin(BlockHeader header, ByteCount quota) implements Action {}

        /** Write these bytes. Nothing comes back. */
        record Append(ByteBuffer data) implements Action {}

        /** All bytes are written: {@link Answer.Checked} comes back. */
        record Check() implements Action {}

        /** Make the file durable, then its row: {@link Answer.Stored} comes back. */
        record Commit() implements Action {}

        /** Forget the file and give its room back; nothing happens if there is none. Nothing comes back. */
        record Discard() implements Action {}
    }

    /** What comes of it. */
    public sealed interface Answer {
        /** @param agreement if both have signed it and the owner is a party */
        record Found(Optional<AgreementRow> agreement, Optional<HeldRow> held, Instant now) implements Answer {}

        record Kept() implements Answer {}

        record Checked(HolderCheck.Verdict verdict) implements Answer {}

        record Stored(Instant at) implements Answer {}
    }

    /** Where a put stands for the holder. */
    public sealed interface State {
        record Idle() implements State {}

        record Looking(BlockHeader header) implements State {}

        /** @param received bytes of tags and payload */
        record Keeping(StoreReceipt receipt) implements State {}

        record Receiving(BlockHeader header, int received) implements State {}

        record Checking(BlockHeader header) implements State {}

        record Storing(BlockHeader header) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Stored(StoreReceipt receipt) implements Outcome {}

        /** It was here before; the owner has its receipt again. */
        record Again(StoreReceipt receipt) implements Outcome {}

        record Refused(ErrorCode code, String why) implements Outcome {}

        /** The owner went away, or gave up. */
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
            case Event.Elapsed<Answer> late -> refuse(ErrorCode.TIMED_OUT, "no piece in time");
            case Event.Disconnected<Answer> gone -> abandon(ErrorCode.PEER_LOST);
        };
    }

    private Step<State, Action, Outcome> received(State state, Message message) {
        return switch (message) {
            case Failure(ErrorCode code, String text) -> abandon(code);
            case PutBegin begin when state instanceof State.Idle -> offered(begin.header());
            case PutData data when state instanceof State.Receiving receiving -> append(receiving, data);
            case PutEnd end when state instanceof State.Receiving receiving -> ended(receiving);
            default -> refuse(ErrorCode.PEER_MISBEHAVED, message.getClass().getSimpleName() + " has no place here now");
        };
    }

    private Step<State, Action, Outcome> offered(BlockHeader header) {
        Optional<PutRule.Verdict.Refuse> wrong = PutRule.header(self.id(), owner, header);
        return wrong.isPresent()
                ? refuse(wrong.get().code(), wrong.get().why())
                : Step.to(
                        new State.Looking(header),
                        new Effect.Do<>(new Action.LookUp(header.agreement(), header.block())));
    }

    private Step<State, Action, Outcome> append(State.Receiving state, PutData data) {
        BlockHeader header = state.header();
        int left = header.tagsLength() + header.payloadLength() - state.received();
        int length = data.data().remaining();
        if (data.offset() != state.received() || length > left) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "the pieces do not follow each other");
        }
        return Step.to(
                new State.Receiving(header, state.received() + length),
                new Effect.Do<>(new Action.Append(data.data())),
                new Effect.WakeAfter<>(PATIENCE));
    }

    private Step<State, Action, Outcome> ended(State.Receiving state) {
        BlockHeader header = state.header();
        if (state.received() != header.tagsLength() + header.payloadLength()) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "the block ends too early");
        }
        return Step.to(new State.Checking(header), new Effect.Do<>(new Action.Check()));
    }

    private Step<State, Action, Outcome> answered(State state, Answer answer) {
        return switch (answer) {
            case Answer.Found found when state instanceof State.Looking looking -> found(looking.header(), found);
            case Answer.Checked checked
            when state instanceof State.Checking checking -> checked(checking.header(), checked.verdict());
            case Answer.Stored stored
            when state instanceof State.Storing storing -> {
                StoreReceipt receipt = StoreReceipt.sign(self.device(), storing.header(), stored.at());
                yield confirm(receipt, new Outcome.Stored(receipt));
            }
            case Answer.Kept kept
            when state instanceof State.Keeping(StoreReceipt receipt) -> confirm(receipt, new Outcome.Again(receipt));
            case Answer.Found late -> Step.to(state);
            case Answer.Kept late -> Step.to(state);
            case Answer.Checked late -> Step.to(state);
            case Answer.Stored late -> Step.to(state);
        };
    }

    private Step<State, Action, Outcome> found(BlockHeader header, Answer.Found found) {
        return switch (PutRule.judge(header, found.agreement(), found.held(), found.now())) {
            case PutRule.Verdict.Refuse(ErrorCode code, String why) -> refuse(code, why);
            case PutRule.Verdict.Again(HeldRow row) -> {
                StoreReceipt receipt = StoreReceipt.sign(self.device(), header, row.storedAt());
                yield Step.to(
                        new State.Keeping(receipt), new Effect.Do<>(new Action.Keep(row.agreement(), row.block())));
            }
            case PutRule.Verdict.Take take -> {
                ByteCount quota =
                        found.agreement().orElseThrow().agreement().terms().reservedBy(self.id());
                yield Step.to(
                        new State.Receiving(header, 0),
                        new Effect.Do<>(new Action.Begin(header, quota)),
                        new Effect.Send<>(new PutGo()),
                        new Effect.WakeAfter<>(PATIENCE));
            }
        };
    }

    private static Step<State, Action, Outcome> checked(BlockHeader header, HolderCheck.Verdict verdict) {
        return verdict == HolderCheck.Verdict.WHOLE
                ? Step.to(new State.Storing(header), new Effect.Do<>(new Action.Commit()))
                : refuse(ErrorCode.AUTHENTICATION_FAILED, "not the bytes that the header names: " + verdict);
    }

    private static Step<State, Action, Outcome> confirm(StoreReceipt receipt, Outcome outcome) {
        return Step.to(new State.Over(), new Effect.Send<>(receipt), new Effect.Report<>(outcome));
    }

    private static Step<State, Action, Outcome> refuse(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Do<>(new Action.Discard()),
                new Effect.Send<>(new Failure(code, why)),
                new Effect.Report<>(new Outcome.Refused(code, why)));
    }

    private static Step<State, Action, Outcome> abandon(ErrorCode why) {
        return Step.to(
                new State.Over(),
                new Effect.Do<>(new Action.Discard()),
                new Effect.Report<>(new Outcome.Abandoned(why)));
    }
}
