// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.Step;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldHead;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.HeadMessage.HeadConflict;
import org.holdfast.wire.HeadMessage.PutHead;
import org.holdfast.wire.HeadReceipt;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;

/**
 * A holder takes a partner's newest head and the witnesses before it. Starts with the first PUT_HEAD; one without a head
 * is followed by another. The table stands in docs/protocol.md, head.
 */
public final class HeadHolder
        implements Machine<HeadHolder.State, HeadHolder.Action, HeadHolder.Answer, HeadHolder.Outcome> {
    /** Witnesses in one conversation. */
    public static final int MOST_WITNESSES = 4096;

    /** How long the owner may take from one message of a run to the next. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Self self;
    private final Peer owner;

    public HeadHolder(Self self, Peer owner) {
        this.self = self;
        this.owner = owner;
    }

    /** What has to be done; {@link HeadDesk} does it. */
    public sealed interface Action {
        /** {@link Answer.Found} comes back. */
        record LookUp(AgreementId agreement) implements Action {}

        /** {@link HeadShelf#save}: {@link Answer.Saved} comes back. @param top that they were judged against */
        record Save(AgreementId agreement, Optional<Witness> top, List<HeldHead> heads) implements Action {}
    }

    /** What comes of it. */
    public sealed interface Answer {
        /**
         * @param agreement if both have signed it and the owner is a party
         * @param top the highest witness of this owner
         */
        record Found(Optional<AgreementRow> agreement, Optional<Witness> top) implements Answer {}

        record Saved(Instant at) implements Answer {}
    }

    /** Where it stands. */
    public sealed interface State {
        /** Until the head comes. */
        record Collecting(List<Witness> run) implements State {}

        record Looking(AgreementId agreement, List<Witness> run, Bytes head) implements State {}

        record Saving(AgreementId agreement, Witness top) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Kept(HeadReceipt receipt) implements Outcome {}

        record Conflict(Witness top) implements Outcome {}

        record Refused(ErrorCode code, String why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.Collecting(List.of());
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Answer> event) {
        return switch (event) {
            case Event.Started<Answer> started -> Step.to(state);
            case Event.Received<Answer>(PutHead put)
            when state instanceof State.Collecting(List<Witness> run) -> collect(run, put);
            case Event.Received<Answer>(Failure(ErrorCode code, String text)) -> over(code, text);
            case Event.Received<Answer>(Message message) ->
                refuse(ErrorCode.PEER_MISBEHAVED, message.getClass().getSimpleName() + " has no place here now");
            case Event.Done<Answer>(Answer.Found found)
            when state instanceof State.Looking looking -> found(looking, found);
            case Event.Done<Answer>(Answer.Saved saved)
            when state instanceof State.Saving saving -> confirm(saving.agreement(), saving.top(), saved.at());
            case Event.Done<Answer> never -> Step.to(state);
            case Event.Failed<Answer>(ErrorCode code, String why) -> refuse(code, why);
            case Event.Elapsed<Answer> late -> refuse(ErrorCode.TIMED_OUT, "no head in time");
            case Event.Disconnected<Answer> gone -> over(ErrorCode.PEER_LOST, "the link broke");
        };
    }

    private static Step<State, Action, Outcome> collect(List<Witness> run, PutHead put) {
        List<Witness> longer = new ArrayList<>(run);
        longer.addAll(put.run());
        if (longer.size() > MOST_WITNESSES) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "more than " + MOST_WITNESSES + " witnesses");
        }
        return put.head().length() == 0
                ? Step.to(new State.Collecting(List.copyOf(longer)), new Effect.WakeAfter<>(PATIENCE))
                : Step.to(
                        new State.Looking(put.agreement(), List.copyOf(longer), put.head()),
                        new Effect.Do<>(new Action.LookUp(put.agreement())));
    }

    private Step<State, Action, Outcome> found(State.Looking state, Answer.Found found) {
        if (found.agreement().isEmpty()
                || !Permits.in(found.agreement().get().phase()).audit()) {
            return refuse(ErrorCode.NO_AGREEMENT, "no agreement lets you leave a head here");
        }
        return switch (WitnessRule.judge(owner, found.top(), state.run(), state.head())) {
            case WitnessRule.Verdict.Wrong(String why) -> refuse(ErrorCode.PEER_MISBEHAVED, why);
            case WitnessRule.Verdict.Conflict(Witness top) ->
                Step.to(
                        new State.Over(),
                        new Effect.Send<>(new HeadConflict(top)),
                        new Effect.Report<>(new Outcome.Conflict(top)));
            case WitnessRule.Verdict.Same same -> save(state, found.top(), List.of());
            case WitnessRule.Verdict.Take(List<Witness> fresh) -> save(state, found.top(), rows(state, fresh));
        };
    }

    private static Step<State, Action, Outcome> save(State.Looking state, Optional<Witness> top, List<HeldHead> rows) {
        return Step.to(
                new State.Saving(state.agreement(), state.run().getLast()),
                new Effect.Do<>(new Action.Save(state.agreement(), top, rows)));
    }

    /** The last one first: a crash between two rows then never leaves a top without its head. */
    private static List<HeldHead> rows(State.Looking state, List<Witness> fresh) {
        List<HeldHead> rows = new ArrayList<>();
        Bytes head = state.head();
        for (Witness witness : fresh.reversed()) {
            rows.add(new HeldHead(
                    witness.owner(),
                    state.agreement(),
                    witness.deviceEpoch(),
                    witness.sequence(),
                    witness.hash(),
                    Bytes.of(witness.bytes()),
                    head));
            head = Bytes.EMPTY;
        }
        return rows;
    }

    private Step<State, Action, Outcome> confirm(AgreementId agreement, Witness top, Instant at) {
        HeadReceipt receipt = HeadReceipt.sign(self.device(), self.id(), agreement, top, at);
        return Step.to(new State.Over(), new Effect.Send<>(receipt), new Effect.Report<>(new Outcome.Kept(receipt)));
    }

    private static Step<State, Action, Outcome> refuse(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new Failure(code, why)),
                new Effect.Report<>(new Outcome.Refused(code, why)));
    }

    private static Step<State, Action, Outcome> over(ErrorCode code, String why) {
        return Step.to(new State.Over(), new Effect.Report<>(new Outcome.Refused(code, why)));
    }
}
