// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.shrink.MoveAsks;
import org.holdfast.core.shrink.MoveClerk;
import org.holdfast.core.shrink.MoveWishes;
import org.holdfast.core.support.People;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.MoveMessage;
import org.holdfast.wire.MoveMessage.MoveAsked;
import org.holdfast.wire.MoveMessage.MoveTaken;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bob needs his disk, and Alice has 1000 bytes there. */
@Tag("R60")
class MoveTest {
    private static final Instant UNTIL = People.NOW.plus(Duration.ofDays(14));
    private static final ByteCount THOUSAND = ByteCount.of(1000);

    private final BookLedger ledger = new BookLedger();
    private final MoveAsks asks = new MoveAsks(ledger);

    private MoveAsks.Ask ask() {
        return new MoveAsks(ledger).all().getFirst();
    }

    private void add(long bytes, Instant until) {
        asks.add(Map.of(People.AGREEMENT, ByteCount.of(bytes)), Map.of(People.AGREEMENT, THOUSAND), until);
    }

    @Test
    void whatIsAskedForAddsUpAndSurvivesARestart() {
        add(300, UNTIL);
        assertEquals(ByteCount.of(700), ask().most());
        asks.answered(People.AGREEMENT, true);
        assertTrue(ask().done());
        add(200, UNTIL.plusSeconds(1));
        assertEquals(ByteCount.of(500), ask().most());
        assertEquals(ByteCount.of(500), new MoveAsks(ledger).asked());
        assertEquals(UNTIL.plusSeconds(1), ask().until());
        assertFalse(ask().done());
        asks.withdraw(People.AGREEMENT);
        assertEquals(List.of(), new MoveAsks(ledger).all());
    }

    @Test
    @Tag("R46")
    void twiceAsMuchAsIsToGoIsReadForNothingAndNoMore() {
        add(300, UNTIL);
        assertTrue(asks.takeFree(People.AGREEMENT, ByteCount.of(400)));
        assertFalse(asks.takeFree(People.AGREEMENT, ByteCount.of(201)));
        assertTrue(new MoveAsks(ledger).takeFree(People.AGREEMENT, ByteCount.of(200)));
        assertFalse(asks.takeFree(People.AGREEMENT, ByteCount.of(1)));
        assertFalse(asks.takeFree(AgreementId.of(People.filled(9, 16)), ByteCount.of(1)));
    }

    @Test
    void theOwnerKeepsTheWishUntilItIsTakenBackAndHearsOfEachOnce() {
        AgreementBook book = new AgreementBook(People.ALICE.id(), People.FOUNDING.id(), true, ledger, () -> People.NOW);
        book.confirm(new SignedAgreement(People.agreement(), People.ALICE.certificate(), People.BOB.certificate()));
        MoveWishes wishes = new MoveWishes(ledger);
        List<MoveAsked> heard = new ArrayList<>();
        Ledger.Sum left = new Ledger.Sum(3, THOUSAND);
        MoveClerk clerk = new MoveClerk(book, wishes, (partner, agreement) -> left, heard::add);
        MoveAsked asked = new MoveAsked(People.AGREEMENT, ByteCount.of(700), UNTIL);
        MoveTaken taken = new MoveTaken(People.AGREEMENT, 3, THOUSAND);
        assertEquals(taken, clerk.answer(People.BOB.id(), asked));
        assertEquals(taken, clerk.answer(People.BOB.id(), asked));
        assertEquals(List.of(asked), heard);
        assertEquals(Optional.of(ByteCount.of(700)), wishes.most(People.AGREEMENT));
        assertEquals(Optional.of(UNTIL), wishes.until(People.AGREEMENT));
        assertInstanceOf(Failure.class, clerk.answer(People.CAROL.id(), asked));
        clerk.answer(People.BOB.id(), new MoveAsked(People.AGREEMENT, MoveMessage.EVERYTHING, UNTIL));
        assertEquals(Optional.empty(), wishes.most(People.AGREEMENT));
    }
}
