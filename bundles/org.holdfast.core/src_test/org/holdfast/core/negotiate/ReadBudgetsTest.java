// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.budget.ReadRule;
import org.holdfast.core.support.People;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bob's account of what Alice reads of the 1000 bytes that he holds for her. */
@Tag("R46")
class ReadBudgetsTest {
    private long free;

    private final BookLedger bobs = new BookLedger();
    private Instant now = People.NOW;
    private final AgreementBook book = new AgreementBook(People.BOB.id(), People.FOUNDING.id(), true, bobs, () -> now);
    private ReadBudgets budgets = open();

    private ReadBudgets open() {
        return new ReadBudgets(
                bobs, book, () -> ByteCount.ZERO, (agreement, bytes) -> bytes.value() == free, () -> now);
    }

    @BeforeEach
    void agree() {
        bobs.held = ByteCount.of(1000);
        book.accept(new SignedAgreement(People.agreement(), People.ALICE.certificate(), People.BOB.certificate()));
    }

    private ReadBudgets.Payment pay(Self device, long bytes) {
        return budgets.pay(People.AGREEMENT, People.peer(device), ByteCount.of(bytes));
    }

    private HoldfastException refused(Self device, long bytes) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> pay(device, bytes));
        assertEquals(ErrorCode.READ_BUDGET_USED, refused.code());
        assertTrue(refused.retryable());
        return refused;
    }

    private long left() {
        return budgets.balance(People.AGREEMENT, People.ALICE.id())
                .orElseThrow()
                .left();
    }

    @Test
    void fourWholeSetsAYearAndNotAByteMore() {
        assertEquals(
                new ReadBudgets.Balance(4000, 4000, 0),
                budgets.balance(People.AGREEMENT, People.ALICE.id()).orElseThrow());
        List.of(1000, 1000, 1000, 999).forEach(bytes -> pay(People.ALICE, bytes));
        String why = String.valueOf(refused(People.ALICE, 2).getMessage());
        assertTrue(why.contains("4 whole sets a year") && why.contains("1 B are left"), why);
        Instant then = now.plus(ReadRule.PERIOD.dividedBy(4000));
        assertTrue(why.contains(then.toString().substring(0, 16)), why + " at " + then);
        pay(People.ALICE, 1);
    }

    @Test
    void theDeviceThatSignedGetsNothingOnTopAndALaterOneDoesWhateverWasRead() {
        pay(People.ALICE, 4000);
        refused(People.ALICE, 1);
        pay(People.NEW_ALICE, 1000);
        refused(People.NEW_ALICE, 1);
    }

    @Test
    void aLaterDeviceThatIsTheFirstToReadMayReadFiveSets() {
        pay(People.NEW_ALICE, 5000);
        refused(People.NEW_ALICE, 1);
    }

    @Test
    void whatThisNodeAskedToBeTakenAwayCostsNothing() {
        pay(People.ALICE, 4000);
        free = 1_000_000;
        ReadBudgets.Payment payment = pay(People.ALICE, free);
        budgets.refund(payment, ByteCount.of(1_000_000));
        assertEquals(0, left());
    }

    @Test
    void whatWasNotSentIsGivenBack() {
        budgets.refund(pay(People.ALICE, 900), ByteCount.of(400));
        assertEquals(3500, left());
        budgets.refund(pay(People.ALICE, 100), ByteCount.ZERO);
        assertEquals(3400, left());
    }

    @Test
    void aCrashCostsNeitherSideMoreThanTheBlockThatWasOnItsWay() {
        pay(People.ALICE, 900);
        budgets = open();
        assertEquals(3100, left());
        bobs.writesLeft = 0;
        assertThrows(BookLedger.Stopped.class, () -> pay(People.ALICE, 500));
        budgets = open();
        assertEquals(3100, left());
    }

    @Test
    void timeBringsItBackAndAClockThatJumpsDoesNot() {
        pay(People.ALICE, 4000);
        Duration quarter = ReadRule.PERIOD.dividedBy(4);
        now = now.plus(ReadRule.PERIOD.multipliedBy(10));
        budgets.elapse(Duration.ZERO);
        assertEquals(0, left());
        now = People.NOW;
        budgets.elapse(Duration.ZERO);
        now = now.plus(quarter);
        budgets.elapse(quarter);
        assertEquals(1000, left());
        budgets = open();
        assertEquals(1000, left());
    }

    @Test
    void nobodyElseHasAnAccount() {
        assertEquals(
                ErrorCode.NO_AGREEMENT,
                assertThrows(HoldfastException.class, () -> pay(People.CAROL, 1))
                        .code());
        assertEquals(Optional.empty(), budgets.balance(People.AGREEMENT, People.CAROL.id()));
    }
}
