// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.Step;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
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
 * The side that wants an agreement. It asks the four questions and answers the same four, claims the terms durably
 * before it proposes them, and keeps the doubly signed agreement before it counts on it. If the answer is lost, the
 * claim stays, and {@link #resuming} says the same proposal again. The table stands in docs/protocol.md, negotiation.
 */
public final class Proposer implements Machine<Proposer.State, Proposer.Action, Proposer.Decision, Proposer.Outcome> {
    /** How long each answer may take: a policy, and perhaps a person's plug-in, has to be asked. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Proposals in one negotiation. */
    public static final int MOST_PROPOSALS = 4;

    private final Self self;
    private final Peer peer;
    private final Answer own;
    private final Optional<AgreementTerms> claimed;

    private Proposer(Self self, Peer peer, Answer own, Optional<AgreementTerms> claimed) {
        this.self = self;
        this.peer = peer;
        this.own = own;
        this.claimed = claimed;
    }

    /** @param own what this node answers to the four questions */
    public Proposer(Self self, Peer peer, Answer own) {
        this(self, peer, own, Optional.empty());
    }

    /** Says again what was claimed and perhaps proposed before a crash or a broken link. */
    public static Proposer resuming(Self self, Peer peer, Answer own, AgreementTerms claimed) {
        return new Proposer(self, peer, own, Optional.of(claimed));
    }

    /** What has to be done. */
    public sealed interface Action {
        /** Judge the candidate's answers; a {@link Decision} comes back. */
        record Judge(Answer answers) implements Action {}

        /** Judge what the candidate would agree to instead; a {@link Decision} comes back. */
        record JudgeCounter(AgreementTerms terms, String reason) implements Action {}

        /** {@link AgreementBook#claim}: nothing comes back; CONFLICT if there is an agreement with this peer already. */
        record Claim(AgreementTerms terms, Bytes signature) implements Action {}

        /** {@link AgreementBook#confirm}: nothing comes back. */
        record Confirm(SignedAgreement agreement) implements Action {}

        /** {@link AgreementBook#drop}: nothing comes back. */
        record Drop(AgreementId id) implements Action {}
    }

    /** What the policies say. */
    public sealed interface Decision {
        /** Propose these. */
        record Want(AgreementTerms terms) implements Decision {}

        record Leave(String reason) implements Decision {}
    }

    /** Where a negotiation stands for the proposer. */
    public sealed interface State {
        record New() implements State {}

        /** Until both sides have asked and answered. */
        record Asking(Optional<Answer> theirs, boolean answered) implements State {}

        record Judging(int proposals) implements State {}

        record Proposed(AgreementTerms terms, Bytes signature, int proposals) implements State {}

        /** The candidate accepted; the agreement is being kept. */
        record Keeping(AgreementTerms terms) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Agreed(Agreement agreement) implements Outcome {}

        /** No agreement: the next candidate, please. @param byPeer whether it was the candidate who did not want to */
        record Parted(ErrorCode code, String reason, boolean byPeer) implements Outcome {}

        /** Nothing is known of the candidate's mind, and nothing was claimed. */
        record Silent(ErrorCode why) implements Outcome {}

        /** The candidate may have accepted: resume this proposal when it can be reached. */
        record Open(AgreementTerms terms, ErrorCode why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Decision> event) {
        return switch (event) {
            case Event.Started<Decision> started -> begin();
            case Event.Received<Decision>(Message message) -> received(state, message);
            case Event.Done<Decision>(Decision decision)
            when state instanceof State.Judging judging -> decided(judging, decision);
            case Event.Done<Decision> never -> Step.to(state);
            case Event.Failed<Decision>(ErrorCode code, String why) -> failed(state, code, why);
            case Event.Elapsed<Decision> late -> silent(state, ErrorCode.TIMED_OUT);
            case Event.Disconnected<Decision> gone -> silent(state, ErrorCode.PEER_LOST);
        };
    }

    private Step<State, Action, Outcome> begin() {
        if (claimed.isPresent()) {
            Propose again = new Propose(claimed.get(), AgreementCodec.sign(claimed.get(), self.device()));
            return Step.to(
                    new State.Proposed(again.terms(), again.signature(), 1),
                    new Effect.Send<>(again),
                    new Effect.WakeAfter<>(PATIENCE));
        }
        return Step.to(
                new State.Asking(Optional.empty(), false),
                new Effect.Send<>(Ask.everything()),
                new Effect.WakeAfter<>(PATIENCE));
    }

    private Step<State, Action, Outcome> received(State state, Message message) {
        return switch (message) {
            case Decline decline -> parted(state, decline);
            case Failure failure -> broken(state, failure);
            case Ask ask
            when state instanceof State.Asking(Optional<Answer> theirs, boolean answered) && !answered ->
                asking(theirs, new Effect.Send<>(own));
            case Answer answer
            when state instanceof State.Asking(Optional<Answer> theirs, boolean answered) && theirs.isEmpty() ->
                answered ? judge(answer) : Step.to(new State.Asking(Optional.of(answer), false));
            case Accept accept when state instanceof State.Proposed proposed -> accepted(proposed, accept);
            case Counter counter
            when state instanceof State.Proposed proposed && isOf(proposed.terms(), counter.terms()) ->
                countered(proposed, counter);
            default -> withdraw(state, message.getClass().getSimpleName() + " has no place in a negotiation now");
        };
    }

    private Step<State, Action, Outcome> asking(Optional<Answer> theirs, Effect<Action, Outcome> answer) {
        return theirs.isPresent()
                ? Step.to(new State.Judging(0), answer, new Effect.Do<>(new Action.Judge(theirs.get())))
                : Step.to(new State.Asking(theirs, true), answer);
    }

    private static Step<State, Action, Outcome> judge(Answer theirs) {
        return Step.to(new State.Judging(0), new Effect.Do<>(new Action.Judge(theirs)));
    }

    private Step<State, Action, Outcome> decided(State.Judging state, Decision decision) {
        return switch (decision) {
            case Decision.Leave(String reason) -> leave(ErrorCode.CANCELLED, reason);
            case Decision.Want(AgreementTerms terms) -> propose(terms, state.proposals() + 1);
        };
    }

    private Step<State, Action, Outcome> propose(AgreementTerms terms, int proposals) {
        if (!terms.proposer().equals(self.id()) || !terms.responder().equals(peer.id())) {
            throw new IllegalArgumentException("a policy made terms for two others");
        }
        Bytes signature = AgreementCodec.sign(terms, self.device());
        return Step.to(
                new State.Proposed(terms, signature, proposals),
                new Effect.Do<>(new Action.Claim(terms, signature)),
                new Effect.Send<>(new Propose(terms, signature)),
                new Effect.WakeAfter<>(PATIENCE));
    }

    private Step<State, Action, Outcome> accepted(State.Proposed state, Accept accept) {
        AgreementTerms terms = state.terms();
        boolean fits = accept.agreement().equals(terms.id())
                && accept.version() == terms.version()
                && AgreementCodec.signedBy(terms, accept.signature(), peer.id(), peer.certificate());
        if (!fits) {
            return withdraw(state, "this does not accept what I proposed");
        }
        Agreement agreement = new Agreement(terms, state.signature(), accept.signature());
        SignedAgreement signed = new SignedAgreement(agreement, self.certificate(), peer.certificate());
        return Step.to(
                new State.Keeping(terms),
                new Effect.Do<>(new Action.Confirm(signed)),
                new Effect.Report<>(new Outcome.Agreed(agreement)));
    }

    /** Haggled over are space, hours, bandwidth and budgets; never who agrees, in what, from when on and with what grace. */
    private static boolean isOf(AgreementTerms proposed, AgreementTerms other) {
        return other.id().equals(proposed.id())
                && other.version() == proposed.version()
                && other.confederation().equals(proposed.confederation())
                && other.proposer().equals(proposed.proposer())
                && other.responder().equals(proposed.responder())
                && other.proposerDomains().equals(proposed.proposerDomains())
                && other.start().equals(proposed.start())
                && other.grace().equals(proposed.grace())
                && other.commitment().equals(proposed.commitment());
    }

    /** The candidate does not want these terms: the claim goes, and the policy says what to propose instead, if anything. */
    private Step<State, Action, Outcome> countered(State.Proposed state, Counter counter) {
        Effect<Action, Outcome> drop =
                new Effect.Do<>(new Action.Drop(state.terms().id()));
        if (state.proposals() >= MOST_PROPOSALS) {
            String why = "no agreement after " + MOST_PROPOSALS + " proposals";
            return Step.to(
                    new State.Over(),
                    drop,
                    new Effect.Send<>(new Decline(ErrorCode.CANCELLED, why)),
                    new Effect.Report<>(new Outcome.Parted(ErrorCode.CANCELLED, why, false)));
        }
        return Step.to(
                new State.Judging(state.proposals()),
                drop,
                new Effect.Do<>(new Action.JudgeCounter(counter.terms(), counter.reason())));
    }

    /** A no is final for this proposal, so that its claim can go. */
    private static Step<State, Action, Outcome> parted(State state, Decline decline) {
        Outcome outcome = new Outcome.Parted(decline.code(), decline.reason(), true);
        return state instanceof State.Proposed(AgreementTerms terms, Bytes signature, int proposals)
                ? Step.to(new State.Over(), new Effect.Do<>(new Action.Drop(terms.id())), new Effect.Report<>(outcome))
                : over(outcome);
    }

    /** An error is no answer to a proposal: the candidate may have accepted before it. */
    private static Step<State, Action, Outcome> broken(State state, Failure failure) {
        return state instanceof State.Proposed(AgreementTerms terms, Bytes signature, int proposals)
                ? over(new Outcome.Open(terms, failure.code()))
                : over(new Outcome.Parted(failure.code(), failure.text(), true));
    }

    private static Step<State, Action, Outcome> silent(State state, ErrorCode why) {
        return state instanceof State.Proposed(AgreementTerms terms, Bytes signature, int proposals)
                ? over(new Outcome.Open(terms, why))
                : over(new Outcome.Silent(why));
    }

    private static Step<State, Action, Outcome> failed(State state, ErrorCode code, String why) {
        return switch (state) {
            case State.Keeping(AgreementTerms terms) -> over(new Outcome.Open(terms, code));
            case State.Over over -> over(new Outcome.Parted(code, why, false));
            case State.New n -> leave(code, why);
            case State.Asking asking -> leave(code, why);
            case State.Judging judging -> leave(code, why);
            case State.Proposed unclaimed -> leave(code, why);
        };
    }

    private static Step<State, Action, Outcome> withdraw(State state, String what) {
        Step<State, Action, Outcome> leaving = leave(ErrorCode.PEER_MISBEHAVED, what);
        if (!(state instanceof State.Proposed(AgreementTerms terms, Bytes signature, int proposals))) {
            return leaving;
        }
        List<Effect<Action, Outcome>> effects = new ArrayList<>();
        effects.add(new Effect.Do<>(new Action.Drop(terms.id())));
        effects.addAll(leaving.effects());
        return new Step<>(leaving.state(), effects);
    }

    private static Step<State, Action, Outcome> leave(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new Decline(code, why)),
                new Effect.Report<>(new Outcome.Parted(code, why, false)));
    }

    private static Step<State, Action, Outcome> over(Outcome outcome) {
        return Step.to(new State.Over(), new Effect.Report<>(outcome));
    }
}
