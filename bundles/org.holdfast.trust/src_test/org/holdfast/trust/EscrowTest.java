// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscrowTest {
    private static final ConfederationId HERE = ConfederationRef.open("x").id();

    @TempDir
    Path folder;

    private static EscrowBox box(RecoverySecret member, RecoverySecret founder) {
        return member.sealTo(founder.escrowKey(), HERE, new SecureRandom());
    }

    @Test
    void theFounderOpensWhatAMemberSealed() {
        try (RecoverySecret founder = Machine.secret(1);
                RecoverySecret member = Machine.secret(2);
                RecoverySecret opened = founder.unseal(box(member, founder))) {
            assertEquals(member.words(), opened.words());
        }
    }

    @Test
    void nobodyElseDoes() {
        EscrowBox box = box(Machine.secret(2), Machine.secret(1));
        assertEquals(
                ErrorCode.WRONG_KEY,
                assertThrows(HoldfastException.class, () -> Machine.secret(3).unseal(box))
                        .code());
        assertEquals(
                ErrorCode.WRONG_KEY,
                assertThrows(HoldfastException.class, () -> Machine.secret(2).unseal(box))
                        .code());
    }

    /** Anybody can seal to a public key, and name anybody as the owner. */
    @Test
    void aBoxWithAnotherSecretThanItsOwnersIsRefused() {
        RecoverySecret founder = Machine.secret(1);
        EscrowBox false1 = EscrowBox.seal(
                Machine.secret(4).bytes(),
                HERE,
                founder.escrowKey(),
                Machine.secret(2).owner(),
                Machine.secret(5).bytes());
        assertEquals(
                ErrorCode.WRONG_KEY,
                assertThrows(HoldfastException.class, () -> founder.unseal(false1))
                        .code());
    }

    @Test
    void theKeyIsOnTheRosterAndItsPrivateHalfOnNoMachine() throws IOException {
        Machine machine = new Machine(folder);
        RecoverySecret founder = Machine.secret(1);
        machine.store().create("alice", founder, new Affiliation.Founder("Acme", "berlin"));
        Roster roster =
                new ConfederationStore(folder).load().orElseThrow().roster().orElseThrow();
        assertEquals(Optional.of(founder.escrowKey()), roster.escrow());
        assertNotEquals(founder.admin().key().value(), founder.escrowKey().value());
        String half = HexFormat.of().formatHex(Machine.secret(1).escrowHalf());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(HexFormat.of().formatHex(Files.readAllBytes(file)).contains(half), file.toString());
            }
        }
    }

    @Test
    void whoFoundsWithoutEscrowHasNoKeyOnTheRoster() {
        new Machine(folder).store().create("alice", Machine.secret(1), new Affiliation.Founder("Acme", "b", false));
        assertTrue(new ConfederationStore(folder)
                .load()
                .orElseThrow()
                .roster()
                .orElseThrow()
                .escrow()
                .isEmpty());
    }

    @Test
    void boxesAreKeptOverARestart() {
        RecoverySecret member = Machine.secret(2);
        EscrowStore store = new EscrowStore(folder);
        assertEquals(KeptEscrow.NOTHING, store.find(member.owner()));
        KeptEscrow kept = new KeptEscrow(Optional.of(box(member, Machine.secret(1))), Optional.empty());
        store.keep(member.owner(), kept);
        assertEquals(kept, new EscrowStore(folder).find(member.owner()));
        assertEquals(KeptEscrow.NOTHING, store.find(Machine.secret(3).owner()));
    }
}
