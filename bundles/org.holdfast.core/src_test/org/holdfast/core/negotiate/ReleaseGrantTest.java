// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.core.release.ReleaseClerk;
import org.holdfast.core.support.People;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReleaseMessage.Order;
import org.holdfast.wire.ReleaseMessage.OrderTaken;
import org.holdfast.wire.ReleaseMessage.Release;
import org.holdfast.wire.ReleaseMessage.Released;
import org.holdfast.wire.ReleaseMessage.Standing;
import org.holdfast.wire.ReleaseMessage.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom Bob believes that blocks are not needed. He holds nothing, so what he believes is answered with GONE. */
@Tag("R27")
class ReleaseGrantTest {
    private final BookLedger bobs = new BookLedger();
    private final AgreementBook agreements =
            new AgreementBook(People.BOB.id(), People.FOUNDING.id(), true, bobs, () -> People.NOW);
    private int alarms;
    private final ReleaseClerk clerk = new ReleaseClerk(
            People.BOB.id(),
            agreements,
            new ReleaseBook(
                    new HeldBlocks(empty(BlockStore.class), empty(Ledger.Holdings.class)),
                    empty(Ledger.Releases.class),
                    owner -> ByteCount.ZERO),
            bobs.settings(),
            () -> LockClock.starting(People.NOW),
            owner -> Optional.of(People.ALICE.certificate())
                    .filter(known -> known.owner().equals(owner)),
            () -> People.NOW,
            new ReleaseClerk.Alarm() {
                @Override
                public void massRelease(OwnerId owner) {
                    alarms++;
                }

                @Override
                public void cancelled(OwnerId owner, Ledger.Sum stays) {
                    alarms++;
                }
            });

    private static <T> T empty(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, called, with) -> switch (called.getReturnType()
                        .getSimpleName()) {
                    case "Sum" -> Ledger.Sum.NOTHING;
                    case "Optional" -> Optional.empty();
                    case "void" -> null;
                    default -> throw new AssertionError("nothing asks for " + called);
                });
        return type.cast(proxy);
    }

    private static Release release(Self owner, Self signer, Self partner) {
        return Release.sign(
                signer.device(),
                owner.id(),
                partner.id(),
                People.AGREEMENT,
                People.NOW,
                List.of(new Version(BlockId.of(People.filled(1, 16)), 1)));
    }

    private void in(AgreementPhase phase) {
        bobs.rows.put(People.AGREEMENT, new AgreementRow(People.agreement(), phase, People.NOW));
    }

    private static void assertRefused(ErrorCode code, Message answer) {
        assertEquals(code, assertInstanceOf(Failure.class, answer).code());
    }

    @ParameterizedTest
    @EnumSource(
            value = AgreementPhase.class,
            names = {"ACTIVE", "COMMITMENT", "CLOSING", "CLOSED"})
    void theOwnerReleasesAsLongAsSomethingMayLieThere(AgreementPhase phase) {
        in(phase);
        Message answer = clerk.answer(People.peer(People.ALICE), release(People.ALICE, People.ALICE, People.BOB));
        assertEquals(
                Standing.GONE,
                assertInstanceOf(Released.class, answer).states().getFirst().standing());
    }

    @Test
    void nobodyElseDoes() {
        assertRefused(
                ErrorCode.NO_AGREEMENT,
                clerk.answer(People.peer(People.ALICE), release(People.ALICE, People.ALICE, People.BOB)));
        in(AgreementPhase.ACTIVE);
        assertRefused(
                ErrorCode.PEER_MISBEHAVED,
                clerk.answer(People.peer(People.CAROL), release(People.ALICE, People.ALICE, People.BOB)));
        assertRefused(
                ErrorCode.PEER_MISBEHAVED,
                clerk.answer(People.peer(People.ALICE), release(People.ALICE, People.ALICE, People.CAROL)));
        assertRefused(
                ErrorCode.AUTHENTICATION_FAILED,
                clerk.answer(People.peer(People.ALICE), release(People.ALICE, People.NEW_ALICE, People.BOB)));
        assertRefused(
                ErrorCode.NO_AGREEMENT,
                clerk.answer(People.peer(People.CAROL), release(People.CAROL, People.CAROL, People.BOB)));
    }

    @Test
    void anOrderCountsOnceAndOnlyOfAKnownOwnersSheet() {
        RootOrder order = RootOrder.cancelRelease(People.ALICE_ROOT, People.NOW);
        assertEquals(new OrderTaken(order.sequence(), 0), clerk.answer(new Order(order)));
        assertEquals(new OrderTaken(order.sequence(), 0), clerk.answer(new Order(order)));
        assertEquals(1, alarms, "people are told once");
        clerk.answer(new Order(RootOrder.cancelRelease(People.ALICE_ROOT, People.NOW.minusSeconds(1))));
        assertEquals(1, alarms, "one from before is over");
        assertRefused(
                ErrorCode.AUTHENTICATION_FAILED,
                clerk.answer(new Order(RootOrder.cancelRelease(People.signer(5), People.NOW))));
    }
}
