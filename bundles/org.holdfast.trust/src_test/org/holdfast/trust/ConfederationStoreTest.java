// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.Roster.Verdict;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfederationStoreTest {
    private static final Instant NOW = Machine.NOW;
    private static final Signer ADMIN = Machine.secret(50).admin();
    private static final Signer MALLORY = Machine.secret(66).admin();
    private static final RosterEntry ALICE =
            RosterEntry.active(Machine.secret(1).owner(), "berlin", "alice");
    private static final RosterEntry BOB = RosterEntry.active(Machine.secret(2).owner(), "hamburg", "bob");
    private static final Founding FOUNDING = new Founding(ADMIN.key(), NOW, "Acme");
    private static final Roster FIRST = Roster.found(FOUNDING, List.of(ALICE), ADMIN);

    @TempDir
    Path folder;

    private ConfederationStore store;

    @BeforeEach
    void identity() {
        Machine machine = new Machine(folder);
        machine.store().create("alice", Machine.secret(1), new Affiliation.Unknown());
        store = new ConfederationStore(folder);
    }

    private Roster stored() {
        return new ConfederationStore(folder).load().orElseThrow().roster().orElseThrow();
    }

    @Test
    void onlyTheNewestVersionIsKept() {
        Roster second = FIRST.with(BOB, NOW, ADMIN);
        Roster third = second.with(BOB.suspended(), NOW, ADMIN);

        assertEquals(Verdict.SUCCEEDS, store.enter(FIRST));
        assertEquals(Verdict.SUCCEEDS, store.adopt(third));
        assertEquals(Verdict.OLDER, store.adopt(second));
        assertEquals(Verdict.SAME, store.adopt(third));
        assertEquals(third, stored());
    }

    @Test
    void forgedLateAndForeignRostersChangeNothing() {
        store.enter(FIRST);
        Roster second = FIRST.with(BOB, NOW, ADMIN);
        store.adopt(second);
        Roster elsewhere = Roster.found(new Founding(ADMIN.key(), NOW, "Other"), List.of(BOB), ADMIN);

        assertEquals(Verdict.UNSIGNED, store.adopt(second.with(ALICE.suspended(), NOW, MALLORY)));
        Roster rival = FIRST.with(BOB.suspended(), NOW, ADMIN);
        Roster loser = second.hash().compareTo(rival.hash()) < 0 ? rival : second;
        store.adopt(rival);
        assertEquals(Verdict.LOSES, store.adopt(loser), "the lower hash goes first");
        assertEquals(Verdict.FOREIGN, store.adopt(elsewhere));
        assertEquals(loser == second ? rival : second, stored());
        HoldfastException conflict = assertThrows(HoldfastException.class, () -> store.enter(elsewhere));
        assertEquals(ErrorCode.CONFLICT, conflict.code());
    }

    @Test
    void nobodyIsDrawnIntoAConfederationByShowingARoster() {
        assertEquals(Verdict.FOREIGN, store.adopt(FIRST));
        assertTrue(store.load().isEmpty());
    }

    @Test
    void aReturningMachineBelievesTheFounderThatItsSheetVouchesFor() {
        store.note(FOUNDING.ref());
        Roster usurped = FIRST.next(List.of(BOB), List.of(MALLORY.key()), 1, NOW, List.of(MALLORY));
        Roster second = FIRST.with(BOB, NOW, ADMIN);

        assertEquals(Verdict.UNSIGNED, store.adopt(usurped));
        assertTrue(store.load().orElseThrow().roster().isEmpty());
        assertEquals(Verdict.SUCCEEDS, store.adopt(second));
        assertEquals(second, stored());
    }

    @Test
    @Tag("R57")
    void aReturningMachineBelievesWhomTheFounderAppointed() {
        store.note(FOUNDING.ref());
        Signer second = Machine.secret(51).admin();
        Roster shared = FIRST.changed(List.of(new RosterChange.Appointment(second.key(), BOB.owner())), NOW, ADMIN);
        Roster handedOver = shared.changed(
                List.of(new RosterChange.Dismissal(ADMIN.key(), ALICE.owner())), NOW.plusSeconds(1), second);
        Roster usurped =
                shared.changed(List.of(new RosterChange.Appointment(MALLORY.key(), BOB.owner())), NOW, MALLORY);

        assertEquals(Verdict.UNSIGNED, store.adopt(usurped));
        assertEquals(Verdict.SUCCEEDS, store.adopt(handedOver.with(BOB, NOW.plusSeconds(2), second)));
    }

    @Test
    void aRosterThatItsOwnAdminsDidNotSignIsNotEntered() {
        Roster unsigned = FIRST.next(List.of(BOB), FIRST.admins(), 1, NOW, List.of());

        assertEquals(Verdict.UNSIGNED, store.enter(unsigned));
        assertTrue(store.load().isEmpty());
    }

    @Test
    void openConfederationsHaveNoRoster() {
        store.note(ConfederationRef.open("street"));

        assertEquals(ConfederationRef.open("street"), store.load().orElseThrow().ref());
        assertEquals(Verdict.FOREIGN, store.adopt(FIRST));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        store.enter(FIRST);
        Path file = folder.resolve("identity/confederation");
        byte[] bytes = Files.readAllBytes(file);
        bytes[50] ^= 1;
        Files.write(file, bytes);

        HoldfastException damaged = assertThrows(HoldfastException.class, store::load);
        assertEquals(ErrorCode.IDENTITY_DAMAGED, damaged.code());
        assertEquals(file.toString(), damaged.subject());
    }
}
