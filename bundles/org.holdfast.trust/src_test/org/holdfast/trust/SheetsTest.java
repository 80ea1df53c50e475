// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.RecoverySheet;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SheetsTest {
    private static final RecoverySecret SECRET = Machine.secret(1);
    private static final List<String> WORDS = SECRET.words();
    private static final PartnerPage PAGE = new PartnerPage(
            SECRET.owner(),
            "Zoë's laptop (old)",
            Optional.of(new Founding(Machine.secret(9).admin().key(), Machine.NOW, "Acme (Europe)").ref()),
            List.of(
                    SheetPartner.of(Machine.secret(2).owner(), "bob", new NodeAddress("192.168.1.8", 7600)),
                    SheetPartner.of(Machine.secret(3).owner(), "carol's big box", new NodeAddress("2001:db8::7", 7601)),
                    SheetPartner.of(Machine.secret(4).owner(), "dave", new NodeAddress("dave.example.org", 80))),
            Instant.parse("2026-03-01T00:00:00Z"));

    private static String full() {
        return new String(Sheets.full(PAGE, SECRET), StandardCharsets.UTF_8);
    }

    private static void assertReadsBack(String text) {
        try (ReadSheet sheet = Sheets.read(Machine.utf8(text))) {
            assertArrayEquals(SECRET.bytes(), sheet.secret().bytes());
            assertEquals(Optional.empty(), sheet.mended());
        }
    }

    @Test
    @Tag("R57")
    void aPrintedSheetIsReadBackWhole() {
        try (ReadSheet sheet = Sheets.read(Machine.utf8(full()))) {
            assertArrayEquals(SECRET.bytes(), sheet.secret().bytes());
            assertEquals(Optional.of(PAGE), sheet.page());
            sheet.requireExact();
        }
    }

    @Test
    void aSheetIsOnePage() {
        List<SheetPartner> most =
                Collections.nCopies(PartnerPage.MAX_PARTNERS, PAGE.partners().getFirst());
        PartnerPage page = new PartnerPage(SECRET.owner(), "alice", PAGE.confederation(), most, PAGE.time());
        List<String> lines = new String(Sheets.full(page, SECRET), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertTrue(lines.size() <= 62, "lines: " + lines.size());
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
        assertEquals(Optional.of(page), Sheets.read(Sheets.full(page, SECRET)).page());
    }

    @Test
    void theLongestSheetFits() {
        SheetPartner longest = new SheetPartner(
                PAGE.partners().getFirst().fingerprint(), "ü".repeat(32), new NodeAddress("h".repeat(253), 65_535));
        PartnerPage page = new PartnerPage(
                SECRET.owner(),
                "💾".repeat(16),
                Optional.of(ConfederationRef.open("€".repeat(21))),
                Collections.nCopies(PartnerPage.MAX_PARTNERS, longest),
                PAGE.time());

        assertEquals(Optional.of(page), Sheets.read(Sheets.full(page, SECRET)).page());
    }

    @Test
    @Tag("R57")
    void retypedSheetsAreReadHoweverTheyAreSpaced() {
        String text = full();
        assertReadsBack(text.toUpperCase(Locale.ROOT));
        assertReadsBack(text.toLowerCase(Locale.ROOT));
        assertReadsBack(text.replace("\n", "\r\n"));
        assertReadsBack(text.replaceAll(" +", "\t"));
        assertReadsBack(text.replace("\n", "\n\n"));
        assertReadsBack(text.replace("\n", "\n> "));
        assertReadsBack(text.replace("END OF WORDS", ""));
        assertReadsBack(text.replace("Zo\u00eb's laptop", "\u202e"));
        assertEquals(
                Optional.of(PAGE),
                Sheets.read(Machine.utf8(text.replace("\n", "\r\n> "))).page());
        assertReadsBack(text.substring(text.indexOf("RECOVERY WORDS"), text.indexOf("PARTNERS")));
    }

    @Test
    @Tag("R57")
    void wordsAloneAreEnough() {
        assertReadsBack(String.join(" ", WORDS));
        assertReadsBack(String.join("\n", WORDS).toUpperCase(Locale.ROOT));
        assertReadsBack(String.join(", ", WORDS) + ".");
        assertReadsBack(String.join("  \u00a0", WORDS));
        assertReadsBack(numbered(". "));
        assertReadsBack(numbered(")"));
        assertReadsBack(numbered(""));
        assertEquals(Optional.empty(), Sheets.read(Machine.utf8(numbered(" "))).page());
    }

    private static String numbered(String after) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS.size(); i++) {
            text.append(i + 1).append(after).append(WORDS.get(i)).append(i % 4 == 3 ? "\n" : "   ");
        }
        return text.toString();
    }

    @Test
    void numberedWordsMayStandInAnyOrder() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            rows.add((i + 1) + ". " + WORDS.get(i));
        }
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(rows, new Random(seed));
            assertReadsBack(String.join("\n", rows));
        }
    }

    @Test
    @Tag("R57")
    void aScannedSheetIsReadLikeATypedOne() {
        String scanned = new RecoverySheet(PAGE, SECRET.bytes()).text();

        assertReadsBack(scanned);
        assertReadsBack("\uFEFF" + scanned);
        assertReadsBack("\uFEFF" + full());
        assertReadsBack("\uFEFF" + String.join(" ", WORDS));
        assertReadsBack("\n  " + scanned.toLowerCase(Locale.ROOT).replaceAll("(.{60})", "$1\n") + "\n");
        assertEquals(Optional.of(PAGE), Sheets.read(Machine.utf8(scanned)).page());
        assertEnds(ErrorCode.SHEET_UNREADABLE, scanned.substring(0, scanned.length() - 2));
    }

    @Test
    void oneWrongWordIsNamedAndMended() {
        List<String> typed = new ArrayList<>(WORDS);
        typed.set(6, WORDS.get(6).equals("zoo") ? "zone" : "zoo");

        try (ReadSheet sheet = Sheets.read(Machine.utf8(full().replace(row(7, WORDS.get(6)), row(7, typed.get(6)))))) {
            assertArrayEquals(SECRET.bytes(), sheet.secret().bytes());
            assertEquals(Optional.of(new ReadSheet.Mended(7, typed.get(6), WORDS.get(6))), sheet.mended());
            HoldfastException named = assertThrows(HoldfastException.class, sheet::requireExact);
            assertEquals(ErrorCode.SHEET_WRONG_WORD, named.code());
            assertEquals("word 7", named.subject());
            assertFalse(named.getMessage().contains(WORDS.get(6)), "the right word stays out of messages");
        }
    }

    private static String row(int number, String word) {
        return String.format(Locale.ROOT, " %2d. %s ", number, word);
    }

    @Test
    void twoUnknownWordsAreNamedWithSuggestions() {
        List<String> typed = new ArrayList<>(WORDS);
        typed.set(1, "abandn");
        typed.set(25, "q\u001b[31m{}" + "y".repeat(100));

        HoldfastException named = assertEnds(ErrorCode.SHEET_WRONG_WORD, String.join(" ", typed));
        assertTrue(named.getMessage().contains("word 2 is 'abandn', which is no recovery word (perhaps abandon"));
        assertTrue(named.getMessage().contains("word 26"));
        assertFalse(named.getMessage().contains("\u001b"), "what was typed cannot play tricks on the screen");
        assertTrue(named.getMessage().length() < 300);
    }

    @Test
    void twoWrongWordsAreNoticed() {
        List<String> typed = new ArrayList<>(WORDS);
        Collections.swap(typed, 4, 11);
        typed.set(3, typed.get(3).equals("zoo") ? "zone" : "zoo");

        assertEnds(ErrorCode.SHEET_WRONG_WORD, String.join(" ", typed));
    }

    @Test
    void otherTextsSayWhatIsMissing() {
        assertEnds(ErrorCode.SHEET_UNREADABLE, "");
        assertEnds(ErrorCode.SHEET_UNREADABLE, "Lorem ipsum ".repeat(1000));
        assertEnds(ErrorCode.SHEET_UNREADABLE, "x".repeat(70_000));
        assertEnds(ErrorCode.SHEET_UNREADABLE, new String(Sheets.partnerPage(PAGE), StandardCharsets.UTF_8));
        HoldfastException missing =
                assertEnds(ErrorCode.SHEET_UNREADABLE, numbered(" ").replace("7 " + WORDS.get(6), ""));
        assertTrue(missing.getMessage().contains("missing: 7"), missing.getMessage());
        HoldfastException twice = assertEnds(ErrorCode.SHEET_UNREADABLE, numbered(" ") + " 5 zoo");
        assertTrue(twice.getMessage().contains("word 5 comes twice"));
        assertEnds(ErrorCode.SHEET_UNREADABLE, "27 zoo");
        assertEnds(ErrorCode.SHEET_UNREADABLE, "99999999999999999999 zoo");
        assertEnds(ErrorCode.SHEET_UNREADABLE, String.join(" ", WORDS) + " zoo");
    }

    @Test
    void pagesOfTwoMachinesDoNotMix() {
        String other = new String(
                Sheets.full(
                        new PartnerPage(Machine.secret(2).owner(), "x", Optional.empty(), List.of(), PAGE.time()),
                        Machine.secret(2)),
                StandardCharsets.UTF_8);
        String mixed = full().substring(0, full().indexOf("RECOVERY WORDS"))
                + other.substring(other.indexOf("RECOVERY WORDS"));

        assertEnds(ErrorCode.SHEET_UNREADABLE, mixed);
        assertThrows(IllegalArgumentException.class, () -> Sheets.full(PAGE, Machine.secret(2)));
    }

    @Test
    void unreadableAddressesOnlyCostTime() {
        String smudged =
                full().replace("192.168.1.8:7600", "192.168.1.8-7600").replace("made 2026-03-01", "made 2026-13-41");
        PartnerPage page = Sheets.read(Machine.utf8(smudged)).page().orElseThrow();

        assertEquals(PAGE.partners().subList(1, 3), page.partners());
        assertEquals(Instant.EPOCH, page.time());
    }

    @Test
    void thePartnerPageHasNoSecret() {
        String page = new String(Sheets.partnerPage(PAGE), StandardCharsets.UTF_8);

        assertTrue(page.contains("192.168.1.8:7600"));
        assertTrue(page.contains("[2001:db8::7]:7601"));
        assertFalse(page.contains("RECOVERY WORDS"));
        for (String word : WORDS) {
            assertFalse(page.contains(" " + word + " "), word);
        }
    }

    @Test
    void anyTextIsReadOrRefused() {
        String text = full();
        for (int seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            StringBuilder changed = new StringBuilder(text);
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                int from = random.nextInt(changed.length());
                int to = Math.min(changed.length(), from + random.nextInt(20));
                String with = random.nextBoolean() ? "" : String.valueOf((char) random.nextInt(0x300));
                changed.replace(from, to, with);
            }
            try (ReadSheet sheet = Sheets.read(Machine.utf8(changed.toString()))) {
                assertArrayEquals(SECRET.bytes(), sheet.secret().bytes(), "seed " + seed);
            } catch (HoldfastException refused) {
                assertTrue(
                        refused.code() == ErrorCode.SHEET_WRONG_WORD || refused.code() == ErrorCode.SHEET_UNREADABLE,
                        "seed " + seed + ": " + refused);
            }
        }
    }

    private static HoldfastException assertEnds(ErrorCode code, String text) {
        HoldfastException end = assertThrows(HoldfastException.class, () -> Sheets.read(Machine.utf8(text)));
        assertEquals(code, end.code(), end.getMessage());
        return end;
    }
}
