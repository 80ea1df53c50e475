// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Signer;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final Roster ROSTER = Cast.founded();
    private static final Instant END = Cast.NOW.plus(Duration.ofHours(24));

    @Test
    void anAdminsInvitationHoldsUnderItsRoster() {
        Invitation invitation = Invitation.read(Cast.invitation().bytes());

        assertEquals(Cast.invitation(), invitation);
        assertTrue(invitation.validUnder(ROSTER));
        assertEquals(Cast.code().invitation(), invitation.id());
        Invitation anywhere = issue(ROSTER, Cast.ADMIN, 1, Optional.empty());
        assertEquals(anywhere, Invitation.read(anywhere.bytes()));
    }

    @Test
    void forgeriesDoNotHold() {
        assertFalse(issue(ROSTER, Cast.MALLORY, 1, Optional.empty()).validUnder(ROSTER));
        Invitation more = new Invitation(
                Cast.invitation().confederation(),
                Cast.invitation().id(),
                Cast.ADMIN.key(),
                Cast.ALICE.owner(),
                Cast.NOW,
                END,
                1000,
                Optional.of("hamburg"),
                Cast.invitation().signature());
        assertFalse(more.validUnder(ROSTER), "uses were changed after signing");
    }

    @Test
    void itHoldsOnlyWhileItsInviterIsAMemberOfThatConfederation() {
        Roster without = ROSTER.with(Cast.row(Cast.ALICE, "alice").suspended(), END, Cast.ADMIN);
        Founding founding = new Founding(Cast.ADMIN.key(), Cast.NOW, "Other Ltd");
        Roster foreign = Roster.found(founding, ROSTER.entries(), Cast.ADMIN);

        assertFalse(Cast.invitation().validUnder(without));
        assertFalse(Cast.invitation().validUnder(foreign));
        assertThrows(IllegalArgumentException.class, () -> issue(foreign, Cast.ADMIN, 1, Optional.empty()));
    }

    @Test
    void itEndsInTime() {
        assertFalse(Cast.invitation().openAt(Cast.NOW.minusMillis(1)));
        assertTrue(Cast.invitation().openAt(Cast.NOW));
        assertTrue(Cast.invitation().openAt(END.minusMillis(1)));
        assertFalse(Cast.invitation().openAt(END));
    }

    @Test
    void senselessTermsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> issue(ROSTER, Cast.ADMIN, 0, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> issue(ROSTER, Cast.ADMIN, 1001, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> issue(ROSTER, Cast.ADMIN, 1, Optional.of("ü")));
    }

    private static Invitation issue(Roster roster, Signer admin, int uses, Optional<String> site) {
        var terms = new Invitation.Terms(Cast.ALICE.owner(), Cast.NOW, END, uses, site);
        return Invitation.issue(roster.confederation(), Cast.code(), terms, admin);
    }

    @Test
    void anAdmissionStandsInForARow() {
        Admission admission = Admission.read(Cast.admission().bytes());

        assertEquals(Cast.admission(), admission);
        assertTrue(admission.validUnder(ROSTER, Cast.ALICE));
        assertEquals(RosterEntry.active(Cast.BOB.owner(), "hamburg", "bob"), admission.row());
        Roster next = ROSTER.with(admission.row(), END, Cast.ADMIN);
        assertEquals(Roster.Standing.ADMITTED, next.standing(Cast.BOB));
    }

    @Test
    void anAdmissionNeedsItsInvitersHandInTime() {
        Invitation invitation = Cast.invitation();
        Admission byMallory = Admission.issue(invitation, 1, Cast.BOB.owner(), "x", "bob", Cast.NOW, Cast.MALLORY);
        Admission late = Admission.issue(invitation, 1, Cast.BOB.owner(), "x", "bob", END, Cast.ALICE_DEVICE);

        assertFalse(byMallory.validUnder(ROSTER, Cast.ALICE));
        assertFalse(Cast.admission().validUnder(ROSTER, Cast.BOB), "not the inviter's certificate");
        assertFalse(late.validUnder(ROSTER, Cast.ALICE));
        assertThrows(
                IllegalArgumentException.class,
                () -> Admission.issue(invitation, 3, Cast.BOB.owner(), "x", "bob", Cast.NOW, Cast.ALICE_DEVICE),
                "the third use of two");
        Roster suspended = ROSTER.next(
                List.of(Cast.row(Cast.ALICE, "alice").suspended()), ROSTER.admins(), 1, END, List.of(Cast.ADMIN));
        assertFalse(Cast.admission().validUnder(suspended, Cast.ALICE));
    }
}
