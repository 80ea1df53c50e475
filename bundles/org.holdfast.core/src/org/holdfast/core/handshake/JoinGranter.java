// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Step;
import org.holdfast.format.identity.Admission;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.JoinProof;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.MemberMessage.JoinAsk;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinGrant;
import org.holdfast.wire.Message;

/** A member lets a stranger in that proves to know the secret of an open invitation. Starts with its JOIN_ASK. */
public final class JoinGranter
        implements Machine<JoinGranter.State, JoinGranter.Action, JoinGranter.Answer, JoinGranter.Outcome> {
    private final OwnerId self;
    private final Peer joiner;
    private final Bytes channel;

    /** @param channel binding of the TLS connection, 32 bytes */
    public JoinGranter(OwnerId self, Peer joiner, Bytes channel) {
        this.self = self;
        this.joiner = joiner;
        this.channel = channel;
    }

    /** What has to be done. */
    public sealed interface Action {
        /** Answer with {@link Answer.Found}; fail with JOIN_CODE_INVALID if there is no such open invitation. */
        record Find(Id16 invitation) implements Action {}

        /**
         * Use the invitation once for this owner, durably, put it on the roster if that is possible, and answer with
         * {@link Answer.Admitted}. The same owner again gets the same admission. Fail with JOIN_REFUSED if the
         * invitation is used up, or the name or site cannot be.
         */
        record Admit(Invitation invitation, OwnerId owner, String site, String name) implements Action {}
    }

    /** What comes of it. */
    public sealed interface Answer {
        record Found(Invitation invitation, JoinCode code) implements Answer {}

        record Admitted(Admission admission) implements Answer {}
    }

    /** Where the granting stands. */
    public sealed interface State {
        record New() implements State {}

        record Finding(JoinAsk ask) implements State {}

        record Admitting(JoinCode code) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Granted(Admission admission) implements Outcome {}

        record Denied(ErrorCode code, String why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Answer> event) {
        return switch (event) {
            case Event.Started<Answer> started -> Step.to(state);
            case Event.Received<Answer>(Message message)
            when state instanceof State.New ->
                message instanceof JoinAsk ask
                        ? Step.to(new State.Finding(ask), new Effect.Do<>(new Action.Find(ask.invitation())))
                        : deny(ErrorCode.PEER_MISBEHAVED, "JOIN_ASK was expected");
            case Event.Received<Answer> more -> deny(ErrorCode.PEER_MISBEHAVED, "wait for the answer");
            case Event.Done<Answer>(Answer.Found found)
            when state instanceof State.Finding finding -> found(finding.ask(), found);
            case Event.Done<Answer>(Answer.Admitted admitted)
            when state instanceof State.Admitting admitting -> grant(admitting.code(), admitted.admission());
            case Event.Done<Answer> never -> Step.to(state);
            case Event.Failed<Answer>(ErrorCode code, String why) -> deny(code, why);
            case Event.Elapsed<Answer> late -> Step.to(state);
            case Event.Disconnected<Answer> gone ->
                Step.to(new State.Over(), new Effect.Report<>(new Outcome.Denied(ErrorCode.PEER_LOST, "it left")));
        };
    }

    private Step<State, Action, Outcome> found(JoinAsk ask, Answer.Found found) {
        byte[] proof = ask.proof().toArray();
        JoinCode code = found.code();
        if (!JoinProof.valid(proof, code, JoinProof.Role.JOINER, channel.toArray(), joiner.id(), self)) {
            return deny(ErrorCode.JOIN_CODE_INVALID, "this is not the code of that invitation");
        }
        return Step.to(
                new State.Admitting(code),
                new Effect.Do<>(new Action.Admit(found.invitation(), joiner.id(), ask.site(), ask.name())));
    }

    private Step<State, Action, Outcome> grant(JoinCode code, Admission admission) {
        Bytes proof = Bytes.of(JoinProof.make(code, JoinProof.Role.INVITER, channel.toArray(), joiner.id(), self));
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new JoinGrant(proof, admission)),
                new Effect.Report<>(new Outcome.Granted(admission)));
    }

    private static Step<State, Action, Outcome> deny(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new JoinDeny(code, why)),
                new Effect.Report<>(new Outcome.Denied(code, why)));
    }
}
