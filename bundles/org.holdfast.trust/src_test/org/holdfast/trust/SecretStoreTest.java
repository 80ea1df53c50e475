// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
    @TempDir
    Path folder;

    private Machine machine;
    private SecretStore secrets;
    private final List<String> words = Machine.secret(1).words();

    @BeforeEach
    void identity() {
        machine = new Machine(folder.resolve("home"));
        machine.store().create("alice", Machine.secret(1), new Affiliation.Unknown());
        secrets = machine.store().secrets();
    }

    private byte[] typed() {
        return Machine.utf8(String.join("\n", words));
    }

    @Test
    void untilTheSheetIsSealedTheSecretIsThere() {
        assertEquals(SecretState.PRESENT, secrets.state());
        assertEquals(Machine.secret(1).owner(), secrets.secret().owner());
    }

    @Test
    void sealingTakesTheSecretOffTheMachine() throws IOException {
        secrets.seal(typed());

        assertEquals(SecretState.SEALED, secrets.state());
        assertEnds(ErrorCode.SECRET_SEALED, secrets::secret);
        assertEnds(ErrorCode.SECRET_SEALED, () -> secrets.seal(typed()));
        assertEnds(ErrorCode.SECRET_SEALED, () -> machine.store().reissue(SeenKeys.NONE));
        assertEnds(ErrorCode.SECRET_SEALED, () -> machine.store().keepAdminKey());
        assertEnds(ErrorCode.SECRET_SEALED, () -> secrets.writeSheet(folder.resolve("late.txt"), new byte[1]));
        assertEquals(Machine.secret(1).owner(), machine.store().load().owner(), "the node works on without it");
        assertNowhere(Machine.secret(1).bytes());
    }

    private void assertNowhere(byte[] secret) throws IOException {
        String needle = new String(secret, StandardCharsets.ISO_8859_1);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(needle), file.toString());
            }
        }
    }

    @Test
    void whoCannotShowTheWordsSealsNothing() {
        List<String> slip = new ArrayList<>(words);
        slip.set(3, words.get(3).equals("zoo") ? "zone" : "zoo");
        String other = String.join(" ", Machine.secret(2).words());

        HoldfastException wrong =
                assertEnds(ErrorCode.SHEET_WRONG_WORD, () -> secrets.seal(Machine.utf8(String.join(" ", slip))));
        assertEquals("word 4", wrong.subject());
        assertEnds(ErrorCode.WRONG_KEY, () -> secrets.seal(Machine.utf8(other)));
        assertEnds(ErrorCode.SHEET_UNREADABLE, () -> secrets.seal(new byte[0]));
        assertEquals(SecretState.PRESENT, secrets.state());
    }

    @Test
    void sealingErasesTheSheetsThatHoldfastWrote() throws IOException {
        Path sheet = folder.resolve("sheet.txt");
        Path picture = folder.resolve("sheet.png");
        Path edited = folder.resolve("edited.txt");
        Path moved = folder.resolve("moved.txt");
        for (Path each : List.of(sheet, picture, edited, moved)) {
            secrets.writeSheet(each, typed());
        }
        secrets.writeSheet(sheet, Machine.utf8("printed again"));
        Files.writeString(edited, "mine", java.nio.file.StandardOpenOption.APPEND);
        Files.delete(moved);
        SecretStore.Sealed sealed = secrets.seal(typed());

        assertEquals(List.of(sheet, picture), sealed.erased());
        assertEquals(List.of(edited), sealed.changed());
        assertEquals(List.of(moved), sealed.missing());
        assertFalse(Files.exists(sheet));
        assertFalse(Files.exists(picture));
        assertTrue(Files.exists(edited), "somebody's own work is not destroyed");
    }

    @Test
    void aSheetDoesNotOverwriteOtherFiles() throws IOException {
        Path taken = folder.resolve("taken.txt");
        Files.writeString(taken, "precious");

        assertEnds(ErrorCode.TARGET_EXISTS, () -> secrets.writeSheet(taken, typed()));
        assertEquals("precious", Files.readString(taken));
        secrets.seal(typed());
        assertEquals("precious", Files.readString(taken));
    }

    /** The marker is written first; from there a restart finishes what was begun. */
    @Test
    void aCrashWhileSealingIsFinishedAtTheNextStart() throws IOException {
        Path sheet = folder.resolve("sheet.txt");
        secrets.writeSheet(sheet, typed());
        Files.write(machine.file("sealed"), new byte[0]);

        machine.store().load();
        assertFalse(Files.exists(sheet));
        assertFalse(Files.exists(machine.file("secret")));
        assertFalse(Files.exists(machine.file("sheets")));
        assertEquals(SecretState.SEALED, secrets.state());
    }

    @Test
    void aCrashBeforeTheSheetWasWrittenLeavesOnlyAMissingOne() throws IOException {
        Path sheet = folder.resolve("sheet.txt");
        secrets.writeSheet(sheet, typed());
        Files.delete(sheet);

        assertEquals(List.of(sheet), secrets.seal(typed()).missing());
    }

    @Test
    void aSecretThatSomebodyDeletedIsLostAndSaidSo() throws IOException {
        Files.delete(machine.file("secret"));

        assertEquals(SecretState.LOST, secrets.state());
        HoldfastException lost = assertEnds(ErrorCode.IDENTITY_DAMAGED, secrets::secret);
        assertEquals(machine.file("secret").toString(), lost.subject());
        assertEquals(Machine.secret(1).owner(), machine.store().load().owner(), "the node works on without it");
    }

    @Test
    void aDamagedSecretIsNotTakenForARightOne() throws IOException {
        Path file = machine.file("secret");
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);

        assertEnds(ErrorCode.IDENTITY_DAMAGED, secrets::secret);
    }

    private static HoldfastException assertEnds(ErrorCode code, Executable call) {
        HoldfastException end = assertThrows(HoldfastException.class, call);
        assertEquals(code, end.code(), end.getMessage());
        return end;
    }
}
