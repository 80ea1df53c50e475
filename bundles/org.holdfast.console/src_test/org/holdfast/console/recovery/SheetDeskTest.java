// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.recovery.SheetDesk.Said;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real identity in a folder. */
class SheetDeskTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-29T12:00:00Z"));

    @TempDir
    Path home;

    @TempDir
    Path other;

    private SheetDesk desk;

    @BeforeEach
    void make() {
        make(home, "ada");
        desk = new SheetDesk(home);
    }

    private static void make(Path folder, String name) {
        SecureRandom random = new SecureRandom();
        try (RecoverySecret secret = RecoverySecret.generate(random)) {
            new IdentityStore(folder, CLOCK, random)
                    .create(name, secret, new Affiliation.Unknown())
                    .close();
        }
    }

    private static Partner partner(String name, List<String> addresses) {
        return new Partner(
                "ab".repeat(32),
                name,
                addresses,
                "",
                "",
                "",
                "",
                true,
                Optional.empty(),
                0,
                0,
                0,
                0,
                "",
                List.of(),
                1,
                "",
                0,
                0,
                0,
                0,
                "",
                "",
                "OK",
                Optional.empty(),
                "");
    }

    private String sheet(SheetDesk of) {
        return new String(
                of.sheet(List.of(partner("ben", List.of("192.0.2.7:7610")), partner("cyd", List.of()))),
                StandardCharsets.UTF_8);
    }

    @Test
    void theSheetThatIsMadeIsRight() {
        String sheet = sheet(desk);
        assertTrue(sheet.contains("192.0.2.7:7610"), sheet);
        assertFalse(sheet.contains("cyd"), "without an address nobody can be found");
        assertEquals(new Said(true, "Every word is right: this sheet brings 'ada' back."), desk.check(bytes(sheet)));
    }

    @Test
    void aWrongWordIsNamed() {
        String sheet = sheet(desk);
        Matcher third = Pattern.compile("3\\. ([a-z]+)").matcher(sheet);
        assertTrue(third.find());
        String wrong = third.group(1).equals("abandon") ? "ability" : "abandon";
        Said said = desk.check(bytes(sheet.replaceFirst("3\\. " + third.group(1), "3. " + wrong)));
        assertFalse(said.good());
        assertTrue(said.text().contains("Word 3") && said.text().contains(third.group(1)), said.text());
    }

    @Test
    void anotherMachinesSheetIsToldFromThisOne() {
        make(other, "ben");
        Said said = desk.check(bytes(sheet(new SheetDesk(other))));
        assertFalse(said.good());
        assertTrue(said.text().contains("another machine"), said.text());
        assertFalse(desk.seal(bytes(sheet(new SheetDesk(other)))).good());
        assertEquals(SecretState.PRESENT, desk.state(), "nothing was sealed");
    }

    @Test
    void nonsenseIsNoSheet() {
        assertFalse(desk.check(bytes("hello")).good());
        assertFalse(desk.check(new byte[0]).good());
        assertFalse(desk.check(new byte[] {-1, -2, 0}).good());
    }

    @Test
    void sealingTakesTheSecretAndTheSavedSheetAway() {
        Path file = other.resolve("sheet.txt");
        desk.save(file, List.of());
        assertTrue(Files.exists(file));
        String sheet = sheet(desk);
        assertEquals(SecretState.PRESENT, desk.state());
        Said said = desk.seal(bytes(sheet));
        assertTrue(said.good(), said.text());
        assertEquals(SecretState.SEALED, desk.state());
        assertTrue(Files.notExists(file));
        assertFalse(sheet(desk).contains("RECOVERY WORDS ("), "only the partners are left");
        assertTrue(desk.check(bytes(sheet)).good(), "the paper still does");
    }

    @Test
    void aFolderWithoutANodeSaysSo() {
        assertThrows(HoldfastException.class, () -> new SheetDesk(other).sheet(List.of()));
        assertFalse(new SheetDesk(other).seal(bytes(sheet(desk))).good());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
