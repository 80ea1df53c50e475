// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.Sheets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet is printed, checked word by word, and sealed. */
@Tag("R57")
class SheetCommandTest {
    @TempDir
    Path folder;

    private Path home;
    private Path text;

    @BeforeEach
    void init() throws IOException {
        home = folder.resolve("home");
        text = sheet(home, "sheet.txt");
    }

    /** Makes a machine, and its sheet as somebody would have it on a memory stick. */
    private Path sheet(Path home, String file) throws IOException {
        try (RecoverySecret secret = RecoverySecret.generate(new SecureRandom())) {
            new IdentityStore(home, InstantSource.system(), new SecureRandom())
                    .create("pc", secret, new Affiliation.Unknown())
                    .close();
            PartnerPage page = new PartnerPage(
                    secret.owner(), "pc", Optional.empty(), List.of(), Instant.parse("2026-03-04T12:00:00Z"));
            return Files.write(folder.resolve(file), Sheets.full(page, secret));
        }
    }

    private Ran run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--home";
        all[1] = home.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Ran.of(new SheetCommand(), all);
    }

    @Test
    void aRightSheetIsRight() {
        assertEquals(new Ran(0, ""), run("--check", text.toString()));
    }

    @Test
    void aWrongWordIsNamedByItsNumber() throws IOException {
        String all = Files.readString(text);
        String seventh = all.replaceAll("(?s).* 7\\. ([a-z]+).*", "$1");
        String other = seventh.equals("zoo") ? "able" : "zoo";
        Files.writeString(text, all.replaceFirst(" 7\\. " + seventh, " 7. " + other));
        Ran ran = run("--check", text.toString());
        assertEquals(12, ran.exit());
        assertTrue(ran.error().contains("word 7 is wrong; all others are right"), ran.error());
    }

    @Test
    void anotherMachinesSheetIsRefused() throws IOException {
        Path other = sheet(folder.resolve("other"), "other.txt");
        Ran ran = run("--check", other.toString());
        assertEquals(12, ran.exit());
        assertTrue(ran.error().contains("This is the sheet of another machine"), ran.error());
    }

    @Test
    void wordsAreTypedOnATerminalOnly() {
        Ran ran = run("--check");
        assertEquals(2, ran.exit());
        assertTrue(ran.error().contains("Type the words on a terminal"), ran.error());
    }

    @Test
    void picturesWithTheSecretAreErasedBySealing() throws IOException {
        Path pdf = folder.resolve("sheet.pdf");
        Path png = folder.resolve("sheet.png");
        assertEquals(0, run("--pdf", pdf.toString()).exit());
        assertEquals(0, run("--png", png.toString()).exit());
        assertArrayEquals("%PDF".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(Files.readAllBytes(pdf), 4));
        assertTrue(Files.size(png) > 2000);
        assertEquals(0, run("--seal", "--words", text.toString()).exit());
        assertFalse(Files.exists(pdf) || Files.exists(png));
        assertEquals(0, run("--pdf", pdf.toString()).exit());
        assertFalse(Files.readString(pdf, StandardCharsets.ISO_8859_1).contains("RECOVERY WORDS"));
        assertTrue(Files.readString(pdf, StandardCharsets.ISO_8859_1).contains("PARTNER PAGE"));
    }

    @Test
    void noOtherFileIsReplaced() throws IOException {
        Path there = Files.writeString(folder.resolve("thesis.pdf"), "mine");
        assertTrue(run("--pdf", there.toString()).exit() != 0);
        assertEquals("mine", Files.readString(there));
    }
}
