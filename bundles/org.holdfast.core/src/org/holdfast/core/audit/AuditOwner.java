// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Step;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditMessage.CatalogueGet;
import org.holdfast.wire.AuditMessage.CataloguePage;
import org.holdfast.wire.AuditMessage.Data;
import org.holdfast.wire.AuditMessage.Narrow;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditMessage.Whole;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.AuditUnreceipted;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.SignedAudit;

/**
 * An owner audits a partner, once. The challenge is durable before this starts, and stays owed until the machine has had
 * it closed: after silence, a refusal or nonsense the same one is put again. Only the partner's own signature makes a
 * finding of {@link AuditFinding.Wrong}. The table stands in docs/protocol-audit.md.
 */
public final class AuditOwner
        implements Machine<AuditOwner.State, AuditOwner.Action, AuditOwner.Answer, AuditOwner.Outcome> {
    /** How long the holder may take for each answer, and between two pieces of one. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Peer partner;
    private final OwnChallenge challenge;
    private final AuditShape shape;

    /** @param shape of the scheme that the commitment names */
    public AuditOwner(Peer partner, OwnChallenge challenge, AuditShape shape) {
        if (!challenge.commit().names().partner().equals(partner.id())) {
            throw new IllegalArgumentException("the challenge is another partner's");
        }
        this.partner = partner;
        this.challenge = challenge;
        this.shape = shape;
    }

    /** What has to be done; {@link AuditBench} does it. */
    public sealed interface Action {
        /** The coin, durably, before the own half is opened. Answers nothing. */
        record Keep(AuditCoin coin) implements Action {}

        /** Look up the receipt of an earlier audit, or write one that says that nothing is known: {@link Answer.Settled}. */
        record Settle(AuditUnreceipted open) implements Action {}

        /** Get ready to judge the answer to this: {@link Answer.Expecting}. @param block if it has to come as a whole */
        record Begin(Challenge part, boolean block) implements Action {}

        /** The next bytes of the answer. Answers nothing. */
        record Append(ByteBuffer data) implements Action {}

        /** The proof is complete: {@link Answer.Judged}. */
        record Judge(AuditProof proof) implements Action {}

        /** The block is complete: {@link Answer.Weighed}. */
        record Weigh(AuditShown shown) implements Action {}

        /** Prove these samples from the block that has just come: {@link Answer.Rechecked}. */
        record Recheck(Challenge part) implements Action {}

        /** It is over, durably: {@link Answer.Closed}. */
        record Close(Ending ending) implements Action {}
    }

    /**
     * How an audit ended.
     *
     * @param blocks those that are wrong, admitted, or badly tagged
     * @param answer the signed word of the holder that decided it
     */
    public record Ending(
            AuditReceipt.Result result, Digest random, Challenge drawn, List<BlockId> blocks, SignedAudit answer) {}

    /** What comes of it. */
    public sealed interface Answer {
        record Settled(AuditReceipt receipt) implements Answer {}

        /** @param most bytes that an answer can have */
        record Expecting(long most) implements Answer {}

        /** @param asSigned whether these bytes are those that were signed @param right whether they prove it */
        record Judged(boolean asSigned, boolean right) implements Answer {}

        record Weighed(Weight weight) implements Answer {}

        /** @param right whether the tags fit the block */
        record Rechecked(boolean right) implements Answer {}

        record Closed(AuditFinding finding, AuditReceipt receipt) implements Answer {}
    }

    /** What a whole block is worth. */
    public enum Weight {
        /** It is the one that the partner signed a receipt for. */
        RIGHT,
        /** The partner signs that it has something else under this id. */
        DIFFERENT,
        /** The bytes are not those that the partner signs for: no answer. */
        NOT_SAID,
        /** It is what the partner got, but not what the owner's keys make of it. */
        NOT_OURS
    }

    /** Where an audit stands for the owner. */
    public sealed interface State {
        record New() implements State {}

        /** @param entries of the catalogue that the holder has seen @param settled how often an earlier one was settled */
        record Committed(int entries, boolean settled) implements State {}

        record Settling(AuditUnreceipted open) implements State {}

        record Preparing(Question question) implements State {}

        record Asked(Question question, long most, int received) implements State {}

        record Judging(Question question, SignedAudit answer) implements State {}

        record Closing() implements State {}

        /** The finding is durable; what is left is to tell the holder. */
        record Closed(AuditFinding finding) implements State {}

        record Over() implements State {}
    }

    /** How it ended for whoever holds the conversation. */
    public sealed interface Outcome {
        record Found(AuditFinding finding) implements Outcome {}

        /** The holder knows a later audit than this: a new one MUST have a higher number than that. */
        record OutOfStep(long number) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Answer> event) {
        return switch (event) {
            case Event.Started<Answer> started ->
                Step.to(new State.Committed(0, false), new Effect.Send<>(challenge.commit()), wake());
            case Event.Received<Answer>(Message message) -> received(state, message);
            case Event.Done<Answer>(Answer answer) -> answered(state, answer);
            case Event.Failed<Answer>(ErrorCode code, String why) ->
                say(ErrorCode.CANCELLED, "given up", new AuditFinding.Unknown(code, why));
            case Event.Elapsed<Answer> late ->
                say(ErrorCode.TIMED_OUT, "no answer in time", new AuditFinding.NoAnswer(ErrorCode.TIMED_OUT));
            case Event.Disconnected<Answer> gone
            when state instanceof State.Closed(AuditFinding finding) -> report(finding);
            case Event.Disconnected<Answer> gone -> report(new AuditFinding.NoAnswer(ErrorCode.PEER_LOST));
        };
    }

    private static Effect<Action, Outcome> wake() {
        return new Effect.WakeAfter<>(PATIENCE);
    }

    private Step<State, Action, Outcome> received(State state, Message message) {
        if (message instanceof Failure(ErrorCode code, String text)) {
            return report(new AuditFinding.Refused(code, text));
        }
        return switch (state) {
            case State.Committed committed -> hearing(committed, message);
            case State.Asked asked -> answering(asked, message);
            case State.New none -> misplaced(message);
            case State.Settling none -> misplaced(message);
            case State.Preparing none -> misplaced(message);
            case State.Judging none -> misplaced(message);
            case State.Closing none -> misplaced(message);
            case State.Closed none -> Step.to(state);
            case State.Over none -> Step.to(state);
        };
    }

    private Step<State, Action, Outcome> hearing(State.Committed state, Message message) {
        return switch (message) {
            case CatalogueGet get -> page(state, get);
            case AuditUnreceipted open -> unreceipted(state, open);
            case AuditCoin coin -> thrown(coin);
            default -> misplaced(message);
        };
    }

    /** Once through, in order: a holder that asks again and again asks for nothing that it needs. */
    private Step<State, Action, Outcome> page(State.Committed state, CatalogueGet get) {
        if (!get.audit().equals(challenge.commit().names().audit())
                || get.from() != state.entries()
                || get.from() >= challenge.catalogue().size()) {
            return misbehaved("it asks for entries of the catalogue out of turn");
        }
        var page =
                new CataloguePage(get.audit(), get.from(), challenge.catalogue().page(get.from()));
        var next = new State.Committed(get.from() + page.entries().size(), state.settled());
        return Step.to(next, new Effect.Send<>(page), wake());
    }

    private Step<State, Action, Outcome> unreceipted(State.Committed state, AuditUnreceipted open) {
        if (!isBetweenUs(open) || !open.signedBy(partner.device()) || state.settled()) {
            return misbehaved("what it says of an earlier audit is not signed, or said twice");
        }
        return open.open()
                ? Step.to(new State.Settling(open), new Effect.Do<>(new Action.Settle(open)))
                : Step.to(new State.Over(), new Effect.Report<>(new Outcome.OutOfStep(open.number())));
    }

    private boolean isBetweenUs(SignedAudit message) {
        var ours = challenge.commit().names();
        return message.names().owner().equals(ours.owner())
                && message.names().partner().equals(ours.partner())
                && message.names().agreement().equals(ours.agreement());
    }

    /** The first coin counts, whatever the holder says later: so a challenge that it does not like does not go away. */
    private Step<State, Action, Outcome> thrown(AuditCoin coin) {
        if (!coin.names().equals(challenge.commit().names())
                || !coin.commitment().equals(challenge.commit().hash())
                || !coin.catalogue().equals(challenge.commit().catalogue())
                || !coin.signedBy(partner.device())) {
            return misbehaved("its coin is not signed, or not for this commitment");
        }
        if (!coin.damaged().stream().allMatch(challenge.catalogue()::contains)) {
            return misbehaved("it admits damage of blocks that nobody asked after");
        }
        AuditCoin first =
                challenge.coin().filter(kept -> kept.signedBy(partner.device())).orElse(coin);
        Digest random = Coin.random(challenge.commit(), first, challenge.half());
        Challenge drawn = Draw.challenge(
                random,
                shape,
                challenge.catalogue().blocks(),
                challenge.commit().count());
        Effect<Action, Outcome> keep = new Effect.Do<>(new Action.Keep(first));
        return Question.first(random, first, drawn, shape.pieceLog2() == 0)
                .map(question -> prepare(question, keep))
                .orElseGet(() -> Step.to(
                        new State.Closing(), keep, new Effect.Do<>(new Action.Close(admitted(random, drawn, first)))));
    }

    private static Step<State, Action, Outcome> prepare(Question question, Effect<Action, Outcome> first) {
        return Step.to(new State.Preparing(question), first, begin(question));
    }

    private static Step<State, Action, Outcome> prepare(Question question) {
        return Step.to(new State.Preparing(question), begin(question));
    }

    private static Effect<Action, Outcome> begin(Question question) {
        return new Effect.Do<>(
                new Action.Begin(question.part(), question.block().isPresent()));
    }

    private Step<State, Action, Outcome> answered(State state, Answer answer) {
        return switch (answer) {
            case Answer.Settled(AuditReceipt receipt)
            when state instanceof State.Settling(AuditUnreceipted open) -> settled(open, receipt);
            case Answer.Expecting(long most)
            when state instanceof State.Preparing(Question question) -> ask(question, most);
            case Answer.Judged judged when state instanceof State.Judging judging -> judged(judging, judged);
            case Answer.Weighed(Weight weight) when state instanceof State.Judging judging -> weighed(judging, weight);
            case Answer.Rechecked(boolean right)
            when state instanceof State.Judging judging -> rechecked(judging, right);
            case Answer.Closed closed
            when state instanceof State.Closing ->
                Step.to(
                        new State.Closed(closed.finding()),
                        new Effect.Send<>(closed.receipt()),
                        new Effect.Report<>(new Outcome.Found(closed.finding())));
            case Answer.Settled late -> Step.to(state);
            case Answer.Expecting late -> Step.to(state);
            case Answer.Judged late -> Step.to(state);
            case Answer.Weighed late -> Step.to(state);
            case Answer.Rechecked late -> Step.to(state);
            case Answer.Closed late -> Step.to(state);
        };
    }

    private Step<State, Action, Outcome> settled(AuditUnreceipted open, AuditReceipt receipt) {
        if (open.number() >= challenge.commit().number()) {
            return Step.to(
                    new State.Over(),
                    new Effect.Send<>(receipt),
                    new Effect.Report<>(new Outcome.OutOfStep(open.number())));
        }
        return new Step<>(
                new State.Committed(0, true),
                List.of(new Effect.Send<>(receipt), new Effect.Send<>(challenge.commit()), wake()));
    }

    private Step<State, Action, Outcome> ask(Question question, long most) {
        var audit = challenge.commit().names().audit();
        Message words = question.opened()
                ? question.block()
                        .<Message>map(block -> new Whole(audit, block))
                        .orElseGet(() -> new Narrow(audit, question.picks()))
                : new Open(audit, challenge.half(), question.coin());
        return Step.to(new State.Asked(question, most, 0), new Effect.Send<>(words), wake());
    }

    private Step<State, Action, Outcome> answering(State.Asked state, Message message) {
        Question question = state.question();
        return switch (message) {
            case Data data -> append(state, data);
            case AuditProof proof
            when question.block().isEmpty()
                    && isAnswer(proof, proof.random(), question)
                    && proof.picks().equals(question.picks())
                    && proof.length() == state.received() ->
                Step.to(new State.Judging(question, proof), new Effect.Do<>(new Action.Judge(proof)));
            case AuditShown shown
            when question.block().equals(Optional.of(shown.block()))
                    && isAnswer(shown, shown.random(), question)
                    && shown.length() == state.received() ->
                Step.to(new State.Judging(question, shown), new Effect.Do<>(new Action.Weigh(shown)));
            case AuditMissing missing
            when isAnswer(missing, missing.random(), question)
                    && new HashSet<>(question.blocks()).containsAll(missing.blocks()) ->
                close(question, AuditReceipt.Result.WRONG, missing.blocks(), missing);
            default ->
                misbehaved(message.getClass().getSimpleName() + " is not the answer to what was asked, or not signed");
        };
    }

    private boolean isAnswer(SignedAudit answer, Digest random, Question question) {
        return answer.names().equals(challenge.commit().names())
                && random.equals(question.random())
                && answer.signedBy(partner.device());
    }

    private Step<State, Action, Outcome> append(State.Asked state, Data data) {
        int length = data.data().remaining();
        if (data.offset() != state.received() || length > state.most() - state.received()) {
            return misbehaved("the pieces do not follow each other, or are too many");
        }
        return Step.to(
                new State.Asked(state.question(), state.most(), state.received() + length),
                new Effect.Do<>(new Action.Append(data.data())),
                wake());
    }

    private Step<State, Action, Outcome> judged(State.Judging state, Answer.Judged judged) {
        Question question = state.question();
        if (!judged.asSigned()) {
            return misbehaved("the proof is not the one that it signed");
        }
        if (judged.right() && !question.opened()) {
            return proved(state);
        }
        Hunt next = judged.right()
                ? question.hunt().right(question.whole())
                : question.hunt().wrong(question.whole());
        return prepare(question.next(next));
    }

    private Step<State, Action, Outcome> weighed(State.Judging state, Weight weight) {
        Question question = state.question();
        List<BlockId> block = question.block().stream().toList();
        return switch (weight) {
            case RIGHT ->
                question.opened()
                        ? Step.to(state, new Effect.Do<>(new Action.Recheck(question.part())))
                        : proved(state);
            case DIFFERENT -> close(question, AuditReceipt.Result.WRONG, block, state.answer());
            case NOT_OURS -> close(question, AuditReceipt.Result.BAD_TAGS, block, state.answer());
            case NOT_SAID -> misbehaved("the block is not the one that it signed");
        };
    }

    /** The block is right, and still the proof was wrong: the owner's tags are to blame, or the proof is. */
    private Step<State, Action, Outcome> rechecked(State.Judging state, boolean right) {
        List<BlockId> block = state.question().block().stream().toList();
        return right
                ? misbehaved("the block is right, but its proof was wrong")
                : close(state.question(), AuditReceipt.Result.BAD_TAGS, block, state.answer());
    }

    private static Step<State, Action, Outcome> proved(State.Judging state) {
        List<BlockId> damaged = state.question().coin().damaged();
        var result = damaged.isEmpty() ? AuditReceipt.Result.PROVED : AuditReceipt.Result.ADMITTED;
        return close(state.question(), result, damaged, state.answer());
    }

    private static Ending admitted(Digest random, Challenge drawn, AuditCoin coin) {
        return new Ending(AuditReceipt.Result.ADMITTED, random, drawn, coin.damaged(), coin);
    }

    private static Step<State, Action, Outcome> close(
            Question question, AuditReceipt.Result result, List<BlockId> blocks, SignedAudit answer) {
        var ending = new Ending(result, question.random(), question.whole(), blocks, answer);
        return Step.to(new State.Closing(), new Effect.Do<>(new Action.Close(ending)));
    }

    private static Step<State, Action, Outcome> misplaced(Message message) {
        return misbehaved(message.getClass().getSimpleName() + " has no place here now");
    }

    private static Step<State, Action, Outcome> misbehaved(String what) {
        return say(ErrorCode.PEER_MISBEHAVED, what, new AuditFinding.Misbehaved(what));
    }

    private static Step<State, Action, Outcome> say(ErrorCode code, String text, AuditFinding finding) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new Failure(code, text)),
                new Effect.Report<>(new Outcome.Found(finding)));
    }

    private static Step<State, Action, Outcome> report(AuditFinding finding) {
        return Step.to(new State.Over(), new Effect.Report<>(new Outcome.Found(finding)));
    }
}
