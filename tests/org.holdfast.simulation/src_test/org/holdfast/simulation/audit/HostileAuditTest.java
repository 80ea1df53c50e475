// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.format.Signer;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.simulation.node.Identity;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditMessage.Data;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Answers that are late, cut, replayed, of another block or by another key have outcomes with names, and no mark: only
 * what the partner signs against itself is wrong. After each of them the same challenge is put again, and answered.
 */
@Tag("R45")
@Tag("R50")
class HostileAuditTest {
    private final Pair pair = new Pair(7);

    private List<BlockId> store() {
        return pair.store(6, 64 << 10);
    }

    /** The finding with this done to messages; then the honest answer to the same challenge. */
    private AuditFinding with(UnaryOperator<Message> altered) {
        pair.altered = altered;
        AuditFinding finding = pair.audit(PlainScheme.PIECES, 30);
        var owed = pair.ownerLedger
                .audits()
                .owed(Pair.AGREEMENT)
                .orElseThrow(() -> new AssertionError(finding.toString()));
        pair.altered = message -> message;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 30));
        assertTrue(pair.ownerLedger.audits().find(owed.audit(), true).isPresent(), "another challenge was put");
        return finding;
    }

    private static AuditProof resigned(AuditProof proof, Signer by) {
        return proof.signed(by);
    }

    @Test
    void aProofOfAnotherKeyIsNoAnswer() {
        store();
        Signer stranger = Identity.signer(pair.world);
        assertInstanceOf(
                AuditFinding.Misbehaved.class,
                with(message -> message instanceof AuditProof proof ? resigned(proof, stranger) : message));
    }

    @Test
    void anotherDeviceOfTheSameOwnerAndEpochIsNoAnswerAndNoMark() {
        store();
        // a clone of the holder: same owner, same epoch, another key
        Signer clone = Identity.signer(pair.world);
        AuditFinding finding = with(message -> message instanceof AuditCoin coin ? coin.signed(clone) : message);
        assertInstanceOf(AuditFinding.Misbehaved.class, finding);
    }

    @Test
    void aTruncatedProofIsNoAnswer() {
        store();
        assertInstanceOf(
                AuditFinding.Misbehaved.class,
                with(message -> message instanceof Data data && data.data().remaining() > 100
                        ? new Data(
                                data.offset(), data.data().slice(0, data.data().remaining() - 16))
                        : message));
    }

    @Test
    void aProofThatIsNotWhatWasSignedIsNoAnswer() {
        store();
        assertInstanceOf(AuditFinding.Misbehaved.class, with(message -> {
            if (message instanceof Data data) {
                byte[] bytes = new byte[data.data().remaining()];
                data.data().get(bytes);
                bytes[3] ^= 1;
                return new Data(data.offset(), java.nio.ByteBuffer.wrap(bytes));
            }
            return message;
        }));
    }

    @Test
    void anAnswerToAnEarlierChallengeIsNoAnswer() {
        store();
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 30));
        AuditProof old = pair.messages.stream()
                .filter(AuditProof.class::isInstance)
                .map(AuditProof.class::cast)
                .findFirst()
                .orElseThrow();
        assertInstanceOf(AuditFinding.Misbehaved.class, with(message -> message instanceof AuditProof ? old : message));
    }

    @Test
    void anotherBlockThanWasDrawnIsNoAnswer() {
        List<BlockId> blocks = store();
        pair.altered = message -> message instanceof AuditShown shown ? other(shown, blocks) : message;
        assertInstanceOf(AuditFinding.Misbehaved.class, pair.audit(PlainScheme.BLOCK, 1));
        pair.altered = message -> message;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.BLOCK, 1));
    }

    private AuditShown other(AuditShown shown, List<BlockId> blocks) {
        BlockId block = blocks.stream()
                .filter(each -> !each.equals(shown.block()))
                .findFirst()
                .orElseThrow();
        return new AuditShown(
                        shown.names(),
                        shown.random(),
                        block,
                        shown.sequence(),
                        shown.headerHash(),
                        shown.payloadHash(),
                        shown.tagsHash(),
                        shown.length(),
                        shown.time(),
                        shown.signature())
                .signed(pair.holder.device());
    }

    @Test
    void blocksThatWereNotAskedForCannotBeMissing() {
        List<BlockId> blocks = store();
        pair.altered = message -> message instanceof AuditShown shown
                ? new AuditMissing(
                                shown.names(),
                                shown.random(),
                                shown.time(),
                                blocks.stream()
                                        .filter(each -> !each.equals(shown.block()))
                                        .sorted()
                                        .toList(),
                                shown.signature())
                        .signed(pair.holder.device())
                : message;
        assertInstanceOf(AuditFinding.Misbehaved.class, pair.audit(PlainScheme.BLOCK, 1));
    }

    @Test
    void anAnswerThatComesTooLateIsNone() {
        store();
        pair.breaksAfter = 3;
        assertEquals(new AuditFinding.NoAnswer(ErrorCode.PEER_LOST), pair.audit(PlainScheme.PIECES, 30));
        pair.breaksAfter = Integer.MAX_VALUE;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 30));
    }

    @Test
    void aHolderThatThrowsAnotherCoinForTheSameCommitmentIsHeldToTheFirst() {
        store();
        pair.breaksAfter = 2;
        assertInstanceOf(AuditFinding.NoAnswer.class, pair.audit(PlainScheme.PIECES, 30));
        Bytes first =
                pair.ownerLedger.audits().owed(Pair.AGREEMENT).orElseThrow().coin();
        pair.breaksAfter = Integer.MAX_VALUE;
        // the holder pretends to have forgotten its coin, and throws one that it likes better
        pair.altered = message -> message instanceof AuditCoin coin
                ? new AuditCoin(
                                coin.names(),
                                coin.commitment(),
                                Digest.of(pair.world.randomBytes(32)),
                                coin.catalogue(),
                                coin.time(),
                                coin.damaged(),
                                coin.signature())
                        .signed(pair.holder.device())
                : message;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 30));
        Open opened = pair.messages.stream()
                .filter(Open.class::isInstance)
                .map(Open.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(first, Bytes.of(opened.coin().bytes()));
    }

    @Test
    void aWrongRevealIsACheatAndTheProcedureRepeats() {
        store();
        AuditFinding finding = with(message -> message instanceof Open open
                ? new Open(open.audit(), Digest.of(Pair.filled(9, 32)), open.coin())
                : message);
        assertEquals(
                ErrorCode.PEER_MISBEHAVED,
                assertInstanceOf(AuditFinding.Refused.class, finding).code());
        List<EventRow> cheats = pair.holderLedger.events().after(0, 100).stream()
                .filter(row -> row.type().equals("AUDIT_CHEATED"))
                .toList();
        assertEquals(1, cheats.size());
        assertTrue(
                cheats.getFirst().text().contains("half of the coin"),
                cheats.getFirst().text());
    }

    @Test
    void aSecondCommitmentUnderANumberIsRefusedAndWrittenDown() {
        store();
        OwnChallenge one = pair.challenge(PlainScheme.PIECES, 30);
        pair.breaksAfter = 2;
        pair.hold(one);
        pair.breaksAfter = Integer.MAX_VALUE;
        AuditCommit commit = one.commit();
        AuditCommit twice = new AuditCommit(
                        commit.names(),
                        commit.number(),
                        commit.scheme(),
                        commit.count(),
                        commit.catalogue(),
                        Digest.of(Pair.filled(3, 32)),
                        commit.time(),
                        commit.parameters(),
                        commit.signature())
                .signed(pair.owner.device());
        AuditOwner.Outcome outcome = pair.hold(new OwnChallenge(twice, one.half(), Optional.empty(), one.catalogue()));
        assertEquals(new AuditOwner.Outcome.OutOfStep(commit.number()), outcome);
        assertTrue(pair.holderLedger.events().after(0, 100).stream()
                .anyMatch(row -> row.type().equals("AUDIT_CHEATED")));
    }

    @Test
    void anOwnerThatForgotItsNumbersLearnsThemAnew() {
        store();
        pair.countFrom(50);
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 30));
        pair.countFrom(2);
        OwnChallenge behind = pair.challenge(PlainScheme.PIECES, 30);
        assertEquals(new AuditOwner.Outcome.OutOfStep(50), pair.hold(behind));
    }

    @Test
    void aReceiptOfSomebodyElseClosesNothing() {
        store();
        Signer stranger = Identity.signer(pair.world);
        pair.altered = message -> message instanceof AuditReceipt receipt ? receipt.signed(stranger) : message;
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 30));
        AnsweredRow open = pair.holderLedger
                .audits()
                .answered(Pair.AGREEMENT, pair.owner.id())
                .orElseThrow();
        assertEquals(Bytes.EMPTY, open.receipt());
    }

    @Test
    void aDamagedTranscriptIsNoticedByTheNameOfItsError() {
        store();
        OwnChallenge challenge = pair.challenge(PlainScheme.PIECES, 30);
        byte[] commit = challenge.commit().body();
        commit[120] ^= 1; // the number of blocks in the catalogue
        AuditCommit other = AuditCommit.parseBody(Bytes.of(commit)).signed(pair.owner.device());
        assertNotEquals(challenge.commit().hash(), other.hash());
        AuditOwner.Outcome outcome =
                pair.hold(new OwnChallenge(other, challenge.half(), Optional.empty(), challenge.catalogue()));
        AuditFinding finding =
                assertInstanceOf(AuditOwner.Outcome.Found.class, outcome).finding();
        assertInstanceOf(AuditFinding.Misbehaved.class, finding);
    }

    @Test
    void aLossOfWhatWasGivenUpMeanwhileIsNoMark() {
        List<BlockId> blocks = store();
        pair.breaksAfter = 2;
        assertInstanceOf(AuditFinding.NoAnswer.class, pair.audit(PlainScheme.PIECES, 300));
        pair.breaksAfter = Integer.MAX_VALUE;
        pair.ownerLedger.segments().mark(blocks.get(3), PlacementState.LOST);
        pair.lose(blocks.get(3));
        assertInstanceOf(AuditFinding.Settled.class, pair.audit(PlainScheme.PIECES, 300));
        assertInstanceOf(AuditFinding.Proved.class, pair.audit(PlainScheme.PIECES, 300));
    }
}
