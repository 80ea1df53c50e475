// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.support.People;
import org.holdfast.format.Signer;
import org.holdfast.format.X25519;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.EscrowKey;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.format.identity.KeptEscrow.Asked;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.EscrowMessage.EscrowAnswer;
import org.holdfast.wire.EscrowMessage.EscrowGet;
import org.holdfast.wire.EscrowMessage.EscrowKept;
import org.holdfast.wire.EscrowMessage.EscrowPut;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bob keeps Alice's box; Carol asks. */
@Tag("R19")
class EscrowClerkTest {
    private static final OwnerId ALICE = People.ALICE.id();
    private static final OwnerId CAROL = People.CAROL.id();
    private static final EscrowKey KEY = key(40);
    private static final Founding FOUNDING = new Founding(People.ADMIN.key(), People.NOW, "example", Optional.of(KEY));
    private static final ConfederationId HERE = FOUNDING.id();
    private static final Optional<Roster> ROSTER =
            Optional.of(Roster.found(FOUNDING, List.of(People.row(People.ALICE)), People.ADMIN));

    private final Map<OwnerId, KeptEscrow> shelf = new HashMap<>();
    private Instant now = People.NOW;
    private final EscrowClerk clerk = new EscrowClerk(
            new EscrowShelf() {
                @Override
                public KeptEscrow find(OwnerId owner) {
                    return shelf.getOrDefault(owner, KeptEscrow.NOTHING);
                }

                @Override
                public void keep(OwnerId owner, KeptEscrow kept) {
                    shelf.put(owner, kept);
                }
            },
            () -> now);

    private static EscrowKey key(int seed) {
        return new EscrowKey(X25519.publicKey(People.filled(seed, 32)));
    }

    private static EscrowBox box(ConfederationId confederation, EscrowKey key, Self owner, int once) {
        return EscrowBox.seal(People.filled(1, 32), confederation, key, owner.id(), People.filled(once, 32));
    }

    private static final EscrowBox BOX = box(HERE, KEY, People.ALICE, 41);

    private static EscrowPut put(EscrowBox box) {
        return new EscrowPut(Optional.of(box));
    }

    private EscrowGet wish(Signer admin, OwnerId asker) {
        return EscrowGet.sign(admin, HERE, asker, ALICE, now);
    }

    private static void assertNo(Message answer) {
        assertEquals(
                ErrorCode.NOT_ON_ROSTER, assertInstanceOf(Failure.class, answer).code());
    }

    @Test
    void whoAsksWithTheAdminsHandGetsTheBoxAndTheOwnerHearsOfIt() {
        assertEquals(new EscrowKept(Optional.empty()), clerk.put(ALICE, put(BOX), ROSTER));
        EscrowGet wish = wish(People.ADMIN, CAROL);
        assertEquals(new EscrowAnswer(Optional.of(BOX)), clerk.get(CAROL, wish, ROSTER));
        now = now.plusSeconds(100);
        Asked asked = wish.by(CAROL);
        assertTrue(EscrowClerk.proved(asked, ALICE, ROSTER.orElseThrow()));
        assertEquals(new EscrowKept(Optional.of(asked)), clerk.put(ALICE, put(BOX), ROSTER));
        assertEquals(
                new EscrowKept(Optional.of(asked)),
                clerk.put(ALICE, put(box(HERE, KEY, People.ALICE, 42)), ROSTER),
                "another box does not wash it away");
    }

    @Test
    void nobodyElseGetsIt() {
        clerk.put(ALICE, put(BOX), ROSTER);
        EscrowGet carols = wish(People.ADMIN, CAROL);
        assertNo(clerk.get(People.BOB.id(), carols, ROSTER));
        assertNo(clerk.get(CAROL, wish(People.signer(66), CAROL), ROSTER));
        assertNo(clerk.get(CAROL, new EscrowGet(People.BOB.id(), now, carols.admin(), carols.signature()), ROSTER));
        assertNo(clerk.get(CAROL, carols, Optional.empty()));
        now = now.plus(EscrowClerk.SKEW).plusSeconds(1);
        assertNo(clerk.get(CAROL, carols, ROSTER));
        now = People.NOW.minus(Duration.ofHours(25));
        assertNo(clerk.get(CAROL, carols, ROSTER));
        assertEquals(Optional.empty(), shelf.get(ALICE).asked());
    }

    @Test
    void aBoxIsTakenFromItsOwnerAloneAndOnlyForThisConfederation() {
        assertNo(clerk.put(CAROL, put(BOX), ROSTER));
        assertNo(clerk.put(ALICE, put(box(HERE, key(43), People.ALICE, 41)), ROSTER));
        ConfederationId elsewhere = new ConfederationId(Id32.ZERO);
        assertNo(clerk.put(ALICE, put(box(elsewhere, KEY, People.ALICE, 41)), ROSTER));
        assertNo(clerk.put(ALICE, put(BOX), Optional.of(People.roster(People.ALICE))));
        assertNo(clerk.put(ALICE, put(BOX), Optional.empty()));
        assertEquals(Map.of(), shelf);
    }

    @Test
    void theOwnerTakesItBackAndThatSomebodyAskedStays() {
        clerk.put(ALICE, put(BOX), ROSTER);
        clerk.get(CAROL, wish(People.ADMIN, CAROL), ROSTER);
        clerk.put(ALICE, new EscrowPut(Optional.empty()), ROSTER);
        assertEquals(new EscrowAnswer(Optional.empty()), clerk.get(CAROL, wish(People.ADMIN, CAROL), ROSTER));
        assertEquals(
                Optional.of(wish(People.ADMIN, CAROL).by(CAROL)),
                shelf.get(ALICE).asked());
    }

    @Test
    void aKeeperCannotMakeUpThatSomebodyAsked() {
        Roster roster = ROSTER.orElseThrow();
        Asked asked = wish(People.ADMIN, CAROL).by(CAROL);
        assertFalse(EscrowClerk.proved(asked, CAROL, roster), "of another's box");
        assertFalse(EscrowClerk.proved(wish(People.signer(66), CAROL).by(CAROL), ALICE, roster), "by no admin");
        assertFalse(EscrowClerk.proved(wish(People.ADMIN, CAROL).by(People.BOB.id()), ALICE, roster), "another asker");
        Instant later = asked.time().plusSeconds(9);
        assertFalse(EscrowClerk.proved(new Asked(CAROL, later, asked.admin(), asked.signature()), ALICE, roster));
    }

    @Test
    void whatAnAdminAskedBeforeItWasDismissedStillCounts() {
        Signer second = People.signer(10);
        Roster both = ROSTER.orElseThrow()
                .changed(List.of(new RosterChange.Appointment(second.key(), CAROL)), now, People.ADMIN);
        Roster after = both.changed(List.of(new RosterChange.Dismissal(second.key(), CAROL)), now, People.ADMIN);
        assertTrue(EscrowClerk.proved(wish(second, CAROL).by(CAROL), ALICE, after));
    }
}
