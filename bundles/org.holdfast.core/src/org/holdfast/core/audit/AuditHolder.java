// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.nio.ByteBuffer;
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
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditMessage.CatalogueGet;
import org.holdfast.wire.AuditMessage.CataloguePage;
import org.holdfast.wire.AuditMessage.Data;
import org.holdfast.wire.AuditMessage.Entry;
import org.holdfast.wire.AuditMessage.Narrow;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditMessage.Whole;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.AuditUnreceipted;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.SignedAudit;

/**
 * A holder is audited. Starts with an AUDIT_COMMIT, or with the receipt of an earlier audit. Its half of the coin, with
 * what it knows to be damaged, is durable before it is said; it proves nothing before the owner's half is open and is the
 * one that was committed to. The table stands in docs/protocol-audit.md.
 */
public final class AuditHolder
        implements Machine<AuditHolder.State, AuditHolder.Action, AuditHolder.Answer, AuditHolder.Outcome> {
    /** How long the owner may take for each of its words. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Questions after the first: enough to find one block of a thousand, and show it. */
    static final int MOST_QUESTIONS = 12;

    private final Self self;
    private final Peer owner;

    public AuditHolder(Self self, Peer owner) {
        this.self = self;
        this.owner = owner;
    }

    /** What has to be done; {@link AuditDesk} does it. */
    public sealed interface Action {
        /** Whether, and about what, this owner may audit now: {@link Answer.Stands}. */
        record LookUp(AuditCommit commit) implements Action {}

        /** Entries of the owner's catalogue: {@link Answer.Learnt}, {@link Answer.Stands} with the last. */
        record Learn(List<Entry> entries) implements Action {}

        /** The own half, and what is damaged, durably: {@link Answer.Tossed}. */
        record Toss() implements Action {}

        /** What R asks for: {@link Answer.Drawn}. */
        record Draw(AuditCoin coin, Digest random) implements Action {}

        /** {@link Answer.Proof} or {@link Answer.Missing}. @param picks as the answer names them */
        record Prove(Challenge part, Bytes picks) implements Action {}

        /** Open the block's file: {@link Answer.Opened} or {@link Answer.Missing}. */
        record Show(BlockId block) implements Action {}

        /** {@link Answer.Piece} or {@link Answer.Missing}. */
        record Load(int offset, int length) implements Action {}

        /** All was loaded: {@link Answer.Shown}. */
        record Finish() implements Action {}

        /** The owner opened something else than it committed to, or gave a number twice; durably. Answers nothing. */
        record Cheated(String what) implements Action {}

        /** The owner's word how it ended, durably. Answers nothing. */
        record Keep(AuditReceipt receipt) implements Action {}

        /** Close what is open. Answers nothing. */
        record Close() implements Action {}
    }

    /** What comes of it. */
    public sealed interface Answer {
        record Stands(Standing standing) implements Answer {}

        /** @param entries known so far */
        record Learnt(int entries) implements Answer {}

        record Tossed(AuditCoin coin) implements Answer {}

        /** @param shown what is to be shown of it; empty if all of it was admitted to be damaged */
        record Drawn(Optional<Challenge> shown) implements Answer {}

        /** @param end signed, with the hash of the bytes */
        record Proof(Bytes bytes, SignedAudit end) implements Answer {}

        record Missing(AuditMissing missing) implements Answer {}

        record Opened(int length) implements Answer {}

        /** Valid until the next piece is loaded. */
        record Piece(int offset, ByteBuffer data) implements Answer {}

        record Shown(AuditShown shown) implements Answer {}
    }

    /** What a commitment is worth here. */
    public sealed interface Standing {
        /** The catalogue is known. */
        record Ready() implements Standing {}

        /** The catalogue is another than one would make here. */
        record Unknown() implements Standing {}

        record OutOfStep(AuditUnreceipted word) implements Standing {}

        /** The same number with another commitment. */
        record Twice(AuditUnreceipted word) implements Standing {}
    }

    /** Where an audit stands for the holder. */
    public sealed interface State {
        record Idle(boolean corrected) implements State {}

        record LookingUp(AuditCommit commit, boolean corrected) implements State {}

        record Learning(AuditCommit commit, int entries) implements State {}

        record Tossing(AuditCommit commit) implements State {}

        record Tossed(AuditCommit commit, AuditCoin coin) implements State {}

        record Drawing(AuditCommit commit) implements State {}

        /** @param asked questions after the first */
        record Answering(AuditCommit commit, Challenge shown, int asked) implements State {}

        record Sending(AuditCommit commit, Challenge shown, int asked, int length) implements State {}

        record Answered(AuditCommit commit, Optional<Challenge> shown, int asked) implements State {}

        record Over() implements State {}
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** The owner said how it ended. */
        record Receipted(AuditReceipt.Result result) implements Outcome {}

        record Refused(ErrorCode code, String why) implements Outcome {}

        record Abandoned(ErrorCode why) implements Outcome {}
    }

    @Override
    public State start() {
        return new State.Idle(false);
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Answer> event) {
        return switch (event) {
            case Event.Started<Answer> started -> Step.to(state, wake());
            case Event.Received<Answer>(Message message) -> received(state, message);
            case Event.Done<Answer>(Answer answer) -> answered(state, answer);
            case Event.Failed<Answer>(ErrorCode code, String why)
            when state instanceof State.Over -> Step.to(state, new Effect.Report<>(new Outcome.Refused(code, why)));
            case Event.Failed<Answer>(ErrorCode code, String why) -> refuse(code, why);
            case Event.Elapsed<Answer> late ->
                Step.to(
                        new State.Over(),
                        close(),
                        new Effect.Send<>(new Failure(ErrorCode.TIMED_OUT, "nothing came in time")),
                        new Effect.Report<>(new Outcome.Abandoned(ErrorCode.TIMED_OUT)));
            case Event.Disconnected<Answer> gone -> abandon(ErrorCode.PEER_LOST);
        };
    }

    private Step<State, Action, Outcome> received(State state, Message message) {
        if (message instanceof Failure failure) {
            return abandon(failure.code());
        }
        return switch (state) {
            case State.Idle(boolean corrected)
            when message instanceof AuditCommit commit -> committed(commit, corrected);
            case State.Idle idle when message instanceof AuditReceipt receipt -> receipted(receipt, idle);
            case State.Learning learning when message instanceof CataloguePage page -> learn(learning, page);
            case State.Tossed tossed when message instanceof Open open -> opened(tossed, open);
            case State.Tossed tossed
            when message instanceof AuditReceipt receipt -> receipted(receipt, new State.Over());
            case State.Answered done when message instanceof Narrow narrow -> narrowed(done, narrow);
            case State.Answered done when message instanceof Whole whole -> show(done, whole);
            case State.Answered done
            when message instanceof AuditReceipt receipt -> receipted(receipt, new State.Over());
            case State.Over over -> Step.to(over);
            default -> refuse(ErrorCode.PEER_MISBEHAVED, message.getClass().getSimpleName() + " has no place here now");
        };
    }

    private Step<State, Action, Outcome> committed(AuditCommit commit, boolean corrected) {
        if (!isFromOwner(commit) || !commit.signedBy(owner.device())) {
            return refuse(ErrorCode.AUTHENTICATION_FAILED, "the commitment is not yours for me, or not signed by you");
        }
        return Step.to(new State.LookingUp(commit, corrected), new Effect.Do<>(new Action.LookUp(commit)));
    }

    private boolean isFromOwner(SignedAudit message) {
        return message.names().owner().equals(owner.id())
                && message.names().partner().equals(self.id());
    }

    /** @param next where it goes on */
    private Step<State, Action, Outcome> receipted(AuditReceipt receipt, State next) {
        if (!isFromOwner(receipt) || !receipt.signedBy(owner.device())) {
            return refuse(ErrorCode.AUTHENTICATION_FAILED, "the receipt is not yours for me, or not signed by you");
        }
        Effect<Action, Outcome> keep = new Effect.Do<>(new Action.Keep(receipt));
        return next instanceof State.Over
                ? Step.to(next, keep, close(), new Effect.Report<>(new Outcome.Receipted(receipt.result())))
                : Step.to(next, keep, wake());
    }

    private static Step<State, Action, Outcome> learn(State.Learning state, CataloguePage page) {
        if (!page.audit().equals(state.commit().names().audit())
                || page.from() != state.entries()
                || page.entries().size() > state.commit().catalogue().blocks() - state.entries()) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "entries of the catalogue out of turn, or too many");
        }
        return Step.to(state, new Effect.Do<>(new Action.Learn(page.entries())));
    }

    private Step<State, Action, Outcome> opened(State.Tossed state, Open open) {
        AuditCommit commit = state.commit();
        if (!Coin.hidden(open.half(), commit.names(), commit.number()).equals(commit.hidden())) {
            return cheated("opened another half of the coin than it had committed to");
        }
        boolean mine = open.coin().equals(state.coin())
                || open.coin().signedBy(self.device().key());
        if (!mine
                || !open.audit().equals(commit.names().audit())
                || !open.coin().commitment().equals(commit.hash())) {
            return cheated("answered a coin that is not from here, or for another commitment");
        }
        Digest random = Coin.random(commit, open.coin(), open.half());
        return Step.to(new State.Drawing(commit), new Effect.Do<>(new Action.Draw(open.coin(), random)));
    }

    private static Step<State, Action, Outcome> cheated(String what) {
        return new Step<>(
                new State.Over(),
                List.of(
                        new Effect.Do<>(new Action.Cheated(what)),
                        close(),
                        new Effect.Send<>(new Failure(ErrorCode.PEER_MISBEHAVED, "you " + what)),
                        new Effect.Report<>(new Outcome.Refused(ErrorCode.PEER_MISBEHAVED, "the owner " + what))));
    }

    private static Step<State, Action, Outcome> narrowed(State.Answered state, Narrow narrow) {
        Optional<Challenge> part = state.shown().flatMap(whole -> Picks.part(whole, narrow.picks()));
        if (part.isEmpty() || isTooMuch(state) || !isSame(state, narrow.audit())) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "these samples were not drawn, or you ask too often");
        }
        return Step.to(next(state), new Effect.Do<>(new Action.Prove(part.get(), narrow.picks())));
    }

    /** A block that was not drawn is not shown: an audit is no way to read. */
    private static Step<State, Action, Outcome> show(State.Answered state, Whole whole) {
        boolean drawn = state.shown().stream()
                .flatMap(each -> each.samples().stream())
                .anyMatch(each -> each.block().block().equals(whole.block()));
        if (!drawn || isTooMuch(state) || !isSame(state, whole.audit())) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "this block was not drawn, or you ask too often");
        }
        return Step.to(next(state), new Effect.Do<>(new Action.Show(whole.block())));
    }

    private static boolean isTooMuch(State.Answered state) {
        return state.asked() >= MOST_QUESTIONS;
    }

    private static boolean isSame(State.Answered state, AuditId audit) {
        return state.commit().names().audit().equals(audit);
    }

    private static State.Answering next(State.Answered state) {
        return new State.Answering(state.commit(), state.shown().orElseThrow(), state.asked() + 1);
    }

    private Step<State, Action, Outcome> answered(State state, Answer answer) {
        return switch (answer) {
            case Answer.Stands(Standing standing)
            when state instanceof State.LookingUp at -> stands(at.commit(), at.corrected(), standing);
            case Answer.Stands(Standing standing)
            when state instanceof State.Learning at -> stands(at.commit(), true, standing);
            case Answer.Learnt(int entries) when state instanceof State.Learning at -> ask(at.commit(), entries);
            case Answer.Tossed(AuditCoin coin)
            when state instanceof State.Tossing at ->
                Step.to(new State.Tossed(at.commit(), coin), new Effect.Send<>(coin), wake());
            case Answer.Drawn(Optional<Challenge> shown)
            when state instanceof State.Drawing at -> drawn(at.commit(), shown);
            case Answer.Proof proof when state instanceof State.Answering at -> proved(at, proof);
            case Answer.Missing(AuditMissing missing)
            when state instanceof State.Answering at -> missing(at.commit(), at.shown(), at.asked(), missing);
            case Answer.Missing(AuditMissing missing)
            when state instanceof State.Sending at -> missing(at.commit(), at.shown(), at.asked(), missing);
            case Answer.Opened(int length)
            when state instanceof State.Answering at ->
                Step.to(new State.Sending(at.commit(), at.shown(), at.asked(), length), load(0, length));
            case Answer.Piece piece when state instanceof State.Sending at -> sent(at, piece);
            case Answer.Shown(AuditShown shown)
            when state instanceof State.Sending at ->
                Step.to(
                        new State.Answered(at.commit(), Optional.of(at.shown()), at.asked()),
                        close(),
                        new Effect.Send<>(shown),
                        wake());
            case Answer.Stands late -> Step.to(state);
            case Answer.Learnt late -> Step.to(state);
            case Answer.Tossed late -> Step.to(state);
            case Answer.Drawn late -> Step.to(state);
            case Answer.Proof late -> Step.to(state);
            case Answer.Missing late -> Step.to(state);
            case Answer.Opened late -> Step.to(state);
            case Answer.Piece late -> Step.to(state);
            case Answer.Shown late -> Step.to(state);
        };
    }

    private static Step<State, Action, Outcome> stands(AuditCommit commit, boolean corrected, Standing standing) {
        return switch (standing) {
            case Standing.Ready ready -> Step.to(new State.Tossing(commit), new Effect.Do<>(new Action.Toss()));
            case Standing.Unknown unknown -> ask(commit, 0);
            case Standing.OutOfStep(AuditUnreceipted word)
            when corrected -> refuse(ErrorCode.CONFLICT, "audit " + word.number() + " still has no receipt");
            case Standing.OutOfStep(AuditUnreceipted word) -> correct(word);
            case Standing.Twice(AuditUnreceipted word)
            when corrected -> refuse(ErrorCode.CONFLICT, "audit " + word.number() + " was another one");
            case Standing.Twice(AuditUnreceipted word) -> {
                var noted = new Effect.Do<Action, Outcome>(
                        new Action.Cheated("gave the number " + word.number() + " to two audits"));
                yield Step.to(new State.Idle(true), noted, new Effect.Send<>(word), wake());
            }
        };
    }

    private static Step<State, Action, Outcome> correct(AuditUnreceipted word) {
        return Step.to(new State.Idle(true), new Effect.Send<>(word), wake());
    }

    private static Step<State, Action, Outcome> ask(AuditCommit commit, int entries) {
        return Step.to(
                new State.Learning(commit, entries),
                new Effect.Send<>(new CatalogueGet(commit.names().audit(), entries)),
                wake());
    }

    private static Step<State, Action, Outcome> drawn(AuditCommit commit, Optional<Challenge> shown) {
        if (shown.isEmpty()) {
            return Step.to(new State.Answered(commit, shown, 0), wake());
        }
        boolean block = commit.scheme() == Formats.AUDIT_BLOCK_V1.number();
        Action answer = block
                ? new Action.Show(shown.get().samples().getFirst().block().block())
                : new Action.Prove(shown.get(), Bytes.EMPTY);
        return Step.to(new State.Answering(commit, shown.get(), 0), new Effect.Do<>(answer));
    }

    private static Step<State, Action, Outcome> proved(State.Answering state, Answer.Proof proof) {
        List<Effect<Action, Outcome>> effects = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(proof.bytes().toArray());
        for (int offset = 0; offset < bytes.limit(); offset += Limits.PIECE) {
            int length = Math.min(Limits.PIECE, bytes.limit() - offset);
            effects.add(new Effect.Send<>(new Data(offset, bytes.slice(offset, length))));
        }
        effects.add(new Effect.Send<>(proof.end()));
        effects.add(wake());
        return new Step<>(new State.Answered(state.commit(), Optional.of(state.shown()), state.asked()), effects);
    }

    private static Step<State, Action, Outcome> missing(
            AuditCommit commit, Challenge shown, int asked, AuditMissing missing) {
        return Step.to(
                new State.Answered(commit, Optional.of(shown), asked), close(), new Effect.Send<>(missing), wake());
    }

    private static Step<State, Action, Outcome> sent(State.Sending state, Answer.Piece piece) {
        int next = piece.offset() + piece.data().remaining();
        Effect<Action, Outcome> send = new Effect.Send<>(new Data(piece.offset(), piece.data()));
        Effect<Action, Outcome> then =
                next < state.length() ? load(next, state.length()) : new Effect.Do<>(new Action.Finish());
        return Step.to(state, send, then);
    }

    private static Effect<Action, Outcome> load(int offset, int length) {
        return new Effect.Do<>(new Action.Load(offset, Math.min(Limits.PIECE, length - offset)));
    }

    private static Effect<Action, Outcome> wake() {
        return new Effect.WakeAfter<>(PATIENCE);
    }

    private static Effect<Action, Outcome> close() {
        return new Effect.Do<>(new Action.Close());
    }

    private static Step<State, Action, Outcome> refuse(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                close(),
                new Effect.Send<>(new Failure(code, why)),
                new Effect.Report<>(new Outcome.Refused(code, why)));
    }

    private static Step<State, Action, Outcome> abandon(ErrorCode why) {
        return Step.to(new State.Over(), close(), new Effect.Report<>(new Outcome.Abandoned(why)));
    }
}
