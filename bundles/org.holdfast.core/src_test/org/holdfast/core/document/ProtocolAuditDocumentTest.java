// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditHolder;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.audit.AuditOwner.Weight;
import org.holdfast.core.support.AuditWords;
import org.holdfast.core.support.People;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.AuditReceipt.Result;
import org.junit.jupiter.api.Test;

/** The tables of docs/protocol-audit.md. */
class ProtocolAuditDocumentTest {
    private static final AuditWords PIECES = AuditWords.pieces();
    private static final AuditWords BLOCKS = AuditWords.blocks();

    private static Function<AuditOwner.Action, Optional<AuditOwner.Answer>> judging(
            boolean asSigned, boolean right, Weight weight, boolean tagsRight) {
        return action -> switch (action) {
            case AuditOwner.Action.Keep keep -> Optional.empty();
            case AuditOwner.Action.Append append -> Optional.empty();
            case AuditOwner.Action.Settle settle ->
                Optional.of(new AuditOwner.Answer.Settled(AuditWords.receipt(Result.UNDECIDED)));
            case AuditOwner.Action.Begin begin -> Optional.of(new AuditOwner.Answer.Expecting(200));
            case AuditOwner.Action.Judge judge -> Optional.of(new AuditOwner.Answer.Judged(asSigned, right));
            case AuditOwner.Action.Weigh weigh -> Optional.of(new AuditOwner.Answer.Weighed(weight));
            case AuditOwner.Action.Recheck recheck -> Optional.of(new AuditOwner.Answer.Rechecked(tagsRight));
            case AuditOwner.Action.Close(AuditOwner.Ending ending) ->
                Optional.of(new AuditOwner.Answer.Closed(
                        new AuditFinding.Proved(1, 1), AuditWords.receipt(ending.result())));
        };
    }

    private static final Function<AuditOwner.Action, Optional<AuditOwner.Answer>> RIGHT =
            judging(true, true, Weight.RIGHT, true);
    private static final Function<AuditOwner.Action, Optional<AuditOwner.Answer>> WRONG =
            judging(true, false, Weight.DIFFERENT, true);

    private static AuditOwner ofPieces() {
        return new AuditOwner(People.peer(People.BOB), PIECES.challenge, AuditWords.PIECES);
    }

    private static String name(AuditOwner.State state) {
        return state instanceof AuditOwner.State.Closed
                ? "Over"
                : state.getClass().getSimpleName();
    }

    @Test
    void owner() {
        var table = new StateTable<>(ProtocolAuditDocumentTest::ofPieces, RIGHT, ProtocolAuditDocumentTest::name);
        table.begins()
                .state("Committed", talk -> talk.begin())
                .state("Asked", talk -> talk.begin().hear(PIECES.coin));
        table.row("Committed", "AUDIT_CATALOGUE_GET, the next entries", talk -> talk.hear(PIECES.get(0)))
                .row("Committed", "AUDIT_CATALOGUE_GET, entries out of turn", talk -> talk.hear(PIECES.get(1)))
                .row("Committed", "AUDIT_COIN, good", talk -> talk.hear(PIECES.coin))
                .row(
                        "Committed",
                        "AUDIT_COIN, good, all that is drawn is damaged",
                        talk -> talk.hear(PIECES.coin(List.of(AuditWords.ONE, AuditWords.TWO))))
                .row(
                        "Committed",
                        "AUDIT_COIN, badly signed, or of another commitment or catalogue",
                        talk -> talk.hear(PIECES.coin.signed(People.CAROL.device())))
                .row(
                        "Committed",
                        "AUDIT_UNRECEIPTED, an earlier audit is open",
                        talk -> talk.hear(PIECES.unreceipted(4, true)))
                .row(
                        "Committed",
                        "AUDIT_UNRECEIPTED, this number or a later one is open",
                        talk -> talk.hear(PIECES.unreceipted(9, true)))
                .row(
                        "Committed",
                        "AUDIT_UNRECEIPTED, a later number is known, nothing is open",
                        talk -> talk.hear(PIECES.unreceipted(9, false)))
                .row(
                        "Committed",
                        "AUDIT_UNRECEIPTED, the second one",
                        talk -> talk.hear(PIECES.unreceipted(4, true), PIECES.unreceipted(4, true)))
                .row("Asked", "AUDIT_DATA, the next bytes", talk -> talk.hear(AuditWords.data(0)))
                .row("Asked", "AUDIT_DATA, a gap, or too many bytes", talk -> talk.hear(AuditWords.data(7)))
                .row("Asked", "AUDIT_PROOF, right", talk -> talk.hear(AuditWords.data(0), PIECES.proof(Bytes.EMPTY)))
                .row(
                        "Asked",
                        "AUDIT_PROOF, wrong, several blocks are left",
                        talk -> talk.performing(WRONG).hear(AuditWords.data(0), PIECES.proof(Bytes.EMPTY)))
                .row(
                        "Asked",
                        "AUDIT_PROOF, other bytes than it signs for",
                        talk -> talk.performing(judging(false, true, Weight.RIGHT, true))
                                .hear(AuditWords.data(0), PIECES.proof(Bytes.EMPTY)))
                .row(
                        "Asked",
                        "AUDIT_PROOF, badly signed, or not of what was asked",
                        talk -> talk.hear(AuditWords.data(0), PIECES.badlySigned()))
                .row(
                        "Asked",
                        "AUDIT_MISSING, blocks that were asked for",
                        talk -> talk.hear(PIECES.missing(AuditWords.ONE)))
                .row(
                        "Asked",
                        "AUDIT_MISSING, others",
                        talk -> talk.hear(PIECES.missing(BlockId.of(People.filled(9, 16)))));
        table.ends().standsUnder("Audit, the owner");
    }

    /** From the coin on, where a whole block is asked for. */
    @Test
    void ownerOfABlock() {
        var table = new StateTable<>(
                () -> new AuditOwner(People.peer(People.BOB), BLOCKS.challenge, AuditWords.BLOCKS),
                RIGHT,
                ProtocolAuditDocumentTest::name);
        var block = BLOCKS.drawn.samples().getFirst().block().block();
        table.state("Asked", talk -> talk.begin().hear(BLOCKS.coin));
        table.row("Asked", "AUDIT_DATA, the next bytes", talk -> talk.hear(AuditWords.data(0)))
                .row(
                        "Asked",
                        "AUDIT_SHOWN, the block that was stored",
                        talk -> talk.hear(AuditWords.data(0), BLOCKS.shown(block)))
                .row(
                        "Asked",
                        "AUDIT_SHOWN, signed as another than the receipt says",
                        talk -> talk.performing(WRONG).hear(AuditWords.data(0), BLOCKS.shown(block)))
                .row(
                        "Asked",
                        "AUDIT_SHOWN, other bytes than it signs for",
                        talk -> talk.performing(judging(true, true, Weight.NOT_SAID, true))
                                .hear(AuditWords.data(0), BLOCKS.shown(block)))
                .row(
                        "Asked",
                        "AUDIT_SHOWN, as received, and not what the owner's keys make of it",
                        talk -> talk.performing(judging(true, true, Weight.NOT_OURS, true))
                                .hear(AuditWords.data(0), BLOCKS.shown(block)));
        table.ends().standsUnder("Audit, the owner of a whole block");
    }

    private static Optional<AuditHolder.Answer> desk(
            AuditWords words, AuditHolder.Standing standing, AuditHolder.Action action) {
        return switch (action) {
            case AuditHolder.Action.LookUp lookUp -> Optional.of(new AuditHolder.Answer.Stands(standing));
            case AuditHolder.Action.Learn learn ->
                Optional.of(new AuditHolder.Answer.Stands(new AuditHolder.Standing.Ready()));
            case AuditHolder.Action.Toss toss -> Optional.of(new AuditHolder.Answer.Tossed(words.coin));
            case AuditHolder.Action.Draw draw -> Optional.of(new AuditHolder.Answer.Drawn(Optional.of(words.drawn)));
            case AuditHolder.Action.Prove(var part, Bytes picks) ->
                Optional.of(new AuditHolder.Answer.Proof(Bytes.of(new byte[100]), words.proof(picks)));
            case AuditHolder.Action.Show show -> Optional.of(new AuditHolder.Answer.Opened(600_000));
            case AuditHolder.Action.Load(int offset, int length) ->
                Optional.of(new AuditHolder.Answer.Piece(offset, ByteBuffer.allocate(length)));
            case AuditHolder.Action.Finish finish ->
                Optional.of(new AuditHolder.Answer.Shown(words.shown(AuditWords.ONE)));
            case AuditHolder.Action.Cheated cheated -> Optional.empty();
            case AuditHolder.Action.Keep keep -> Optional.empty();
            case AuditHolder.Action.Close close -> Optional.empty();
        };
    }

    private static Function<AuditHolder.Action, Optional<AuditHolder.Answer>> standing(AuditHolder.Standing standing) {
        return action -> desk(PIECES, standing, action);
    }

    private static Function<AuditHolder.Action, Optional<AuditHolder.Answer>> missing() {
        return action -> action instanceof AuditHolder.Action.Prove || action instanceof AuditHolder.Action.Show
                ? Optional.of(new AuditHolder.Answer.Missing(PIECES.missing(AuditWords.ONE)))
                : desk(PIECES, new AuditHolder.Standing.Ready(), action);
    }

    @Test
    void holder() {
        var commit = PIECES.challenge.commit();
        var table = new StateTable<>(
                () -> new AuditHolder(People.BOB, People.peer(People.ALICE)),
                standing(new AuditHolder.Standing.Ready()));
        table.state("Idle", talk -> talk.begin())
                .state(
                        "Learning",
                        talk -> talk.performing(standing(new AuditHolder.Standing.Unknown()))
                                .begin()
                                .hear(commit))
                .state("Tossed", talk -> talk.begin().hear(commit))
                .state("Answered", talk -> talk.begin().hear(commit, PIECES.open()));
        table.row("Idle", "AUDIT_COMMIT, the catalogue is as here", talk -> talk.hear(commit))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, the catalogue is another",
                        talk -> talk.performing(standing(new AuditHolder.Standing.Unknown()))
                                .hear(commit))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, an earlier one is open, or a later one known",
                        talk -> talk.performing(
                                        standing(new AuditHolder.Standing.OutOfStep(PIECES.unreceipted(4, true))))
                                .hear(commit))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, another one had this number",
                        talk -> talk.performing(standing(new AuditHolder.Standing.Twice(PIECES.unreceipted(5, true))))
                                .hear(commit))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, badly signed, or not for this node",
                        talk -> talk.hear(commit.signed(People.CAROL.device())))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, no agreement lets the owner audit",
                        talk -> talk.failing(AuditHolder.Action.LookUp.class, ErrorCode.NO_AGREEMENT)
                                .hear(commit))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, a scheme that is not here",
                        talk -> talk.failing(AuditHolder.Action.LookUp.class, ErrorCode.FORMAT_UNKNOWN)
                                .hear(commit))
                .row(
                        "Idle",
                        "AUDIT_COMMIT, more than the day allows",
                        talk -> talk.failing(AuditHolder.Action.LookUp.class, ErrorCode.AUDIT_BUDGET)
                                .hear(commit))
                .row("Idle", "AUDIT_RECEIPT, good", talk -> talk.hear(AuditWords.receipt(Result.PROVED)))
                .row("Idle", "AUDIT_RECEIPT, badly signed", talk -> talk.hear(AuditWords.badReceipt()))
                .row("Learning", "AUDIT_CATALOGUE, the last page", talk -> talk.hear(PIECES.page(0)))
                .row("Learning", "AUDIT_CATALOGUE, out of turn", talk -> talk.hear(PIECES.page(1)))
                .row(
                        "Learning",
                        "AUDIT_CATALOGUE, not the one that was committed to",
                        talk -> talk.failing(AuditHolder.Action.Learn.class, ErrorCode.PEER_MISBEHAVED)
                                .hear(PIECES.page(0)))
                .row("Tossed", "AUDIT_OPEN, as committed", talk -> talk.hear(PIECES.open()))
                .row(
                        "Tossed",
                        "AUDIT_OPEN, as committed, and a block is gone",
                        talk -> talk.performing(missing()).hear(PIECES.open()))
                .row("Tossed", "AUDIT_OPEN, another half than committed to", talk -> talk.hear(PIECES.wrongOpen()))
                .row("Tossed", "AUDIT_RECEIPT, good", talk -> talk.hear(AuditWords.receipt(Result.ADMITTED)))
                .row("Answered", "AUDIT_NARROW, of what was drawn", talk -> talk.hear(PIECES.narrow()))
                .row("Answered", "AUDIT_NARROW, of nothing that was drawn", talk -> talk.hear(PIECES.narrowBeyond()))
                .row("Answered", "AUDIT_BLOCK, one that was drawn", talk -> talk.hear(PIECES.whole(AuditWords.ONE)))
                .row(
                        "Answered",
                        "AUDIT_BLOCK, another one",
                        talk -> talk.hear(PIECES.whole(BlockId.of(People.filled(9, 16)))))
                .row("Answered", "AUDIT_RECEIPT, good", talk -> talk.hear(AuditWords.receipt(Result.PROVED)))
                .row("Answered", "AUDIT_RECEIPT, badly signed", talk -> talk.hear(AuditWords.badReceipt()));
        table.ends().standsUnder("Audit, the holder");
    }
}
