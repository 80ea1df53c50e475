// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.put.PutHolder.Action;
import org.holdfast.core.put.PutHolder.Answer;
import org.holdfast.core.put.PutHolder.Outcome;
import org.holdfast.core.support.Blocks;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.HolderCheck;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.PutMessage.PutData;
import org.holdfast.wire.PutMessage.PutEnd;
import org.holdfast.wire.PutMessage.PutGo;
import org.holdfast.wire.StoreReceipt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alice stores a block of 640 KiB with Bob: three pieces. */
class PutTest {
    private static final Instant STORED_AT = People.NOW.plusSeconds(7);
    private static final byte[] PAYLOAD = Blocks.payload(1, 640 * 1024);
    private static final BlockHeader HEADER = Blocks.header(1, PAYLOAD);

    private final Duet<Reply<StoreReceipt>, Outcome> duet = new Duet<>();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private HolderCheck check = new HolderCheck(HEADER);
    private Optional<AgreementRow> agreement = inPhase(AgreementPhase.ACTIVE);
    private Optional<HeldRow> held = Optional.empty();
    private Optional<ErrorCode> beginFails = Optional.empty();
    private Optional<ErrorCode> keepFails = Optional.empty();
    private Optional<ErrorCode> commitFails = Optional.empty();

    private final Script<PutOwner.Acknowledge, Void> alice = new Script<>(action -> Optional.empty());
    private final Script<Action, Answer> bob = new Script<>(action -> switch (action) {
        case Action.LookUp look -> Optional.of(new Answer.Found(agreement, held, People.NOW));
        case Action.Keep keep -> failing(keepFails).or(() -> Optional.of(new Answer.Kept()));
        case Action.Begin begin -> {
            check = new HolderCheck(begin.header());
            yield failing(beginFails);
        }
        case Action.Append append -> {
            append(append.data());
            yield Optional.empty();
        }
        case Action.Check look -> Optional.of(new Answer.Checked(check.verdict()));
        case Action.Commit commit -> failing(commitFails).or(() -> Optional.of(new Answer.Stored(STORED_AT)));
        case Action.Discard discard -> Optional.empty();
    });

    private Duet.Side<Reply<StoreReceipt>> left;
    private Duet.Side<Outcome> right;

    private static Optional<AgreementRow> inPhase(AgreementPhase phase) {
        return Optional.of(new AgreementRow(People.agreement(), phase, People.NOW));
    }

    private static Optional<Answer> failing(Optional<ErrorCode> code) {
        code.ifPresent(each -> {
            throw new HoldfastException(each, "disk", "made up");
        });
        return Optional.empty();
    }

    private void append(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        file.writeBytes(bytes);
        check.accept(data.duplicate());
    }

    private void prepare(BlockHeader header, byte[] payload) {
        left = duet.left(new PutOwner(People.peer(People.BOB), header, ByteBuffer.wrap(payload)), alice);
        right = duet.right(new PutHolder(People.BOB, People.peer(People.ALICE)), bob);
    }

    private void put(BlockHeader header) {
        prepare(header, PAYLOAD);
        duet.play();
    }

    private void refused(ErrorCode code) {
        assertEquals(code, assertInstanceOf(Reply.Refused.class, left.outcome()).code());
        assertEquals(
                code, assertInstanceOf(Outcome.Refused.class, right.outcome()).code());
        assertEquals(0, bob.count(Action.Commit.class));
        assertEquals(0, alice.asked.size());
        assertFalse(duet.transcript.contains(">STORE_RECEIPT"));
    }

    /** Refused before a single byte of the payload was taken. */
    private void refusedUnseen(ErrorCode code) {
        refused(code);
        assertEquals(0, bob.count(Action.Begin.class));
        assertFalse(duet.transcript.contains("<PUT_DATA"));
    }

    @Test
    void aBlockIsStoredAndAcknowledged() {
        put(HEADER);
        assertEquals(
                List.of("<PUT_BEGIN", ">PUT_GO", "<PUT_DATA", "<PUT_DATA", "<PUT_DATA", "<PUT_END", ">STORE_RECEIPT"),
                duet.transcript);
        assertArrayEquals(PAYLOAD, file.toByteArray());
        StoreReceipt receipt = StoreReceipt.sign(People.BOB.device(), HEADER, STORED_AT);
        assertEquals(new Reply.Answered<>(receipt), left.outcome());
        assertEquals(new Outcome.Stored(receipt), right.outcome());
        assertEquals(1, alice.asked.size());
        assertEquals(HEADER.block(), alice.asked.getFirst().block());
    }

    @Test
    void theReceiptComesAfterTheCommitOnly() {
        put(HEADER);
        assertInstanceOf(Action.Commit.class, bob.asked.getLast(), "nothing is done after it but to say so");
        assertEquals(1, bob.count(Action.Commit.class));
    }

    @Test
    @Tag("R1")
    void nothingIsTakenWithoutAnAgreement() {
        agreement = Optional.empty();
        put(HEADER);
        refusedUnseen(ErrorCode.NO_AGREEMENT);
    }

    @Test
    @Tag("R1")
    void nothingNewIsTakenInAPhaseThatDoesNotPermitIt() {
        for (AgreementPhase phase : List.of(AgreementPhase.CLOSING, AgreementPhase.CLOSED, AgreementPhase.PROPOSED)) {
            agreement = inPhase(phase);
            put(HEADER);
            refusedUnseen(ErrorCode.NO_AGREEMENT);
        }
    }

    @Test
    void blocksAreTakenDuringCommitment() {
        agreement = inPhase(AgreementPhase.COMMITMENT);
        put(HEADER);
        assertInstanceOf(Reply.Answered.class, left.outcome());
    }

    @Test
    void aReleasedBlockThatIsPutAgainIsKeptBeforeItsReceiptAndNotConfirmedIfItIsGone() {
        held = Optional.of(Blocks.row(HEADER, STORED_AT));
        keepFails = Optional.of(ErrorCode.BLOCK_UNKNOWN);
        put(HEADER);
        refusedUnseen(ErrorCode.BLOCK_UNKNOWN);
        assertEquals(1, bob.count(Action.Keep.class));
    }

    @Test
    void theSameBlockAgainGetsItsReceiptAgain() {
        held = Optional.of(Blocks.row(HEADER, STORED_AT));
        put(HEADER);
        assertEquals(List.of("<PUT_BEGIN", ">STORE_RECEIPT"), duet.transcript);
        StoreReceipt receipt = StoreReceipt.sign(People.BOB.device(), HEADER, STORED_AT);
        assertEquals(new Reply.Answered<>(receipt), left.outcome());
        assertEquals(new Outcome.Again(receipt), right.outcome());
    }

    @Test
    void anotherBlockUnderAKnownIdIsAConflict() {
        held = Optional.of(Blocks.row(Blocks.header(1, PAYLOAD, f -> f.sequence(99)), STORED_AT));
        put(HEADER);
        refusedUnseen(ErrorCode.CONFLICT);
    }

    @Test
    @Tag("R37")
    void blocksOfOthersOrForOthersAreRefused() {
        put(Blocks.header(1, PAYLOAD, f -> f.owner(People.CAROL)));
        refusedUnseen(ErrorCode.PEER_MISBEHAVED);
        left = duet.left(
                new PutOwner(
                        People.peer(People.CAROL),
                        Blocks.header(1, PAYLOAD, f -> f.partner(People.CAROL)),
                        ByteBuffer.wrap(PAYLOAD)),
                alice);
        right = duet.right(new PutHolder(People.BOB, People.peer(People.ALICE)), bob);
        duet.play();
        refusedUnseen(ErrorCode.PEER_MISBEHAVED);
    }

    @Test
    @Tag("R37")
    void blocksThatThePresentDeviceDidNotSignAreRefused() {
        put(Blocks.signed(People.NEW_ALICE, HEADER));
        refusedUnseen(ErrorCode.AUTHENTICATION_FAILED);
        put(Blocks.header(1, PAYLOAD, f -> f.deviceEpoch(1)));
        refusedUnseen(ErrorCode.AUTHENTICATION_FAILED);
    }

    /** Tags and payload may lie in two arrays; a holder keeps suites that it does not know, as it keeps bytes. */
    @Test
    @Tag("R47")
    void tagsAreStoredBeforeThePayloadAndCovered() {
        byte[] tags = People.filled(0x77, 16 * PAYLOAD.length / 16_384);
        BlockHeader header = Blocks.header(1, PAYLOAD, f -> f.aggregateAudit().tags(tags));
        left = duet.left(
                new PutOwner(People.peer(People.BOB), header, ByteBuffer.wrap(tags), ByteBuffer.wrap(PAYLOAD)), alice);
        right = duet.right(new PutHolder(People.BOB, People.peer(People.ALICE)), bob);
        duet.play();
        assertInstanceOf(Reply.Answered.class, left.outcome());
        byte[] stored = Arrays.copyOf(tags, tags.length + PAYLOAD.length);
        System.arraycopy(PAYLOAD, 0, stored, tags.length, PAYLOAD.length);
        assertArrayEquals(stored, file.toByteArray());
    }

    @Test
    @Tag("R47")
    void tagsThatAreNotThoseOfTheHeaderAreRefused() {
        byte[] tags = People.filled(0x77, 16 * PAYLOAD.length / 16_384);
        BlockHeader header = Blocks.header(1, PAYLOAD, f -> f.aggregateAudit().tags(tags));
        tags[3] ^= 1;
        left = duet.left(
                new PutOwner(People.peer(People.BOB), header, ByteBuffer.wrap(tags), ByteBuffer.wrap(PAYLOAD)), alice);
        right = duet.right(new PutHolder(People.BOB, People.peer(People.ALICE)), bob);
        duet.play();
        refused(ErrorCode.AUTHENTICATION_FAILED);
    }

    @Test
    void locksBeyondTheAgreedRetentionAreRefused() {
        Instant longest = People.NOW.plus(Duration.ofDays(401));
        put(Blocks.header(1, PAYLOAD, f -> f.retainUntil(longest)));
        assertInstanceOf(Reply.Answered.class, left.outcome());
        put(Blocks.header(2, PAYLOAD, f -> f.retainUntil(longest.plusMillis(1))));
        assertEquals(
                ErrorCode.NO_AGREEMENT,
                assertInstanceOf(Reply.Refused.class, left.outcome()).code());
    }

    @Test
    void aFullQuotaOrDiskIsSaidBeforeAnyData() {
        beginFails = Optional.of(ErrorCode.QUOTA_EXCEEDED);
        put(HEADER);
        refused(ErrorCode.QUOTA_EXCEEDED);
        assertFalse(duet.transcript.contains("<PUT_DATA"));
    }

    @Test
    void aDiskThatFailsAtTheEndGivesNoReceipt() {
        commitFails = Optional.of(ErrorCode.NO_SPACE);
        put(HEADER);
        assertEquals(
                ErrorCode.NO_SPACE,
                assertInstanceOf(Reply.Refused.class, left.outcome()).code());
        assertFalse(duet.transcript.contains(">STORE_RECEIPT"));
        assertEquals(1, bob.count(Action.Discard.class));
    }

    @Test
    void alteredBytesAreNotStored() {
        duet.altering(message -> message instanceof PutData data && data.offset() == 0
                ? new PutData(0, ByteBuffer.wrap(Blocks.payload(2, data.data().remaining())))
                : message);
        put(HEADER);
        refused(ErrorCode.AUTHENTICATION_FAILED);
        assertEquals(1, bob.count(Action.Discard.class));
    }

    @Test
    void piecesFollowEachOther() {
        duet.altering(message -> message instanceof PutData data && data.offset() > 0
                ? new PutData(data.offset() + 1, data.data())
                : message);
        put(HEADER);
        refused(ErrorCode.PEER_MISBEHAVED);
    }

    @Test
    void moreThanTheHeaderSaysIsNotTaken() {
        prepare(HEADER, PAYLOAD);
        duet.toRight(new PutBegin(HEADER));
        int piece = 256 * 1024;
        for (int offset = 0; offset < PAYLOAD.length; offset += piece) {
            duet.toRight(new PutData(offset, ByteBuffer.allocate(Math.min(piece, PAYLOAD.length - offset))));
        }
        duet.toRight(new PutData(PAYLOAD.length, ByteBuffer.allocate(1)));
        assertEquals(
                ErrorCode.PEER_MISBEHAVED,
                assertInstanceOf(Outcome.Refused.class, right.outcome()).code());
        assertEquals(PAYLOAD.length, file.size());
    }

    @Test
    void aBlockThatEndsEarlyIsNotStored() {
        duet.losing(message -> message instanceof PutData data && data.offset() >= 512 * 1024);
        put(HEADER);
        refused(ErrorCode.PEER_MISBEHAVED);
    }

    @Test
    void dataWithoutAPermitAreMisbehaviour() {
        prepare(HEADER, PAYLOAD);
        duet.toRight(new PutEnd());
        assertEquals(
                ErrorCode.PEER_MISBEHAVED,
                assertInstanceOf(Outcome.Refused.class, right.outcome()).code());
    }

    @Test
    void anOwnerThatGoesAwayLeavesNothing() {
        duet.losing(PutEnd.class::isInstance);
        put(HEADER);
        right.disconnect();
        assertEquals(new Outcome.Abandoned(ErrorCode.PEER_LOST), right.outcome());
        assertInstanceOf(Action.Discard.class, bob.asked.getLast());
        left.elapse();
        assertEquals(new Reply.Silent<StoreReceipt>(ErrorCode.TIMED_OUT), left.outcome());
    }

    @Test
    void aSlowOwnerIsSentAway() {
        duet.losing(PutGo.class::isInstance);
        put(HEADER);
        assertTrue(right.patience.isPresent());
        right.elapse();
        assertEquals(
                ErrorCode.TIMED_OUT,
                assertInstanceOf(Outcome.Refused.class, right.outcome()).code());
        assertInstanceOf(Action.Discard.class, bob.asked.getLast());
    }

    @Test
    void aReceiptThatIsNotTheHoldersIsMisbehaviour() {
        duet.altering(message -> message instanceof StoreReceipt
                ? StoreReceipt.sign(People.CAROL.device(), HEADER, STORED_AT)
                : message);
        put(HEADER);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
        assertEquals(0, alice.asked.size());
    }

    @Test
    void aReceiptOfAnotherBlockIsMisbehaviour() {
        BlockHeader other = Blocks.header(2, PAYLOAD);
        duet.altering(message ->
                message instanceof StoreReceipt ? StoreReceipt.sign(People.BOB.device(), other, STORED_AT) : message);
        put(HEADER);
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
        assertEquals(0, alice.asked.size());
    }

    @Test
    void headerAndContentBelongTogether() {
        var partner = People.peer(People.BOB);
        assertThrows(IllegalArgumentException.class, () -> new PutOwner(partner, HEADER, ByteBuffer.allocate(16384)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PutOwner(People.peer(People.CAROL), HEADER, ByteBuffer.wrap(PAYLOAD)));
    }
}
