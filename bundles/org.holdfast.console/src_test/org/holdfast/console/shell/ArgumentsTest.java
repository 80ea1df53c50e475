// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.Pace;
import org.holdfast.console.node.Theme;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void homesAndThemeAreFoundAmongWhatThePlatformIsTold() {
        Arguments read =
                Arguments.parse("-nosplash", "--home", "/a", "--theme", "dark", "-data", "@none", "--home", "/b");
        assertEquals(List.of(new NodeHome(Path.of("/a")), new NodeHome(Path.of("/b"))), read.places());
        assertEquals(Optional.of(Theme.DARK), read.theme());
        assertEquals(Pace.USUAL, read.pace());
        assertEquals(List.of(), read.wrong());
    }

    @Test
    void aNodeElsewhereIsAnAddressAndAPass() {
        Arguments read = Arguments.parse("--remote", "b.example:7611", "--pass", "/p/b.pass", "--home", "/a");
        assertEquals(
                List.of(NodeElsewhere.of("b.example:7611", Path.of("/p/b.pass")), new NodeHome(Path.of("/a"))),
                read.places());
        assertEquals(List.of(), read.wrong());
    }

    @Test
    void halfOfItIsSaidToBeWrong() {
        for (String[] words : new String[][] {
            {"--remote", "b:1"},
            {"--pass", "/p"},
            {"--remote", "b", "--pass", "/p"},
            {"--remote", "b:1", "--pass"},
            {"--remote", "b:1", "--remote"}
        }) {
            Arguments read = Arguments.parse(words);
            assertEquals(List.of(), read.places(), String.join(" ", words));
            assertFalse(read.wrong().isEmpty(), String.join(" ", words));
        }
    }

    @Test
    void whatIsNoneIsPassedOver() {
        Arguments read = Arguments.parse("--theme", "purple", "--home", "\0", "--pace", "-5", "--home");
        assertEquals(List.of(), read.places());
        assertEquals(List.of("--home \0", "--home "), read.wrong());
        assertEquals(Optional.empty(), read.theme());
        assertEquals(Pace.USUAL, read.pace());
        assertEquals(
                Duration.ofMillis(150), Arguments.parse("--pace", "150").pace().steady());
    }
}
