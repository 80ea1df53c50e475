// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.fetch.ReadDesk;
import org.holdfast.core.fetch.ReadHolder;
import org.holdfast.core.health.Health;
import org.holdfast.core.health.HealthRules;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.list.ListHolder;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.put.HaveHolder;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.support.People;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.HaveAnswer;
import org.holdfast.wire.ReadMessage.ListBlocks;
import org.holdfast.wire.ReadMessage.ListPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Bob answers Alice in each phase. He holds nothing of hers, so a grant shows in that he looks for it. */
@Tag("R45")
class GrantTest {
    private static final BlockId BLOCK = BlockId.of(People.filled(1, 16));

    private final BookLedger bobs = new BookLedger();
    private final Ledger.Holdings nothing = saying(Ledger.Holdings.class, List.of());
    private final HeldBlocks blocks = new HeldBlocks(saying(BlockStore.class, List.of()), nothing);
    private Instant now = People.NOW;
    private final AgreementBook book = new AgreementBook(People.BOB.id(), People.FOUNDING.id(), true, bobs, () -> now);

    private static <T> T saying(Class<T> type, List<?> rows) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, with) -> called.getReturnType() == List.class ? rows : Optional.empty());
        return type.cast(proxy);
    }

    private void in(AgreementPhase phase) {
        bobs.rows.put(People.AGREEMENT, new AgreementRow(People.agreement(), phase, now));
    }

    private Message list() {
        return new ListHolder(blocks, nothing, book)
                .answer(People.peer(People.ALICE), new ListBlocks(People.AGREEMENT, Optional.empty(), 10));
    }

    private Message have() {
        return new HaveHolder(People.BOB, blocks, book)
                .answer(People.peer(People.ALICE), new Have(People.AGREEMENT, List.of(BLOCK)));
    }

    private ErrorCode read() {
        try (ReadDesk desk =
                new ReadDesk(blocks, book, new ReadBudgets(bobs, book, () -> now), People.peer(People.ALICE))) {
            return assertThrows(
                            HoldfastException.class,
                            () -> desk.perform(new ReadHolder.Action.Open(People.AGREEMENT, BLOCK)))
                    .code();
        }
    }

    /** With the device key alone a thief gives notice; the owner comes with the sheet when that is over. */
    @Test
    void whatIsHeldIsGivenBackWhenTheAgreementIsOver() {
        in(AgreementPhase.ACTIVE);
        book.notice(People.AGREEMENT);
        now = now.plus(AgreementLife.NOTICE);
        book.elapse(AgreementLife.NOTICE);
        assertEquals(AgreementPhase.CLOSED, bobs.rows.get(People.AGREEMENT).phase());
        assertInstanceOf(ListPage.class, list());
        assertInstanceOf(HaveAnswer.class, have());
        assertEquals(ErrorCode.BLOCK_UNKNOWN, read());
    }

    /** Service ends, the blocks stay: only the recovery sheet opens them again. */
    @Test
    @Tag("R52")
    void whoBrokeItGetsNothingUntilItComesWithItsSheet() {
        in(AgreementPhase.ACTIVE);
        bobs.healths().save(reneged(HealthState.GRACE));
        assertEquals(ErrorCode.BLOCK_UNKNOWN, read(), "silence within grace costs nothing");
        bobs.healths().save(reneged(HealthState.RENEGED));
        assertTrue(book.broken(People.AGREEMENT));
        assertFalse(book.broken(People.AGREEMENT));
        assertEquals(AgreementPhase.CLOSED, bobs.rows.get(People.AGREEMENT).phase());
        bobs.met = Optional.of(met(People.ALICE));
        assertEquals(ErrorCode.NO_AGREEMENT, read());
        assertInstanceOf(Failure.class, list());
        assertInstanceOf(Failure.class, have());
        bobs.met = Optional.of(met(People.NEW_ALICE));
        assertEquals(ErrorCode.BLOCK_UNKNOWN, read());
        assertInstanceOf(ListPage.class, list());
    }

    /** Else a machine whose partners all gave it up while it was off could never move what is stored. */
    @Test
    @Tag("R52")
    void whoWasMerelySilentGetsItsOwnOnceTheTwoArePartnersAnew() {
        in(AgreementPhase.CLOSED);
        bobs.healths().save(reneged(HealthState.RENEGED));
        assertEquals(ErrorCode.NO_AGREEMENT, read());
        AgreementId again = AgreementId.of(People.filled(0x12, 16));
        Agreement agreement = new Agreement(
                People.terms(again, People.ALICE, People.BOB),
                People.agreement().proposerSignature(),
                People.agreement().responderSignature());
        bobs.rows.put(again, new AgreementRow(agreement, AgreementPhase.COMMITMENT, now));
        assertEquals(ErrorCode.NO_AGREEMENT, read());
        bobs.rows.put(again, new AgreementRow(agreement, AgreementPhase.ACTIVE, now));
        assertEquals(ErrorCode.BLOCK_UNKNOWN, read());
        bobs.healths().save(reneged(HealthState.CORRUPT));
        assertEquals(ErrorCode.NO_AGREEMENT, read(), "who is convicted has its sheet");
    }

    private HealthRow reneged(HealthState state) {
        HealthRules rules = HealthRules.of(Duration.ofDays(3), Duration.ofDays(14));
        Health fresh = Health.fresh(now, rules);
        Health health =
                new Health(state, now, fresh.suspectLeft(), fresh.graceLeft(), fresh.graceUntil(), fresh.leave());
        int epoch = People.ALICE.certificate().deviceEpoch();
        return new HealthRow(People.AGREEMENT, People.ALICE.id(), health, "silence", false, epoch);
    }

    private PeerRow met(Self person) {
        Bytes certificate = Bytes.of(person.certificate().bytes());
        return new PeerRow(person.id(), "alice", List.of(), People.domains(person), certificate, now);
    }

    @Test
    void whatOneSideOnlyHasSignedGivesNothing() {
        in(AgreementPhase.PROPOSED);
        assertInstanceOf(Failure.class, list());
        assertInstanceOf(Failure.class, have());
        assertEquals(ErrorCode.NO_AGREEMENT, read());
    }
}
