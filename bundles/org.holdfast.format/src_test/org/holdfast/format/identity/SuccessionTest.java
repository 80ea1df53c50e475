// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Roster.Verdict;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alice founded, Bob and Carol are admins after her; who has not watched knows by the acts who may sign. */
class SuccessionTest {
    private static final Signer ALICE = Cast.ADMIN;
    private static final Signer BOB = Cast.SECOND_ADMIN;
    private static final Signer CAROL = Cast.signer(12);
    private static final OwnerId ALICES = Cast.ALICE.owner();
    private static final OwnerId BOBS = Cast.BOB.owner();
    private static final OwnerId CAROLS = Cast.owner(3);
    private static final RosterEntry DAVE = RosterEntry.active(Cast.owner(4), "berlin", "dave");
    private static final Roster FIRST = Cast.founded();
    private static final Roster TWO = FIRST.changed(List.of(appoint(ALICE, ALICES), appoint(BOB, BOBS)), at(1), ALICE);

    private static Instant at(int second) {
        return Cast.NOW.plusSeconds(second);
    }

    private static RosterChange appoint(Signer key, OwnerId owner) {
        return new RosterChange.Appointment(key.key(), owner);
    }

    private static RosterChange dismiss(Signer key, OwnerId owner) {
        return new RosterChange.Dismissal(key.key(), owner);
    }

    private static Roster with(Roster roster, Signer signer, int second, RosterChange... changes) {
        return roster.changed(List.of(changes), at(second), signer);
    }

    @Test
    void theRosterSaysWhoseTheKeysAre() {
        assertEquals(Map.of(ALICE.key(), Optional.<OwnerId>empty()), FIRST.adminOwners());
        assertEquals(Map.of(ALICE.key(), Optional.of(ALICES), BOB.key(), Optional.of(BOBS)), TWO.adminOwners());
        assertEquals(TWO, Roster.read(TWO.bytes()));
        assertEquals(Verdict.SUCCEEDS, FIRST.judge(TWO));
    }

    @Test
    void anyAdminSignsAlone() {
        Roster three = TWO.with(DAVE, at(2), BOB);

        assertEquals(Verdict.SUCCEEDS, TWO.judge(three));
        assertEquals(Verdict.SUCCEEDS, three.judge(with(three, BOB, 3, dismiss(ALICE, ALICES))));
        assertEquals(Verdict.UNSIGNED, TWO.judge(TWO.with(DAVE, at(2), CAROL)));
    }

    @Test
    @Tag("R2")
    void whoSleptThroughAllOfItFollows() {
        Roster carolAlone = with(
                with(with(TWO, BOB, 2, appoint(CAROL, CAROLS)), CAROL, 3, dismiss(ALICE, ALICES)),
                CAROL,
                4,
                dismiss(BOB, BOBS));
        Roster later = carolAlone.with(DAVE, at(5), CAROL);

        assertEquals(Verdict.SUCCEEDS, FIRST.judge(later), "it knows the founder's key and no other");
        assertEquals(Verdict.SUCCEEDS, TWO.judge(later));
        assertTrue(later.vouchedByFounder(), "and so does who knows nothing but the confederation's id");
        assertFalse(later.signedByFounder());
    }

    @Test
    void whoWasDismissedLeadsNobodyWhoKnowsIt() {
        Roster without = with(TWO, ALICE, 2, dismiss(BOB, BOBS));
        Roster branch = TWO.with(DAVE, at(2), BOB).with(DAVE.suspended(), at(3), BOB);

        assertEquals(Verdict.FORKED, without.judge(branch), "an alarm: it was an admin's key once");
        assertEquals(Verdict.UNSIGNED, without.judge(without.with(DAVE, at(4), BOB)));
        Roster above = without.changed(List.of(), branch.version(), at(4), ALICE);
        assertEquals(Verdict.SUCCEEDS, branch.judge(above), "who followed it comes back");
    }

    @Test
    void anAdminLeavesByItsOwnHandAndSignsNothingAfterThat() {
        Roster left = with(TWO, ALICE, 2, dismiss(ALICE, ALICES));
        Roster after = left.with(DAVE, at(3), ALICE);

        assertTrue(left.wellSigned());
        assertEquals(Verdict.SUCCEEDS, TWO.judge(left));
        assertEquals(List.of(BOB.key()), left.admins());
        assertFalse(after.wellSigned());
        assertEquals(Verdict.UNSIGNED, left.judge(after));
        assertEquals(Verdict.UNSIGNED, TWO.judge(after), "also for who does not know yet");
    }

    @Test
    void aVersionHoldsNoChangesYoungerThanItself() {
        Succession early = new Succession(acts(TWO), List.of(1L, Long.MAX_VALUE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Roster(
                        TWO.founding(),
                        TWO.version(),
                        TWO.previous(),
                        TWO.time(),
                        1,
                        TWO.admins(),
                        TWO.entries(),
                        TWO.publishers(),
                        early,
                        TWO.authorities(),
                        TWO.signatures()));
    }

    @Test
    void nobodyAppointsHimself() {
        Roster usurped = with(TWO, CAROL, 2, appoint(CAROL, CAROLS));
        Roster borrowed = withActs(TWO.with(DAVE, at(2), CAROL), acts(usurped));

        assertFalse(usurped.wellSigned());
        assertEquals(Verdict.UNSIGNED, TWO.judge(usurped));
        assertFalse(usurped.vouchedByFounder());
        assertFalse(borrowed.wellSigned());
    }

    @Test
    void actsHoldInTheirPlaceAndConfederationOnly() {
        Roster three = with(TWO, BOB, 2, appoint(CAROL, CAROLS));
        List<AdminAct> swapped = new ArrayList<>(acts(three));
        swapped.add(swapped.remove(0));
        Roster elsewhere = Roster.found(new Founding(ALICE.key(), Cast.NOW, "Elsewhere"), List.of(), ALICE);
        Roster there = with(elsewhere, ALICE, 1, appoint(ALICE, ALICES), appoint(BOB, BOBS));

        assertTrue(verified(acts(three), 3));
        assertFalse(verified(swapped, 3));
        assertFalse(verified(acts(three).subList(1, 3), 3));
        assertFalse(verified(acts(three), 2), "an act cannot be younger than its roster");
        assertFalse(verified(acts(there), 3));
    }

    private static boolean verified(List<AdminAct> acts, long version) {
        return new Succession(acts, List.of(1L))
                .verified(Cast.FOUNDING, version)
                .isPresent();
    }

    private static List<AdminAct> acts(Roster roster) {
        return roster.succession().acts();
    }

    private static Roster withActs(Roster roster, List<AdminAct> acts) {
        List<DeviceKey> admins = List.copyOf(
                new Succession(acts, List.of(1L)).admins(Cast.FOUNDING).keySet());
        return new Roster(
                roster.founding(),
                roster.version(),
                roster.previous(),
                roster.time(),
                1,
                admins,
                roster.entries(),
                roster.publishers(),
                new Succession(acts, admins.stream().map(key -> 1L).toList()),
                roster.authorities(),
                roster.signatures());
    }

    @Test
    void aVersionSaysWhichOfEachAdminsChangesItHolds() {
        Roster bobs = TWO.with(DAVE, at(5), BOB);
        Roster alices = TWO.with(DAVE.suspended(), at(6), ALICE);
        Roster onBobs = bobs.with(DAVE.suspended(), at(7), ALICE);

        assertEquals(0, FIRST.asOf(ALICE.key()), "of a single admin nothing gets lost");
        assertEquals(at(5).toEpochMilli(), bobs.asOf(BOB.key()));
        assertEquals(at(1).toEpochMilli(), bobs.asOf(ALICE.key()));
        assertEquals(at(1).toEpochMilli(), alices.asOf(BOB.key()));
        assertEquals(at(5).toEpochMilli(), onBobs.asOf(BOB.key()));
        assertEquals(at(7).toEpochMilli(), onBobs.asOf(ALICE.key()));
        assertEquals(0, bobs.asOf(CAROL.key()));
    }

    @Test
    void aChangeIsThereMissingOrOverruled() {
        RosterChange joined = new RosterChange.Row(Optional.empty(), DAVE);
        RosterChange suspended = new RosterChange.Row(Optional.of(DAVE), DAVE.suspended());
        Roster with = TWO.with(DAVE, at(2), BOB);

        assertEquals(RosterChange.Found.MISSING, joined.in(TWO));
        assertEquals(RosterChange.Found.THERE, joined.in(with));
        assertEquals(RosterChange.Found.MISSING, suspended.in(with));
        assertEquals(
                RosterChange.Found.OVERRULED,
                suspended.in(with.with(DAVE.with(RosterEntry.Status.REVOKED), at(3), BOB)));
        assertEquals(RosterChange.Found.THERE, suspended.since(joined).in(with(with, BOB, 3, suspended)));
        assertEquals(RosterChange.Found.MISSING, suspended.since(joined).in(TWO), "both, as one");
        assertEquals(RosterChange.Found.THERE, appoint(BOB, BOBS).in(TWO));
        assertEquals(RosterChange.Found.MISSING, dismiss(BOB, BOBS).in(TWO));
        assertEquals(RosterChange.Found.OVERRULED, dismiss(ALICE, ALICES).in(FIRST), "the last one stays");
    }

    @Test
    void keptChangesAreReadAsTheyWereWritten() {
        RosterPublisher publisher = Cast.publisher(1);
        for (RosterChange each : List.of(
                new RosterChange.Row(Optional.empty(), DAVE),
                new RosterChange.Row(Optional.of(DAVE), DAVE.suspended()),
                new RosterChange.Publisher(Optional.empty(), publisher),
                new RosterChange.Publisher(Optional.of(publisher), publisher.revoked()),
                appoint(BOB, BOBS),
                dismiss(BOB, BOBS),
                new RosterChange.AuthorityAdded(Cast.authority(1, RosterAuthority.MAX_BYTES)),
                new RosterChange.AuthorityRemoved(Cast.authority(1, 9).fingerprint()))) {
            assertEquals(each, RosterChange.read(each.bytes()));
        }
    }

    @Test
    void aClaimIsOfOneKeyForOneOwnerInOneConfederation() {
        AdminClaim claim = AdminClaim.sign(BOB, Cast.FOUNDING.id(), BOBS);

        assertTrue(claim.validFor(Cast.FOUNDING.id(), BOBS));
        assertFalse(claim.validFor(Cast.FOUNDING.id(), ALICES));
        assertFalse(claim.validFor(ConfederationRef.open("x").id(), BOBS));
        assertFalse(new AdminClaim(CAROL.key(), claim.signature()).validFor(Cast.FOUNDING.id(), BOBS));
    }

    @Test
    void actsNeedTheirTimes() {
        assertThrows(IllegalArgumentException.class, () -> new Succession(acts(TWO), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Succession(List.of(), List.of(1L)));
    }
}
