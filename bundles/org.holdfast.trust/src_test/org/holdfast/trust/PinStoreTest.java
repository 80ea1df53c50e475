// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path home;

    @BeforeEach
    void identity() throws IOException {
        Files.createDirectories(home.resolve(IdentityStore.FOLDER));
    }

    private static DeviceKey root(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return DeviceKey.of(bytes);
    }

    private static ErrorCode code(Runnable what) {
        return assertThrows(HoldfastException.class, what::run).code();
    }

    @Test
    void aPinOutlivesARestart() {
        Pin made = new PinStore(home).pin(root(1), "bob", NOW);
        assertEquals(List.of(made), new PinStore(home).all());
        assertEquals(Optional.of(made), new PinStore(home).find(made.owner()));
        assertTrue(made.isPinned());
    }

    @Test
    void anotherKeyUnderTheNameOfAPairedMachineIsRefused() {
        PinStore store = new PinStore(home);
        store.pin(root(1), "bob", NOW);
        HoldfastException no = assertThrows(HoldfastException.class, () -> store.pin(root(2), "bob", NOW));
        assertEquals(ErrorCode.PAIRING_REFUSED, no.code());
        assertTrue(String.valueOf(no.getMessage()).contains("holdfast pair --remove bob"), no.getMessage());
        assertEquals(1, store.all().size());
    }

    @Test
    void theSameKeyMayHaveANewName() {
        PinStore store = new PinStore(home);
        store.pin(root(1), "bob", NOW);
        store.pin(root(1), "robert", NOW);
        assertEquals(List.of("robert"), store.all().stream().map(Pin::name).toList());
    }

    @Test
    void whoWasRemovedStaysKnownAndGivesItsNameFree() {
        PinStore store = new PinStore(home);
        Pin bob = store.pin(root(1), "bob", NOW);
        store.remove(bob);
        assertFalse(new PinStore(home).find(bob.owner()).orElseThrow().isPinned());
        store.pin(root(2), "bob", NOW);
        assertEquals(2, store.all().size());
        store.pin(root(1), "old-bob", NOW);
        assertTrue(store.find(bob.owner()).orElseThrow().isPinned());
    }

    @Test
    void namesThatPlayTricksAreRefused() {
        for (String name : List.of("", " bob", "bo\u202eb", "x".repeat(65))) {
            assertEquals(ErrorCode.PAIRING_REFUSED, code(() -> new PinStore(home).pin(root(1), name, NOW)), name);
        }
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        new PinStore(home).pin(root(1), "bob", NOW);
        Path file = home.resolve(IdentityStore.FOLDER).resolve("pins");
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);
        HoldfastException damaged = assertThrows(HoldfastException.class, () -> new PinStore(home));
        assertEquals(ErrorCode.IDENTITY_DAMAGED, damaged.code());
        assertEquals(file.toString(), damaged.subject());
    }
}
