// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.holdfast.core.port.EventRow;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterAuthority;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.ChangeStore;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.PinStore;
import org.holdfast.trust.RecoverySecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two admins, Alice who founded and Bob, sign the roster without knowing what the other just did. */
@Tag("R2")
class RosterDeskTest {
    private final NodeClock clock = new NodeClock();

    @TempDir
    private Path folder;

    private Admin alice;
    private Admin bob;

    /** An admin's machine, as far as the roster goes. */
    private final class Admin implements AutoCloseable {
        final Path home;
        final Identity identity;
        final SqliteLedger ledger;
        StoredMembership membership;
        RosterDesk desk;

        Admin(String name, Affiliation affiliation) {
            home = folder.resolve(name);
            IdentityStore identities = new IdentityStore(home, clock, new SecureRandom());
            try (RecoverySecret secret = RecoverySecret.generate(new SecureRandom())) {
                identities.create(name, secret, affiliation).close();
                identity = identities.keepAdminKey(secret);
            }
            ledger = SqliteLedger.open(home.resolve("ledger.db"));
            restart();
        }

        /** With nothing but its files. */
        void restart() {
            membership = new StoredMembership(new ConfederationStore(home, clock::instant), new PinStore(home));
            desk = new RosterDesk(identity, membership, new ChangeStore(home), ledger, clock);
            desk.begin();
        }

        Roster roster() {
            return membership.roster().orElseThrow();
        }

        void row(Optional<RosterEntry> before, RosterEntry after) {
            desk.sign(List.of(new RosterChange.Row(before, after)));
        }

        RosterEntry.Status status(RosterEntry of) {
            return roster().row(of.owner()).orElseThrow().status();
        }

        void hears(Admin other) {
            Roster shown = other.roster();
            if (membership.take(shown) == Roster.Verdict.SUCCEEDS) {
                desk.settle();
            }
        }

        List<String> events() {
            return ledger.events().after(0, 1000).stream().map(EventRow::type).toList();
        }

        @Override
        public void close() {
            ledger.close();
            identity.close();
        }
    }

    private static RosterEntry machine(int number) {
        return RosterEntry.active(new OwnerId(new Id32(0, 0, 0, number)), "berlin", "pc" + number);
    }

    @BeforeEach
    void twoAdmins() {
        alice = new Admin("alice", new Affiliation.Founder("test", "berlin"));
        bob = new Admin("bob", new Affiliation.Unknown());
        RosterEntry row = RosterEntry.active(bob.identity.owner(), "berlin", "bob");
        alice.desk.sign(List.of(
                new RosterChange.Row(Optional.empty(), row),
                new RosterChange.Row(Optional.empty(), machine(1)),
                new RosterChange.Appointment(alice.identity.adminKey(), alice.identity.owner()),
                new RosterChange.Appointment(bob.identity.adminKey(), bob.identity.owner())));
        bob.membership.enter(alice.roster());
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    /** Until neither has anything new for the other, as their nodes do it. */
    private void meet() {
        for (int round = 0;
                round < 8 && !alice.roster().hash().equals(bob.roster().hash());
                round++) {
            bob.hears(alice);
            alice.hears(bob);
        }
        assertEquals(alice.roster().hash(), bob.roster().hash());
    }

    private static RosterChange authority(int number) {
        return new RosterChange.AuthorityAdded(new RosterAuthority(Bytes.of(new byte[] {(byte) number})));
    }

    @Test
    void casOfBothAreThere() {
        alice.desk.sign(List.of(authority(1)));
        bob.desk.sign(List.of(authority(2)));
        meet();
        assertEquals(2, alice.roster().authorities().size());
        bob.desk.sign(List.of(new RosterChange.AuthorityRemoved(
                alice.roster().authorities().getFirst().fingerprint())));
        meet();
        assertEquals(1, alice.roster().authorities().size());
    }

    @Test
    void whereThereIsNoRoomForAllCasSomebodyHearsIt() {
        alice.desk.sign(List.of(authority(1), authority(2), authority(3)));
        bob.desk.sign(List.of(authority(4), authority(5), authority(6)));
        meet();
        assertEquals(4, alice.roster().authorities().size());
        int lost = alice.desk.warnings().size() + bob.desk.warnings().size();
        assertEquals(2, lost, "of six");
        alice.row(Optional.empty(), machine(2));
        meet();
        assertEquals(machine(2).status(), bob.status(machine(2)), "and everything goes on");
    }

    @Test
    void oneCertificateLetsOneInHoweverManyAdminsTakeIt() {
        Digest certificate = new Digest(new Id32(9, 9, 9, 9));
        RosterEntry one = RosterEntry.certified(machine(2).owner(), "berlin", "pc2", certificate);
        RosterEntry other = RosterEntry.certified(machine(3).owner(), "berlin", "pc3", certificate);
        alice.row(Optional.empty(), one);
        bob.row(Optional.empty(), other);
        meet();
        assertEquals(
                1,
                alice.roster().entries().stream()
                        .filter(row -> row.certificate().isPresent())
                        .count());
        assertEquals(1, alice.desk.warnings().size() + bob.desk.warnings().size());
    }

    @Test
    void bothSignTheSameVersionAndNeitherChangeIsLost() {
        alice.row(Optional.empty(), machine(2));
        bob.row(Optional.empty(), machine(3));
        assertEquals(alice.roster().version(), bob.roster().version());

        meet();

        for (int i = 1; i <= 3; i++) {
            assertEquals(Optional.of(machine(i)), alice.roster().row(machine(i).owner()));
        }
        List<String> both = java.util.stream.Stream.concat(alice.events().stream(), bob.events().stream())
                .toList();
        assertEquals(1, both.stream().filter("ROSTER_CHANGE_REPEATED"::equals).count(), both::toString);
        assertEquals(List.of(), alice.desk.warnings());
        assertEquals(List.of(), bob.desk.warnings());
    }

    @Test
    void aLongBranchThatLosesIsMadeAgainInOneVersion() {
        for (int i = 10; i < 15; i++) {
            alice.row(Optional.empty(), machine(i));
        }
        bob.row(Optional.empty(), machine(2));
        bob.restart();

        bob.hears(alice);

        assertEquals(Optional.of(machine(2)), bob.roster().row(machine(2).owner()));
        assertEquals(alice.roster().version() + 1, bob.roster().version());
        meet();
        assertEquals(
                7,
                alice.roster().entries().stream()
                        .filter(each -> each.name().startsWith("pc"))
                        .count());
    }

    @Test
    void theLastWordOnARowIsWhatIsMadeAgain() {
        alice.row(Optional.of(machine(1)), machine(1).suspended());
        alice.row(Optional.of(machine(1).suspended()), machine(1).with(RosterEntry.Status.REVOKED));
        for (int i = 10; i < 15; i++) {
            bob.row(Optional.empty(), machine(i));
        }

        meet();

        assertEquals(RosterEntry.Status.REVOKED, bob.status(machine(1)));
    }

    @Test
    void whatAnotherAdminDecidedOtherwiseIsReportedAndLeft() {
        alice.row(Optional.of(machine(1)), machine(1).suspended());
        bob.row(Optional.of(machine(1)), machine(1).with(RosterEntry.Status.REVOKED));
        bob.row(Optional.empty(), machine(2));

        meet();

        assertEquals(RosterEntry.Status.REVOKED, alice.status(machine(1)));
        assertTrue(alice.events().contains("ROSTER_CHANGE_LOST"), alice.events()::toString);
        assertEquals(1, alice.desk.warnings().size());
        assertTrue(alice.desk.warnings().getFirst().contains("member pc1 suspended"), alice.desk.warnings()::toString);
        alice.desk.settle();
        assertEquals(1, alice.desk.warnings().size(), "once");
    }

    @Test
    void whatWasTakenBackKnowinglyIsNotMadeAgain() {
        alice.row(Optional.of(machine(1)), machine(1).suspended());
        bob.hears(alice);
        bob.row(Optional.of(machine(1).suspended()), machine(1));
        for (int i = 10; i < 15; i++) {
            bob.row(Optional.empty(), machine(i));
        }
        alice.restart();

        alice.hears(bob);

        assertEquals(RosterEntry.Status.ACTIVE, alice.status(machine(1)));
        assertEquals(bob.roster().hash(), alice.roster().hash());
    }

    @Test
    void whoIsDismissedMeanwhileHearsThatItsChangeIsLost() {
        alice.desk.sign(List.of(new RosterChange.Dismissal(bob.identity.adminKey(), bob.identity.owner())));
        alice.row(Optional.empty(), machine(3));
        bob.row(Optional.empty(), machine(2));

        bob.hears(alice);

        assertEquals(alice.roster().hash(), bob.roster().hash());
        assertTrue(bob.roster().row(machine(2).owner()).isEmpty());
        assertTrue(bob.events().contains("ROSTER_CHANGE_LOST"), bob.events()::toString);
        HoldfastException no = assertThrows(HoldfastException.class, () -> bob.row(Optional.empty(), machine(2)));
        assertEquals(ErrorCode.NOT_ON_ROSTER, no.code());
        assertTrue(String.valueOf(no.getMessage()).contains("does not name it"), no::getMessage);
    }

    @Test
    void aBranchOfOneWhoWasDismissedEnds() {
        for (int i = 10; i < 15; i++) {
            bob.row(Optional.empty(), machine(i));
        }
        alice.desk.sign(List.of(new RosterChange.Dismissal(bob.identity.adminKey(), bob.identity.owner())));
        assertTrue(alice.roster().version() < bob.roster().version());

        alice.hears(bob);
        assertTrue(alice.events().contains("ROSTER_FORKED"), alice.events()::toString);
        assertTrue(alice.roster().version() > bob.roster().version(), "she goes before it");

        bob.hears(alice);
        assertEquals(alice.roster().hash(), bob.roster().hash());
        assertFalse(bob.roster().admins().contains(bob.identity.adminKey()));
    }

    /** As high as Bob can get: a day ahead. */
    private Roster highest(Duration ahead) {
        Instant time = clock.instant().plus(ahead);
        Roster before = bob.roster();
        long most = time.toEpochMilli() - before.founding().time().toEpochMilli();
        return before.changed(List.of(), most, time, bob.desk.admin());
    }

    @Test
    void nobodyWhoWasAnAdminCanUseUpTheVersions() {
        Roster branch = highest(Duration.ofHours(23));
        Roster tomorrow = highest(Duration.ofHours(25));
        alice.desk.sign(List.of(new RosterChange.Dismissal(bob.identity.adminKey(), bob.identity.owner())));

        assertEquals(Roster.Verdict.UNSIGNED, bob.membership.take(tomorrow), "nobody follows into the future");
        assertEquals(Roster.Verdict.UNSIGNED, alice.membership.take(tomorrow));
        assertEquals(Roster.Verdict.SUCCEEDS, bob.membership.take(branch));
        assertEquals(Roster.Verdict.FORKED, alice.membership.take(branch));
        assertTrue(alice.roster().version() > branch.version());
        alice.row(Optional.empty(), machine(2));
        bob.hears(alice);
        assertEquals(alice.roster().hash(), bob.roster().hash());
    }

    @Test
    void branchesThatComeTooFastDoNotCount() {
        alice.desk.sign(List.of(new RosterChange.Dismissal(bob.identity.adminKey(), bob.identity.owner())));
        long before = alice.roster().version();
        for (int i = 1; i <= 40; i++) {
            Roster branch = bob.roster().changed(List.of(), before + 10L * i, clock.instant(), bob.desk.admin());
            alice.membership.take(branch);
        }
        assertEquals(16, alice.events().stream().filter("ROSTER_FORKED"::equals).count());
    }

    private static RosterChange publisher(int number) {
        Digest fingerprint = new Digest(new Id32(0, 0, 0, number));
        return new RosterChange.Publisher(
                Optional.empty(),
                new RosterPublisher(fingerprint, RosterPublisher.Status.TRUSTED, "publisher " + number));
    }

    @Test
    void whatHasNoRoomIsSaidAndStandsInNobodysWay() {
        List<RosterChange> all = IntStream.range(0, Roster.MAX_PUBLISHERS)
                .mapToObj(RosterDeskTest::publisher)
                .toList();
        alice.desk.sign(all);
        int noted = new ChangeStore(alice.home).all().size();

        HoldfastException no =
                assertThrows(HoldfastException.class, () -> alice.desk.sign(List.of(publisher(Roster.MAX_PUBLISHERS))));

        assertEquals(ErrorCode.CONFLICT, no.code());
        assertEquals(noted, new ChangeStore(alice.home).all().size());
        alice.row(Optional.empty(), machine(2));
        assertTrue(alice.roster().row(machine(2).owner()).isPresent(), "and everything goes on");
    }

    @Test
    void anAdminLeavesAndTheOtherGoesOn() {
        alice.desk.sign(List.of(new RosterChange.Dismissal(alice.identity.adminKey(), alice.identity.owner())));
        bob.hears(alice);
        bob.row(Optional.empty(), machine(2));
        alice.hears(bob);

        assertEquals(Optional.of(machine(2)), alice.roster().row(machine(2).owner()));
        assertThrows(HoldfastException.class, () -> alice.row(Optional.empty(), machine(3)));
    }

    @Test
    void aFarewellThatLosesIsSaidAgain() {
        alice.desk.sign(List.of(new RosterChange.Dismissal(alice.identity.adminKey(), alice.identity.owner())));
        alice.desk.settle();
        for (int i = 10; i < 15; i++) {
            bob.row(Optional.empty(), machine(i));
        }

        meet();

        assertEquals(List.of(bob.identity.adminKey()), bob.roster().admins());
        assertTrue(bob.roster().row(machine(14).owner()).isPresent());
    }
}
