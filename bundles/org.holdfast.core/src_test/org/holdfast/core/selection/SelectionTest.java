// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the kinds of rules work together, and what reason each decision gives. */
@Tag("R25")
class SelectionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static SelectionRules rules(List<String> include, List<String> exclude, Preset... presets) {
        return new SelectionRules(include, exclude, IgnoreFile.USUAL_NAME, false, 0, 0, Set.of(presets));
    }

    private static FolderRules root(SelectionRules rules) {
        return new Selection(rules, NOW).root();
    }

    private static Found file(String name) {
        return new Found(name, false, true, 100, NOW.getEpochSecond(), false, false);
    }

    private static Found folder(String name) {
        return new Found(name, true, false, 0, NOW.getEpochSecond(), false, false);
    }

    private static Decision judge(FolderRules rules, Found entry) {
        return rules.judge(entry);
    }

    private static FolderRules enter(FolderRules rules, String name) {
        return rules.enter(name, rules.judge(folder(name)));
    }

    private static void assertOut(Cause cause, Decision decision) {
        assertInstanceOf(Decision.LeftOut.class, decision);
        assertEquals(cause, decision.reason().cause());
    }

    private static void assertIn(Cause cause, Decision decision) {
        assertInstanceOf(Decision.Taken.class, decision);
        assertEquals(cause, decision.reason().cause());
    }

    @Test
    void withoutRulesEverythingIsIn() {
        assertIn(Cause.EVERYTHING, judge(root(SelectionRules.USUAL), file("a")));
        assertIn(Cause.EVERYTHING, judge(enter(root(SelectionRules.USUAL), "d"), file("a")));
    }

    @Test
    void includesChooseWholeTreesAndTheWayToThemIsPassed() {
        FolderRules root = root(rules(List.of("docs/letters", "*.odt"), List.of()));
        assertInstanceOf(Decision.Passed.class, judge(root, folder("docs")));
        FolderRules docs = enter(root, "docs");
        assertIn(Cause.INCLUDED, judge(docs, folder("letters")));
        assertIn(Cause.INCLUDED, judge(enter(docs, "letters"), file("anything")));
        assertIn(Cause.INCLUDED, judge(docs, file("x.odt")));
        assertOut(Cause.NOT_INCLUDED, judge(docs, file("x.txt")));
    }

    @Test
    void foldersThatNoIncludeCanReachAreNotEntered() {
        FolderRules root = root(rules(List.of("docs/letters"), List.of()));
        assertOut(Cause.NOT_INCLUDED, judge(root, folder("music")));
        assertOut(Cause.NOT_INCLUDED, judge(enter(root, "docs"), folder("bills")));
    }

    @Test
    void anExcludeWinsOverAnIncludeAndTheLastExcludeDecides() {
        FolderRules root = root(rules(List.of("*.log"), List.of("b*", "!bc.log")));
        assertIn(Cause.INCLUDED, judge(root, file("a.log")));
        assertOut(Cause.EXCLUDED, judge(root, file("b.log")));
        assertIn(Cause.INCLUDED, judge(root, file("bc.log")));
        assertOut(Cause.NOT_INCLUDED, judge(root, file("bc.txt".replace('b', 'x'))));
    }

    @Test
    void theSourcesOwnPatternsComeBeforeIgnoreFilesAndDeeperFilesBeforeHigher() {
        FolderRules root =
                root(rules(List.of(), List.of("x", "!y"))).with(Optional.of(IgnoreFile.parse("y\nz\n!x\n")), false);
        assertOut(Cause.EXCLUDED, judge(root, file("x")));
        assertIn(Cause.TAKEN_BACK, judge(root, file("y")));
        assertOut(Cause.IGNORED, judge(root, file("z")));
        FolderRules below = enter(root, "d").with(Optional.of(IgnoreFile.parse("!z\n/w\n")), false);
        assertIn(Cause.TAKEN_BACK, judge(below, file("z")));
        assertOut(Cause.IGNORED, judge(below, file("w")));
        assertIn(Cause.EVERYTHING, judge(enter(below, "e"), file("w")));
        assertEquals(
                "is left out by '/w' in d/.holdfastignore",
                judge(below, file("w")).reason().words());
    }

    @Test
    void limitsOfSizeAndAgeAreAboutFilesOnly() {
        FolderRules root = root(new SelectionRules(List.of(), List.of(), "", false, 99, 30, Set.of()));
        long old = NOW.minus(Duration.ofDays(31)).getEpochSecond();
        assertOut(Cause.TOO_LARGE, judge(root, file("a")));
        assertOut(Cause.TOO_OLD, judge(root, new Found("a", false, true, 99, old, false, false)));
        assertIn(Cause.EVERYTHING, judge(root, new Found("a", false, true, 99, old + 86_401, false, false)));
        assertIn(Cause.EVERYTHING, judge(root, new Found("d", true, false, 0, old, false, false)));
        assertIn(Cause.EVERYTHING, judge(root, new Found("link", false, false, 0, old, false, false)));
    }

    @Test
    void aPatternThatTakesBackDoesNotLiftALimit() {
        FolderRules root = root(new SelectionRules(List.of(), List.of("*", "!a"), "", false, 99, 0, Set.of()));
        assertOut(Cause.TOO_LARGE, judge(root, file("a")));
    }

    @Test
    void aTaggedCacheKeepsOnlyItsTag() {
        FolderRules cache =
                enter(root(rules(List.of(), List.of(), Preset.CACHES)), "c").with(Optional.empty(), true);
        assertIn(Cause.CACHE_TAG, judge(cache, file(CacheTag.NAME)));
        assertOut(Cause.CACHE, judge(cache, file("data")));
        assertOut(Cause.CACHE, judge(cache, folder("below")));
        FolderRules unasked = enter(root(rules(List.of(), List.of())), "c").with(Optional.empty(), true);
        assertIn(Cause.EVERYTHING, judge(unasked, file("data")));
    }

    @Test
    void aTagIsKnownByItsSignatureNotByItsName() {
        byte[] right = "Signature: 8a477f597d28d172789f06886806bc55\n# more".getBytes(StandardCharsets.US_ASCII);
        assertTrue(CacheTag.isOne(right));
        right[12] ^= 1;
        assertFalse(CacheTag.isOne(right));
        assertFalse(CacheTag.isOne(new byte[10]));
    }

    @Test
    void whatLiesOnAnotherFileSystemIsAnEmptyFolder() {
        Found mounted = new Found("m", true, false, 0, 0, true, false);
        FolderRules staying = root(new SelectionRules(List.of(), List.of(), "", true, 0, 0, Set.of()));
        assertInstanceOf(Decision.Closed.class, judge(staying, mounted));
        assertIn(Cause.EVERYTHING, judge(root(SelectionRules.USUAL), mounted));
        FolderRules chosen = root(new SelectionRules(List.of("m/a"), List.of(), "", true, 0, 0, Set.of()));
        assertOut(Cause.NOT_INCLUDED, judge(chosen, mounted));
    }

    @Test
    void theNodesOwnFolderIsOutWhateverIsSaid() {
        Found home = new Found("h", true, false, 0, 0, false, true);
        assertOut(Cause.OWN_FOLDER, judge(root(rules(List.of("h"), List.of("!h"))), home));
    }

    @Test
    void ignoreFilesInForceHaveALimit() {
        IgnoreFile large = IgnoreFile.parse("a\n".repeat(IgnoreFile.LONGEST / 2));
        FolderRules at = root(SelectionRules.USUAL);
        int followed = 0;
        while (at.hasRoomFor(large)) {
            at = enter(at.with(Optional.of(large), false), "d");
            followed++;
        }
        assertEquals(4, followed);
        assertTrue(at.hasRoomFor(IgnoreFile.parse("")));
    }
}
