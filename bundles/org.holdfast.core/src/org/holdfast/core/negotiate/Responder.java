// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.Step;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.Accept;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Ask;
import org.holdfast.wire.NegotiationMessage.Counter;
import org.holdfast.wire.NegotiationMessage.Decline;
import org.holdfast.wire.NegotiationMessage.Propose;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/**
 * The side that is asked for an agreement. It answers, asks the same four questions back, lets its policy consider what
 * is proposed, and keeps the doubly signed agreement before it says ACCEPT. A proposal that it has accepted before is
 * accepted again, with the same signature. The table stands in docs/protocol.md, negotiation.
 */
public final class Responder
        implements Machine<Responder.State, Responder.Action, Responder.Decision, Responder.Outcome> {
    private final Self self;
    private final Peer peer;
    private final Answer own;

    /** @param own what this node answers to the four questions */
    public Responder(Self self, Peer peer, Answer own) {
        this.self = self;
        this.peer = peer;
        this.own = own;
    }

    /** What has to be done. */
    public sealed interface Action {
        /** {@link AgreementBook#signed}: {@link Decision.Known} comes back. */
        record Find(AgreementId id) implements Action {}

        /** Ask the policy; {@link Decision.Considered} comes back. */
        record Consider(AgreementTerms terms, Answer answers) implements Action {}

        /** {@link AgreementBook#accept}: nothing comes back; CONFLICT or BUSY if there is another agreement. */
        record Keep(SignedAgreement agreement) implements Action {}
    }

    /** What comes of it. */
    public sealed interface Decision {
        /** @param agreement the one with that id that both have signed, if there is one */
        record Known(Optional<AgreementRow> agreement) implements Decision {}

        record Considered(NegotiationPolicy.Reply reply) implements Decision {}
    }

    /** Where a negotiation stands for the responder. */
    public sealed interface State {
        /** @param theirs what the proposer answered to the questions asked back */
        record Listening(boolean asked, Optional<Answer> theirs, int proposals) implements State {}

        record Looking(Propose proposal, Listening before) implements State {}

        record Considering(Propose proposal, Listening before) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** @param again whether it had been accepted before */
        record Agreed(Agreement agreement, boolean again) implements Outcome {}

        record Parted(ErrorCode code, String reason, boolean byPeer) implements Outcome {}

        record Silent(ErrorCode why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.Listening(false, Optional.empty(), 0);
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Decision> event) {
        return switch (event) {
            case Event.Started<Decision> started -> Step.to(state);
            case Event.Received<Decision>(Message message) -> received(state, message);
            case Event.Done<Decision>(Decision decision) -> decided(state, decision);
            case Event.Failed<Decision>(ErrorCode code, String why) -> decline(code, why);
            case Event.Elapsed<Decision> late -> over(new Outcome.Silent(ErrorCode.TIMED_OUT));
            case Event.Disconnected<Decision> gone -> over(new Outcome.Silent(ErrorCode.PEER_LOST));
        };
    }

    private Step<State, Action, Outcome> received(State state, Message message) {
        return switch (message) {
            case Decline(ErrorCode code, String reason) -> over(new Outcome.Parted(code, reason, true));
            case Failure(ErrorCode code, String text) -> over(new Outcome.Parted(code, text, true));
            case Ask ask
            when state instanceof State.Listening(boolean asked, Optional<Answer> theirs, int proposals) && !asked ->
                Step.to(
                        new State.Listening(true, theirs, proposals),
                        new Effect.Send<>(own),
                        new Effect.Send<>(Ask.everything()),
                        new Effect.WakeAfter<>(Proposer.PATIENCE));
            case Answer answer
            when state instanceof State.Listening(boolean asked, Optional<Answer> theirs, int count)
                    && asked
                    && theirs.isEmpty() ->
                Step.to(
                        new State.Listening(true, Optional.of(answer), count),
                        new Effect.WakeAfter<>(Proposer.PATIENCE));
            case Propose proposal when state instanceof State.Listening listening -> proposed(listening, proposal);
            default ->
                decline(
                        ErrorCode.PEER_MISBEHAVED,
                        message.getClass().getSimpleName() + " has no place in a negotiation now");
        };
    }

    private Step<State, Action, Outcome> proposed(State.Listening state, Propose proposal) {
        AgreementTerms terms = proposal.terms();
        if (!terms.proposer().equals(peer.id()) || !terms.responder().equals(self.id())) {
            return decline(ErrorCode.PEER_MISBEHAVED, "these terms are not between the two of us");
        }
        if (!AgreementCodec.signedBy(terms, proposal.signature(), peer.id(), peer.certificate())) {
            return decline(ErrorCode.AUTHENTICATION_FAILED, "the terms are not signed by the proposer's device");
        }
        return Step.to(new State.Looking(proposal, state), new Effect.Do<>(new Action.Find(terms.id())));
    }

    private Step<State, Action, Outcome> decided(State state, Decision decision) {
        if (state instanceof State.Looking looking
                && decision instanceof Decision.Known(Optional<AgreementRow> known)) {
            return known.map(row -> again(looking, row)).orElseGet(() -> consider(looking));
        }
        if (state instanceof State.Considering considering && decision instanceof Decision.Considered considered) {
            return considered(considering, considered.reply());
        }
        return Step.to(state);
    }

    /**
     * Ed25519 signatures of equal bytes are equal, so that the ACCEPT is the one that was lost. The next version of an
     * agreement is considered like a first one.
     */
    private Step<State, Action, Outcome> again(State.Looking state, AgreementRow row) {
        Agreement agreement = row.agreement();
        if (row.phase() == AgreementPhase.CLOSED) {
            return decline(ErrorCode.NO_AGREEMENT, "our agreement is over");
        }
        AgreementTerms proposed = state.proposal().terms();
        if (proposed.version() == agreement.terms().version() + 1) {
            return consider(state);
        }
        if (!agreement.terms().equals(proposed)) {
            return decline(ErrorCode.CONFLICT, "we have signed other terms under this id");
        }
        return Step.to(
                new State.Over(),
                new Effect.Send<>(accept(agreement)),
                new Effect.Report<>(new Outcome.Agreed(agreement, true)));
    }

    private Step<State, Action, Outcome> consider(State.Looking state) {
        Optional<Answer> answers = state.before().theirs();
        if (answers.isEmpty()) {
            return decline(ErrorCode.NO_AGREEMENT, "ask and answer first");
        }
        return Step.to(
                new State.Considering(state.proposal(), state.before()),
                new Effect.Do<>(new Action.Consider(state.proposal().terms(), answers.get())));
    }

    private Step<State, Action, Outcome> considered(State.Considering state, NegotiationPolicy.Reply reply) {
        return switch (reply) {
            case NegotiationPolicy.Reply.Accept accept -> keep(state.proposal());
            case NegotiationPolicy.Reply.Decline(String reason) -> decline(ErrorCode.CANCELLED, reason);
            case NegotiationPolicy.Reply.Counter(AgreementTerms terms, String reason) ->
                counter(state.before(), terms, reason);
        };
    }

    private Step<State, Action, Outcome> keep(Propose proposal) {
        Bytes signature = AgreementCodec.sign(proposal.terms(), self.device());
        Agreement agreement = new Agreement(proposal.terms(), proposal.signature(), signature);
        SignedAgreement signed = new SignedAgreement(agreement, peer.certificate(), self.certificate());
        return Step.to(
                new State.Over(),
                new Effect.Do<>(new Action.Keep(signed)),
                new Effect.Send<>(accept(agreement)),
                new Effect.Report<>(new Outcome.Agreed(agreement, false)));
    }

    private static Accept accept(Agreement agreement) {
        AgreementTerms terms = agreement.terms();
        return new Accept(terms.id(), terms.version(), agreement.responderSignature());
    }

    private Step<State, Action, Outcome> counter(State.Listening before, AgreementTerms terms, String reason) {
        int proposals = before.proposals() + 1;
        if (proposals >= Proposer.MOST_PROPOSALS) {
            return decline(ErrorCode.CANCELLED, "no agreement after " + proposals + " proposals");
        }
        return Step.to(
                new State.Listening(before.asked(), before.theirs(), proposals),
                new Effect.Send<>(new Counter(terms, reason)),
                new Effect.WakeAfter<>(Proposer.PATIENCE));
    }

    private static Step<State, Action, Outcome> decline(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new Decline(code, why)),
                new Effect.Report<>(new Outcome.Parted(code, why, false)));
    }

    private static Step<State, Action, Outcome> over(Outcome outcome) {
        return Step.to(new State.Over(), new Effect.Report<>(outcome));
    }
}
