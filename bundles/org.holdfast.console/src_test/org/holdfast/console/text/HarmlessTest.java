// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessTest {
    @ParameterizedTest
    @CsvSource({
        "plain name.txt, plain name.txt",
        "Größe 日本語 😀, Größe 日本語 😀",
        "<a href=x>&amp;, <a href=x>&amp;",
        "a\u0000b, a⟦U+0000⟧b",
        "a\u001b[31mred, a⟦U+001B⟧[31mred",
        "\u009b31m, ⟦U+009B⟧31m",
        "photo\u202egpj.exe, photo⟦U+202E⟧gpj.exe",
        "\u2066x\u2069, ⟦U+2066⟧x⟦U+2069⟧",
        "\u200fx, ⟦U+200F⟧x",
        "zero\u200bwidth, zero⟦U+200B⟧width",
        "\ufeffbom, ⟦U+FEFF⟧bom",
        "no\u00a0break, no⟦U+00A0⟧break",
        "line\u2028end, line⟦U+2028⟧end",
        "hangul\u3164filler, hangul⟦U+3164⟧filler",
        "variation\ufe0f, variation⟦U+FE0F⟧",
        "tag\udb40\udc41, tag⟦U+E0041⟧",
        "private\ue000, private⟦U+E000⟧"
    })
    void whatCannotBeSeenIsShown(String name, String shown) {
        assertEquals(shown, Harmless.line(name));
    }

    @Test
    void halvesOfPairsAreShownByTheirNumber() {
        assertEquals("a⟦U+D800⟧b", Harmless.line("a\ud800b"));
        assertEquals("a⟦U+DC00⟧", Harmless.line("a\udc00"));
    }

    @Test
    void combiningMarksOfRealLanguagesStay() {
        assertEquals("e\u0301a", Harmless.line("e\u0301a"));
        assertEquals("कि", Harmless.line("कि"));
    }

    /** Whatever comes in: one line, nothing that acts, and not much longer than it may be. */
    @Test
    void nothingThatActsGetsThrough() {
        for (long seed = 0; seed < 2000; seed++) {
            String shown = Harmless.line(random(new Random(seed)));
            assertTrue(
                    shown.codePoints()
                            .noneMatch(point -> Character.isISOControl(point)
                                    || Character.getType(point) == Character.FORMAT
                                    || Character.getType(point) == Character.LINE_SEPARATOR
                                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
                                    || (point >= 0xd800 && point <= 0xdfff)),
                    "seed " + seed);
        }
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            int range = random.nextInt(4);
            text.append((char)
                    (range == 0
                            ? random.nextInt(0xa0)
                            : range == 1 ? 0x2000 + random.nextInt(0x80) : random.nextInt(0x10000)));
        }
        return text.toString();
    }

    @Test
    void whatIsPlainIsNotCopied() {
        String name = "a perfectly plain name.txt";
        assertSame(name, Harmless.line(name));
    }

    @Test
    void namesThatDifferAreShownDifferently() {
        assertNotEquals(Harmless.line("a\u200bb"), Harmless.line("ab"));
        assertNotEquals(Harmless.line("a\u200bb"), Harmless.line("a\u200cb"));
    }

    @Test
    void whatIsMuchTooLongIsCut() {
        String shown = Harmless.line("\u0001".repeat(1_000_000));
        assertTrue(shown.length() < Harmless.LONGEST * 10, () -> shown.length() + " characters");
        assertTrue(shown.endsWith("…"));
        assertTrue(Harmless.line("x".repeat(5000)).endsWith("…"));
    }

    @Test
    void labelsHaveNoHiddenLetterKeys() {
        assertEquals("R&&D⟦U+000A⟧", Harmless.label("R&D\n"));
    }

    @Test
    void paragraphsKeepTheirLines() {
        assertEquals("a\nb⟦U+0007⟧", Harmless.lines("a\r\nb\u0007"));
    }
}
