// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.handshake;

import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Step;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.MemberMessage.JoinCertified;
import org.holdfast.wire.MemberMessage.JoinDeny;
import org.holdfast.wire.MemberMessage.JoinListed;
import org.holdfast.wire.Message;

/** An admin's node lists a stranger that shows a certificate of the organisation's CA. Starts with its JOIN_CERTIFIED. */
public final class CertificateGranter
        implements Machine<
                CertificateGranter.State,
                CertificateGranter.Enrol,
                CertificateGranter.Enrolled,
                CertificateGranter.Outcome> {
    private final Peer joiner;

    /** @param joiner as the handshake proved it */
    public CertificateGranter(Peer joiner) {
        this.joiner = joiner;
    }

    /**
     * Judge the certificates and the signature, put the owner on the roster, durably, and answer with {@link Enrolled}.
     * The same owner again is the same. Fail with CERTIFICATE_REFUSED, JOIN_REFUSED if the name or site cannot be, or
     * NOT_ON_ROSTER if this node signs no roster.
     */
    public record Enrol(CertifiedJoin wish, String site, String name) {}

    /** The roster lists it. */
    public record Enrolled() {}

    /** Where the granting stands. */
    public sealed interface State {
        record New() implements State {}

        record Enrolling(String name) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Listed(String name) implements Outcome {}

        record Denied(ErrorCode code, String why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Enrol, Outcome> step(State state, Event<Enrolled> event) {
        return switch (event) {
            case Event.Started<Enrolled> started -> Step.to(state);
            case Event.Received<Enrolled>(Message message)
            when state instanceof State.New ->
                message instanceof JoinCertified ask
                        ? asked(ask)
                        : deny(ErrorCode.PEER_MISBEHAVED, "JOIN_CERTIFIED was expected");
            case Event.Received<Enrolled> more -> deny(ErrorCode.PEER_MISBEHAVED, "wait for the answer");
            case Event.Done<Enrolled> done
            when state instanceof State.Enrolling enrolling ->
                Step.to(
                        new State.Over(),
                        new Effect.Send<>(new JoinListed()),
                        new Effect.Report<>(new Outcome.Listed(enrolling.name())));
            case Event.Done<Enrolled> never -> Step.to(state);
            case Event.Failed<Enrolled>(ErrorCode code, String why) -> deny(code, why);
            case Event.Elapsed<Enrolled> late -> Step.to(state);
            case Event.Disconnected<Enrolled> gone ->
                Step.to(new State.Over(), new Effect.Report<>(new Outcome.Denied(ErrorCode.PEER_LOST, "it left")));
        };
    }

    /** Whoever shows another's wish has it from somewhere: it is good at that one's device only. */
    private Step<State, Enrol, Outcome> asked(JoinCertified ask) {
        CertifiedJoin wish = ask.wish();
        if (!wish.owner().equals(joiner.id()) || !wish.device().equals(joiner.device())) {
            return deny(ErrorCode.CERTIFICATE_REFUSED, "this is another machine's wish to join");
        }
        return Step.to(new State.Enrolling(ask.name()), new Effect.Do<>(new Enrol(wish, ask.site(), ask.name())));
    }

    private static Step<State, Enrol, Outcome> deny(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new JoinDeny(code, why)),
                new Effect.Report<>(new Outcome.Denied(code, why)));
    }
}
