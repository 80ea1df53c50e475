// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules that contradict each other are refused, by name. */
@Tag("R25")
class RuleCheckTest {
    private static SelectionRules rules(List<String> include, List<String> exclude) {
        return new SelectionRules(include, exclude, "", false, 0, 0, Set.of());
    }

    private static void assertRefused(String part, SelectionRules rules) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> RuleCheck.require(rules));
        assertEquals(ErrorCode.CONFIG_INVALID, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }

    @Test
    void anIncludeThatAnExcludeLeavesNothingOfIsRefused() {
        assertRefused("contradict", rules(List.of("*.log"), List.of("*.log")));
        assertRefused("--include 'a/b' and --exclude 'a'", rules(List.of("a/b"), List.of("a")));
        assertRefused("contradict", rules(List.of("a/b/c.txt"), List.of("/a/*")));
        assertDoesNotThrow(() -> RuleCheck.require(rules(List.of("a/b"), List.of("a/c", "*.tmp"))));
        assertDoesNotThrow(() -> RuleCheck.require(rules(List.of("a/b"), List.of("a/*", "!a/b"))));
    }

    @Test
    void leavingOutEverythingIsRefused() {
        assertRefused("everything", rules(List.of(), List.of("**")));
        assertRefused("everything", rules(List.of("a"), List.of("!b", "*")));
        assertDoesNotThrow(() -> RuleCheck.require(rules(List.of(), List.of("*", "!keep"))));
    }

    @Test
    void takingBackBelowAFolderThatIsOutIsRefused() {
        assertRefused("Write 'a/*' instead", rules(List.of(), List.of("a", "!a/b")));
        assertDoesNotThrow(() -> RuleCheck.require(rules(List.of(), List.of("a/*", "!a/b"))));
    }

    @Test
    void whatCannotMatchAnythingIsRefused() {
        assertRefused("does not end", rules(List.of(), List.of("a[b")));
        assertRefused("does not end", rules(List.of("a\\"), List.of()));
        assertRefused("'!'", rules(List.of("!a"), List.of()));
        assertRefused("cannot match", rules(List.of(), List.of("")));
        assertRefused("cannot match", rules(List.of(), List.of("/")));
    }

    @Test
    void limitsAndNamesHaveTheirRanges() {
        assertRefused("not below 0", new SelectionRules(List.of(), List.of(), "", false, -1, 0, Set.of()));
        assertRefused("no name", new SelectionRules(List.of(), List.of(), "a/b", false, 0, 0, Set.of()));
        assertRefused("at most 1000", rules(List.of(), java.util.Collections.nCopies(1001, "a")));
    }
}
