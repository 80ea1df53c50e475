// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single patterns match; the rules as a whole are held against git in {@link GitAgreementTest}. */
@Tag("R25")
class PathPatternTest {
    private static boolean matches(String pattern, String path, boolean folder) {
        return PathPattern.of(pattern).matches(path, path.substring(path.lastIndexOf('/') + 1), folder);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "*.tmp, a.tmp, true",
                "*.tmp, deep/down/a.tmp, true",
                "*.tmp, a.tmp.txt, false",
                "a/b, a/b, true",
                "a/b, x/a/b, false",
                "/a, a, true",
                "/a, x/a, false",
                "a/*, a/b, true",
                "a/*, a/b/c, false",
                "a/**, a/b/c, true",
                "a/**, a, false",
                "**/b, b, true",
                "**/b, x/y/b, true",
                "a/**/b, a/b, true",
                "a/**/b, a/x/y/b, true",
                "a/**/b, a/xb, false",
                "a**b/c, axxb/c, true",
                "a**b/c, ax/xb/c, false",
                "?, ü, true",
                "?, 𝄞, true",
                "[!a-c]x, dx, true",
                "[!a-c]x, bx, false",
                "[^a]x, ax, false",
                "[]-]x, ]x, true",
                "[]-]x, -x, true",
                "[[:digit:]], 7, true",
                "[[:digit:]], x, false",
                "[a\\]b], ], true",
                "a[/]b, a/b, false",
                "\\*, *, true",
                "\\*, x, false",
                "\\!x, !x, true",
                "[ab, [ab, false",
                "a\\, a\\, false",
            })
    void matchesAsWritten(String pattern, String path, boolean expected) {
        assertEquals(expected, matches(pattern, path, false));
    }

    @Test
    void aSlashAtTheEndMeansFoldersOnlyAndDoesNotAnchor() {
        assertTrue(matches("build/", "x/build", true));
        assertFalse(matches("build/", "x/build", false));
    }

    @Test
    void aPatternOfManyStarsTakesNoLongTime() {
        String hostile = "*a".repeat(1000) + "b";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(matches(hostile, "a".repeat(2000), false)));
    }

    @Test
    void whatIsTooLongMatchesNothing() {
        String name = "a".repeat(PathPattern.LONGEST + 1);
        assertTrue(PathPattern.of(name).isVoid());
        assertFalse(matches(name, name, false));
        assertFalse(matches("**/".repeat(PathPattern.LONGEST) + "a", "a", false));
    }

    @Test
    void namesThatAreNoTextStillMatch() {
        String name = NameText.of(Bytes.of(new byte[] {'a', (byte) 0xff, '.', 't'}));
        assertTrue(matches("a?.t", name, false));
        assertTrue(matches("*.t", name, false));
        assertFalse(matches("a.t", name, false));
    }

    @Test
    void knowsWhereSomethingBelowMayMatch() {
        assertTrue(PathPattern.of("a/b/*.txt").mayMatchBelow("a"));
        assertTrue(PathPattern.of("a/b/*.txt").mayMatchBelow("a/b"));
        assertFalse(PathPattern.of("a/b/*.txt").mayMatchBelow("a/c"));
        assertFalse(PathPattern.of("a/b/*.txt").mayMatchBelow("a/b/c"));
        assertTrue(PathPattern.of("a/**/x").mayMatchBelow("a/b/c"));
        assertTrue(PathPattern.of("*.txt").mayMatchBelow("anything"));
    }

    @Test
    void whatIsSoughtIsANameOrAWholePath() {
        assertTrue(PathPattern.sought("*.odt").matches("home/ada/a.odt", false));
        assertTrue(PathPattern.sought("/home/**/a.odt").matches("home/ada/a.odt", false));
        assertTrue(PathPattern.sought("ad[a-c]/").matches("home/ada", true));
        assertFalse(PathPattern.sought("ada/a.odt").matches("home/ada/a.odt", false));
        assertFalse(PathPattern.sought("ada/").matches("home/ada", false));
        assertTrue(PathPattern.sought("\\!a").matches("home/!a", false));
        for (String wrong : List.of("", "/", "!a", "a[", "a\\", "a".repeat(PathPattern.LONGEST + 1))) {
            HoldfastException told = assertThrows(HoldfastException.class, () -> PathPattern.sought(wrong), wrong);
            assertEquals(ErrorCode.USAGE, told.code());
        }
    }
}
