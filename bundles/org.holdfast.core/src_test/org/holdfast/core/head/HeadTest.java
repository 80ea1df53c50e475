// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.head.HeadHolder.Action;
import org.holdfast.core.head.HeadHolder.Answer;
import org.holdfast.core.head.HeadHolder.Outcome;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.support.Duet;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Script;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.HeadReceipt;
import org.junit.jupiter.api.Test;

/** Alice leaves heads with Bob. */
class HeadTest {
    private static final Witness W1 = Chain.first(People.ALICE);
    private static final Witness W2 = Chain.after(People.ALICE, W1);

    private final Duet<Reply<HeadOwner.Result>, Outcome> duet = new Duet<>();
    private Optional<AgreementRow> agreement =
            Optional.of(new AgreementRow(People.agreement(), AgreementPhase.CLOSING, People.NOW));
    private Optional<Witness> top = Optional.empty();
    private boolean diskIsFull;
    private final List<HeldHead> kept = new ArrayList<>();
    private final Script<Action, Answer> bob = new Script<>(action -> switch (action) {
        case Action.LookUp look -> Optional.of(new Answer.Found(agreement, top));
        case Action.Save(AgreementId agreement, Optional<Witness> judgedAgainst, List<HeldHead> heads) -> {
            assertEquals(top, judgedAgainst);
            if (diskIsFull) {
                throw new HoldfastException(ErrorCode.DISK_FAILED, "ledger", "made up");
            }
            kept.addAll(heads);
            yield Optional.of(new Answer.Saved(People.NOW));
        }
    });
    private Duet.Side<Reply<HeadOwner.Result>> left;
    private Duet.Side<Outcome> right;

    private void leave(List<Witness> run) {
        Bytes head = Chain.head(run.getLast().sequence());
        left = duet.left(
                new HeadOwner(People.peer(People.BOB), People.AGREEMENT, run, head), action -> Optional.empty());
        right = duet.right(new HeadHolder(People.BOB, People.peer(People.ALICE)), bob);
        duet.play();
    }

    @Test
    void aHeadIsKeptWithItsWitnesses() {
        leave(List.of(W1, W2));
        assertEquals(List.of("<PUT_HEAD", ">HEAD_RECEIPT"), duet.transcript);
        HeadReceipt receipt = HeadReceipt.sign(People.BOB.device(), People.BOB.id(), People.AGREEMENT, W2, People.NOW);
        assertEquals(new Reply.Answered<>(new HeadOwner.Result.Kept(receipt)), left.outcome());
        assertEquals(new Outcome.Kept(receipt), right.outcome());
        assertEquals(2, kept.size());
    }

    @Test
    void theTopComesFirstSoThatACrashNeverLeavesOneWithoutItsHead() {
        leave(List.of(W1, W2));
        assertEquals(W2.hash(), kept.get(0).witnessHash());
        assertEquals(Chain.head(2), kept.get(0).head());
        assertEquals(W1.hash(), kept.get(1).witnessHash());
        assertEquals(Bytes.EMPTY, kept.get(1).head());
    }

    @Test
    void theSameHeadAgainIsConfirmedAgain() {
        top = Optional.of(W2);
        leave(List.of(W2));
        assertInstanceOf(Outcome.Kept.class, right.outcome());
        assertEquals(List.of(), kept);
    }

    @Test
    void aConflictShowsTheTop() {
        top = Optional.of(W2);
        leave(List.of(W1));
        assertEquals(new Reply.Answered<>(new HeadOwner.Result.Conflict(W2)), left.outcome());
        assertEquals(new Outcome.Conflict(W2), right.outcome());
        assertEquals(List.of(), kept);
    }

    @Test
    void aLongRunGoesInSeveralMessages() {
        List<Witness> run = new ArrayList<>(List.of(W1));
        for (int i = 0; i < 600; i++) {
            run.add(Chain.after(People.ALICE, run.getLast()));
        }
        leave(run);
        assertEquals(List.of("<PUT_HEAD", "<PUT_HEAD", ">HEAD_RECEIPT"), duet.transcript);
        assertEquals(601, kept.size());
    }

    @Test
    void nothingIsKeptWithoutAnAgreement() {
        agreement = Optional.empty();
        leave(List.of(W1));
        assertEquals(
                ErrorCode.NO_AGREEMENT,
                assertInstanceOf(Reply.Refused.class, left.outcome()).code());
        assertEquals(List.of(), kept);
    }

    @Test
    void nothingIsConfirmedThatIsNotDurable() {
        diskIsFull = true;
        leave(List.of(W1));
        assertEquals(
                ErrorCode.DISK_FAILED,
                assertInstanceOf(Reply.Refused.class, left.outcome()).code());
        assertFalse(duet.transcript.contains(">HEAD_RECEIPT"));
    }

    @Test
    void aForgedReceiptIsMisbehaviour() {
        duet.altering(message -> message instanceof HeadReceipt
                ? HeadReceipt.sign(People.CAROL.device(), People.BOB.id(), People.AGREEMENT, W1, People.NOW)
                : message);
        leave(List.of(W1));
        assertInstanceOf(Reply.Misbehaved.class, left.outcome());
    }

    @Test
    void aRunEndsWithTheWitnessOfItsHead() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new HeadOwner(People.peer(People.BOB), People.AGREEMENT, List.of(W1), Chain.head(2)));
    }
}
