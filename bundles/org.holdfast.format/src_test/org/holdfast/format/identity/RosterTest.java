// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Mac;
import org.holdfast.format.identity.Roster.Standing;
import org.holdfast.format.identity.Roster.Verdict;
import org.holdfast.model.Digest;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Instant LATER = Cast.NOW.plusSeconds(60);
    private static final Roster FIRST = Cast.founded();
    private static final RosterEntry BOB = Cast.row(Cast.BOB, "bob");

    @Test
    void theFoundersKeyIsBoundToTheConfederationsId() {
        Roster again = Roster.read(FIRST.bytes());

        assertEquals(FIRST, again);
        assertEquals(Cast.FOUNDING.id(), again.confederation());
        assertTrue(again.wellSigned());
        assertTrue(again.signedByFounder());
        Founding other = new Founding(Cast.MALLORY.key(), Cast.FOUNDING.time(), Cast.FOUNDING.name());
        assertFalse(other.id().equals(Cast.FOUNDING.id()));
        assertThrows(IllegalArgumentException.class, () -> Roster.found(Cast.FOUNDING, List.of(), Cast.MALLORY));
    }

    @Test
    void versionsFollowOneAnother() {
        Roster second = FIRST.with(BOB, LATER, Cast.ADMIN);
        Roster third = second.with(BOB.suspended(), LATER, Cast.ADMIN);

        assertEquals(FIRST.hash(), second.previous());
        assertTrue(second.succeeds(FIRST));
        assertTrue(third.succeeds(second));
        assertTrue(third.succeeds(FIRST), "a version may have been missed");
        assertEquals(Verdict.OLDER, third.judge(second));
        assertEquals(Verdict.SAME, third.judge(Roster.read(third.bytes())));
    }

    @Test
    void aForgedRosterIsRefused() {
        Roster forged = FIRST.with(Cast.row(Cast.BOB, "mallory"), LATER, Cast.MALLORY);
        Roster unsigned = FIRST.next(List.of(BOB), FIRST.admins(), 1, LATER, List.of());
        Roster borrowed =
                withSignatures(forged, FIRST.with(BOB, LATER, Cast.ADMIN).signatures());

        assertEquals(Verdict.UNSIGNED, FIRST.judge(forged));
        assertEquals(Verdict.UNSIGNED, FIRST.judge(unsigned));
        assertEquals(Verdict.UNSIGNED, FIRST.judge(borrowed));
    }

    @Test
    void nobodyMakesHimselfAdmin() {
        Roster usurped = FIRST.next(List.of(BOB), List.of(Cast.MALLORY.key()), 1, LATER, List.of(Cast.MALLORY));

        assertTrue(usurped.wellSigned(), "by its own admins, which proves nothing to who knows the one before");
        assertFalse(usurped.signedByFounder());
        assertEquals(Verdict.UNSIGNED, FIRST.judge(usurped));
    }

    @Test
    void aFirstVersionThatTheFounderDidNotSignIsNotWellSigned() {
        Roster usurped = FIRST.next(List.of(BOB), List.of(Cast.MALLORY.key()), 1, LATER, List.of(Cast.MALLORY));
        Roster first = new Roster(
                Cast.FOUNDING,
                1,
                FIRST.previous(),
                LATER,
                1,
                usurped.admins(),
                usurped.entries(),
                List.of(),
                Succession.NONE,
                List.of(),
                usurped.signatures());

        assertFalse(first.wellSigned());
    }

    @Test
    void adminsChangeOnlyWithTheOldOnesConsentAndTheNewOnesHand() {
        var both = List.of(Cast.ADMIN.key(), Cast.SECOND_ADMIN.key());
        Roster joined = FIRST.next(List.of(BOB), both, 2, LATER, List.of(Cast.ADMIN, Cast.SECOND_ADMIN));
        Roster half = FIRST.next(List.of(BOB), both, 2, LATER, List.of(Cast.ADMIN));
        Roster alone = joined.with(BOB.suspended(), LATER, Cast.ADMIN);
        Roster handedOver = joined.next(
                List.of(BOB), List.of(Cast.SECOND_ADMIN.key()), 1, LATER, List.of(Cast.ADMIN, Cast.SECOND_ADMIN));

        assertTrue(joined.succeeds(FIRST));
        assertEquals(Verdict.UNSIGNED, FIRST.judge(half), "the new threshold of two is not met");
        assertEquals(Verdict.UNSIGNED, joined.judge(alone), "one of two");
        assertTrue(handedOver.succeeds(joined));
        assertTrue(handedOver.succeeds(FIRST), "the first admin signed the hand-over, too");
    }

    @Test
    void aSignatureCountsOnce() {
        var both = List.of(Cast.ADMIN.key(), Cast.SECOND_ADMIN.key());
        Roster joined = FIRST.next(List.of(BOB), both, 2, LATER, List.of(Cast.ADMIN, Cast.SECOND_ADMIN));
        List<RosterSignature> twice =
                new ArrayList<>(List.of(joined.signatures().get(0)));
        twice.add(twice.get(0));

        assertThrows(IllegalArgumentException.class, () -> withSignatures(joined, twice));
    }

    @Test
    void ofTwoThatWereSignedAtTheSameTimeAllTakeTheSame() {
        Roster one = FIRST.with(BOB, LATER, Cast.ADMIN);
        Roster other = FIRST.with(BOB.suspended(), LATER, Cast.ADMIN);
        Roster lower = one.hash().compareTo(other.hash()) < 0 ? one : other;
        Roster higher = lower == one ? other : one;

        assertEquals(Verdict.LOSES, lower.judge(higher));
        assertEquals(Verdict.SUCCEEDS, higher.judge(lower));
        assertEquals(Verdict.SUCCEEDS, lower.judge(higher.with(BOB, LATER, Cast.ADMIN)), "the highest version wins");
        assertEquals(Verdict.UNSIGNED, one.judge(FIRST.with(BOB.suspended(), LATER, Cast.MALLORY)));
    }

    @Test
    void aRosterFromAnotherConfederationIsForeign() {
        Founding founding = new Founding(Cast.ADMIN.key(), Cast.NOW, "Other Ltd");
        Roster foreign = Roster.found(founding, List.of(BOB), Cast.ADMIN).with(BOB, LATER, Cast.ADMIN);

        assertTrue(foreign.wellSigned());
        assertEquals(Verdict.FOREIGN, FIRST.judge(foreign));
    }

    @Test
    void aMachineBackFromItsSheetIsAdmittedAgain() {
        DeviceCert recovered = DeviceCert.issue(Cast.ALICE_ROOT, Cast.signer(20), 700_000, 2, LATER);

        assertEquals(Standing.ADMITTED, FIRST.standing(Cast.ALICE));
        assertEquals(Standing.ADMITTED, FIRST.standing(recovered));
        assertEquals(Standing.NOT_LISTED, FIRST.standing(Cast.BOB));
    }

    @Test
    void suspendedOwnersAndStolenDevicesStayOut() {
        RosterEntry raised = new RosterEntry(
                Cast.ALICE.owner(), RosterEntry.Status.ACTIVE, 600_001, "berlin", "alice", Optional.empty());
        Roster second = FIRST.with(BOB.suspended(), LATER, Cast.ADMIN).with(raised, LATER, Cast.ADMIN);

        assertEquals(Standing.SUSPENDED, second.standing(Cast.BOB));
        assertEquals(Standing.EPOCH_TOO_OLD, second.standing(Cast.ALICE));
        assertEquals(
                Standing.ADMITTED,
                second.standing(DeviceCert.issue(Cast.ALICE_ROOT, Cast.signer(21), 600_001, 1, LATER)));
    }

    @Test
    void rowsAreFoundAmongMany() {
        List<RosterEntry> rows = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            rows.add(RosterEntry.active(Cast.owner(i), "site " + i % 3, "machine " + i));
        }
        Roster big = Roster.read(Roster.found(Cast.FOUNDING, rows, Cast.ADMIN).bytes());

        for (int i = 0; i < 1001; i++) {
            assertEquals("machine " + i, big.row(Cast.owner(i)).orElseThrow().name());
        }
        assertTrue(big.row(Cast.owner(1001)).isEmpty());
    }

    @Test
    void theLongestRosterFits() {
        List<RosterEntry> rows = new ArrayList<>();
        for (int i = 0; i < Roster.MAX_ENTRIES; i++) {
            rows.add(RosterEntry.certified(
                    Cast.owner(i), "s".repeat(64), "n".repeat(64), Mac.sha256(Cast.filled(i, 2))));
        }
        List<RosterChange> changes = new ArrayList<>();
        for (int i = 0; i < Roster.MAX_PUBLISHERS; i++) {
            changes.add(new RosterChange.Publisher(Optional.empty(), longest(i)));
        }
        for (int i = 0; i < Roster.MAX_AUTHORITIES; i++) {
            changes.add(new RosterChange.AuthorityAdded(Cast.authority(i, RosterAuthority.MAX_BYTES)));
        }
        for (int i = 0; i < Succession.MAX_ACTS; i++) {
            changes.add(new RosterChange.Appointment(
                    Cast.signer(20 + i % (Roster.MAX_ADMINS - 1)).key(), Cast.owner(i)));
        }
        Roster longest = Roster.found(Cast.ESCROWED, rows, Cast.ADMIN).changed(changes, LATER, Cast.ADMIN);

        assertEquals(longest, Roster.read(longest.bytes()));
        assertTrue(longest.wellSigned());
        int signatures = 2 * Roster.MAX_ADMINS * (32 + 64);
        assertTrue(longest.bytes().length + signatures <= Roster.MAX_BYTES);
        assertThrows(
                IllegalArgumentException.class,
                () -> longest.with(RosterEntry.active(Cast.owner(9000), "s", "n"), LATER, Cast.ADMIN));
        assertThrows(
                IllegalArgumentException.class,
                () -> longest.changed(
                        List.of(new RosterChange.Appointment(Cast.ADMIN.key(), Cast.owner(1))), LATER, Cast.ADMIN));
    }

    @Test
    @Tag("R64")
    void publishersAreTrustedAndRevokedByAnAdmin() {
        Roster trusting = FIRST.withPublisher(Cast.publisher(1), LATER, Cast.ADMIN);
        Roster revoking = trusting.withPublisher(Cast.publisher(1).revoked(), LATER, Cast.ADMIN);
        Roster read = Roster.read(revoking.bytes());

        assertTrue(trusting.succeeds(FIRST) && revoking.succeeds(trusting));
        assertEquals(Optional.empty(), FIRST.publisher(Cast.publisher(1).fingerprint()));
        assertEquals(List.of(Cast.publisher(1)), trusting.publishers());
        assertEquals(List.of(Cast.publisher(1).revoked()), read.publishers());
        assertEquals(revoking, read);
        assertEquals(Verdict.UNSIGNED, FIRST.judge(FIRST.withPublisher(Cast.publisher(2), LATER, Cast.MALLORY)));
        assertFalse(
                withSignatures(trusting, FIRST.with(BOB, LATER, Cast.ADMIN).signatures())
                        .wellSigned(),
                "the signature covers the publishers");
    }

    @Test
    @Tag("R64")
    void publishersStayWhenMembersAndAdminsChange() {
        Roster trusting = FIRST.withPublisher(Cast.publisher(1), LATER, Cast.ADMIN)
                .withPublisher(Cast.publisher(2), LATER, Cast.ADMIN);
        Roster joined = trusting.with(BOB, LATER, Cast.ADMIN);
        Roster handedOver =
                joined.next(joined.entries(), List.of(Cast.SECOND_ADMIN.key()), 1, LATER, List.of(Cast.ADMIN));

        assertEquals(trusting.publishers(), handedOver.publishers());
        assertEquals(
                joined.entries(),
                joined.withPublisher(Cast.publisher(3), LATER, Cast.ADMIN).entries());
    }

    @Test
    void publishersAreFewAndNamed() {
        Roster full = FIRST;
        for (int i = 0; i < Roster.MAX_PUBLISHERS; i++) {
            full = full.withPublisher(Cast.publisher(i), LATER, Cast.ADMIN);
        }
        Roster most = Roster.read(full.bytes());

        assertEquals(Roster.MAX_PUBLISHERS, most.publishers().size());
        assertThrows(IllegalArgumentException.class, () -> most.withPublisher(Cast.publisher(64), LATER, Cast.ADMIN));
        assertThrows(
                IllegalArgumentException.class,
                () -> new RosterPublisher(Cast.publisher(1).fingerprint(), RosterPublisher.Status.TRUSTED, " "));
    }

    @Test
    void whoIsRevokedIsAdmittedAndKnownAsSuch() {
        Roster roster = FIRST.with(BOB.with(RosterEntry.Status.REVOKED), LATER, Cast.ADMIN);

        assertTrue(roster.isRevoked(Cast.BOB.owner()));
        assertFalse(roster.isRevoked(Cast.ALICE.owner()));
        assertFalse(roster.isRevoked(Cast.owner(77)), "who is not listed was never admitted");
        assertEquals(Standing.ADMITTED, roster.standing(Cast.BOB));
        assertEquals(roster, Roster.read(roster.bytes()));
    }

    @Test
    @Tag("R19")
    void theEscrowKeyIsTheFoundingsForGood() {
        EscrowKey key = Cast.escrow();
        Roster first = Roster.found(Cast.ESCROWED, List.of(BOB), Cast.ADMIN);
        Roster next = first.with(BOB.suspended(), LATER, Cast.ADMIN);

        assertEquals(Optional.of(key), next.escrow());
        assertEquals(Verdict.SUCCEEDS, first.judge(next));
        assertEquals(next, Roster.read(next.bytes()));
        assertEquals(Cast.ESCROWED.id(), Roster.read(next.bytes()).confederation());
        byte[] other = first.bytes();
        String hex = java.util.HexFormat.of().formatHex(other);
        other[hex.indexOf(key.toString()) / 2] ^= 1;
        assertFalse(Roster.read(other).wellSigned());
        assertEquals(Optional.empty(), FIRST.escrow());
    }

    /** Not even an admin, who can sign whatever he likes; nor can he bring one in where the founder wanted none. */
    @Test
    @Tag("R19")
    void noAdminPutsAnotherEscrowKeyThere() {
        Roster first = Roster.found(Cast.ESCROWED, List.of(BOB), Cast.ADMIN);
        EscrowKey own = new EscrowKey(Cast.owner(5).value());
        Roster swapped = signedWith(Optional.of(own), first);
        Roster brought = signedWith(Optional.of(own), FIRST);
        Roster taken = signedWith(Optional.empty(), first);

        assertTrue(swapped.vouchedByFounder(), "the signatures are right");
        assertEquals(Verdict.FOREIGN, first.judge(swapped));
        assertEquals(Verdict.FOREIGN, first.judge(taken));
        assertEquals(Verdict.FOREIGN, FIRST.judge(brought));
        assertNotEquals(first.confederation(), swapped.confederation(), "nor does who knows only the id believe it");
        assertNotEquals(first.confederation(), taken.confederation());
        assertNotEquals(FIRST.confederation(), brought.confederation());
    }

    /** As an admin can sign it who has tools of his own. */
    private static Roster signedWith(Optional<EscrowKey> key, Roster roster) {
        Founding founding = roster.founding();
        Founding other = new Founding(founding.founder(), founding.time(), founding.name(), key);
        return Roster.found(other, roster.entries(), Cast.ADMIN).with(BOB.suspended(), LATER, Cast.ADMIN);
    }

    /** Else one signature of somebody who was an admin once could use up all numbers there are. */
    @Test
    @Tag("R2")
    void versionsAreNoMoreThanTimeAllows() {
        long most = (1 << 20) + LATER.toEpochMilli() - Cast.FOUNDING.time().toEpochMilli();

        Roster last = FIRST.changed(List.of(), most - 1, LATER, Cast.ADMIN);
        assertEquals(most, Roster.read(last.bytes()).version());
        assertEquals(Verdict.SUCCEEDS, FIRST.judge(last));
        assertEquals(
                most + 1,
                last.changed(List.of(), LATER.plusMillis(1), Cast.ADMIN).version());
        for (long above : new long[] {most, 1L << 60, Long.MAX_VALUE - 1}) {
            assertThrows(IllegalArgumentException.class, () -> FIRST.changed(List.of(), above, LATER, Cast.ADMIN));
        }
    }

    @Test
    @Tag("R2")
    void theLastActsAreForDismissals() {
        Roster roster = FIRST;
        RosterChange bob = new RosterChange.Appointment(Cast.SECOND_ADMIN.key(), Cast.BOB.owner());
        for (int i = 0; i < Succession.MAX_APPOINTING; i++) {
            roster = with(roster, new RosterChange.Appointment(Cast.ADMIN.key(), Cast.owner(i % 2)));
        }
        RosterChange alice = new RosterChange.Dismissal(Cast.ADMIN.key(), Cast.ALICE.owner());

        assertEquals(RosterChange.Found.MISSING, bob.in(FIRST));
        assertEquals(RosterChange.Found.OVERRULED, bob.in(roster));
        assertEquals(16, alice.room(roster));
    }

    private static Roster with(Roster roster, RosterChange... changes) {
        return roster.changed(List.of(changes), LATER, Cast.ADMIN);
    }

    private static RosterChange added(int number) {
        return new RosterChange.AuthorityAdded(Cast.authority(number, 20));
    }

    @Test
    void theCasAreCarriedOnAndSigned() {
        Roster two = with(FIRST, added(1), added(2));
        Roster next = two.with(BOB, LATER, Cast.ADMIN);
        Roster removed = with(
                next, new RosterChange.AuthorityRemoved(Cast.authority(1, 20).fingerprint()));

        assertEquals(2, next.authorities().size());
        assertEquals(next, Roster.read(next.bytes()));
        assertEquals(Verdict.SUCCEEDS, FIRST.judge(next));
        assertEquals(
                List.of(Cast.authority(2, 20)), Roster.read(removed.bytes()).authorities());
        assertFalse(withSignatures(two, FIRST.with(BOB, LATER, Cast.ADMIN).signatures())
                .wellSigned());
        Roster none = with(
                removed, new RosterChange.AuthorityRemoved(Cast.authority(2, 20).fingerprint()));
        assertEquals(0, none.bytes()[7], "without CAs there is no flag");
        assertEquals(none, Roster.read(none.bytes()));
    }

    @Test
    void aRosterThatClaimsCasAndHasNoneIsMalformed() {
        byte[] bytes = FIRST.bytes();
        bytes[7] |= 4;
        assertThrows(MalformedInput.class, () -> Roster.read(bytes));
        bytes[7] = 8;
        assertThrows(MalformedInput.class, () -> Roster.read(bytes));
        assertThrows(
                IllegalArgumentException.class, () -> with(FIRST, added(1), added(2), added(3), added(4), added(5)));
        assertThrows(IllegalArgumentException.class, () -> Cast.authority(1, RosterAuthority.MAX_BYTES + 1));
        assertThrows(IllegalArgumentException.class, () -> Cast.authority(1, 0));
    }

    @Test
    void theCertificateOfAMemberStaysInItsRow() {
        Digest certificate = Cast.certificate();
        RosterEntry row = RosterEntry.certified(Cast.BOB.owner(), "north", "bob", certificate);
        Roster roster =
                FIRST.with(row, LATER, Cast.ADMIN).with(row.with(RosterEntry.Status.REVOKED), LATER, Cast.ADMIN);
        Roster read = Roster.read(roster.bytes());

        assertEquals(roster, read);
        assertEquals(Cast.BOB.owner(), read.holder(certificate).orElseThrow().owner());
        assertTrue(read.isRevoked(Cast.BOB.owner()));
        assertTrue(FIRST.holder(certificate).isEmpty());
    }

    @Test
    void aCaIsThereMissingOrCannotBe() {
        Roster four = with(FIRST, added(1), added(2), added(3), added(4));

        assertEquals(RosterChange.Found.MISSING, added(1).in(FIRST));
        assertEquals(RosterChange.Found.THERE, added(1).in(four));
        assertEquals(RosterChange.Found.OVERRULED, added(5).in(four));
        RosterChange removal =
                new RosterChange.AuthorityRemoved(Cast.authority(1, 20).fingerprint());
        assertEquals(RosterChange.Found.MISSING, removal.in(four));
        assertEquals(RosterChange.Found.THERE, removal.in(FIRST));
        assertEquals(added(1).subject(), removal.subject());
        RosterEntry alices = RosterEntry.certified(Cast.owner(1), "n", "a", Cast.certificate());
        RosterEntry bobs = RosterEntry.certified(Cast.owner(2), "n", "b", Cast.certificate());
        Roster taken = FIRST.with(alices, LATER, Cast.ADMIN);
        assertEquals(RosterChange.Found.THERE, new RosterChange.Row(Optional.empty(), alices).in(taken));
        assertEquals(RosterChange.Found.OVERRULED, new RosterChange.Row(Optional.empty(), bobs).in(taken));
    }

    @Test
    void disorderIsMalformed() {
        Roster two = FIRST.with(BOB, LATER, Cast.ADMIN);
        var reversed = List.of(two.entries().get(1), two.entries().get(0));

        assertThrows(
                IllegalArgumentException.class,
                () -> new Roster(
                        Cast.FOUNDING,
                        2,
                        two.previous(),
                        LATER,
                        1,
                        two.admins(),
                        reversed,
                        List.of(),
                        Succession.NONE,
                        List.of(),
                        two.signatures()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Roster(
                        Cast.FOUNDING,
                        1,
                        new Digest(Mac.sha256(new byte[1]).value()),
                        LATER,
                        1,
                        two.admins(),
                        two.entries(),
                        List.of(),
                        Succession.NONE,
                        List.of(),
                        two.signatures()));
        assertThrows(MalformedInput.class, () -> Roster.read(new byte[Roster.MAX_BYTES + 1]));
    }

    private static RosterPublisher longest(int number) {
        return new RosterPublisher(
                Cast.publisher(number).fingerprint(), RosterPublisher.Status.REVOKED, "p".repeat(64));
    }

    private static Roster withSignatures(Roster roster, List<RosterSignature> signatures) {
        return new Roster(
                roster.founding(),
                roster.version(),
                roster.previous(),
                roster.time(),
                roster.threshold(),
                roster.admins(),
                roster.entries(),
                roster.publishers(),
                roster.succession(),
                roster.authorities(),
                signatures);
    }
}
