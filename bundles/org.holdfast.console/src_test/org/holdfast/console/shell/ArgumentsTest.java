// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.Pace;
import org.holdfast.console.node.Theme;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void homesAndThemeAreFoundAmongWhatThePlatformIsTold() {
        Arguments read =
                Arguments.parse("-nosplash", "--home", "/a", "--theme", "dark", "-data", "@none", "--home", "/b");
        assertEquals(List.of(new NodeHome(Path.of("/a")), new NodeHome(Path.of("/b"))), read.homes());
        assertEquals(Optional.of(Theme.DARK), read.theme());
        assertEquals(Pace.USUAL, read.pace());
    }

    @Test
    void whatIsNoneIsPassedOver() {
        Arguments read = Arguments.parse("--theme", "purple", "--home", "\0", "--pace", "-5", "--home");
        assertEquals(List.of(), read.homes());
        assertEquals(Optional.empty(), read.theme());
        assertEquals(Pace.USUAL, read.pace());
        assertEquals(
                Duration.ofMillis(150), Arguments.parse("--pace", "150").pace().steady());
    }
}
