// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done, or is told, where no node runs. */
class CommandsWithoutNodeTest {
    @TempDir
    Path home;

    private Path settings() {
        return home.resolve("etc/org.holdfast.node.cfg");
    }

    @Test
    void initWithoutAConfederationSaysHowToNameOne() {
        Ran ran = Ran.of(new InitCommand(), "--home", home.toString());
        assertEquals(ErrorCode.USAGE.exit(), ran.exit(), ran.error());
        assertTrue(ran.error().contains("--confederation"), ran.error());
        assertTrue(ran.error().contains("--join"), ran.error());
        assertFalse(Files.exists(home.resolve("identity")));
    }

    @Test
    void aSettingIsChangedInTheFileAndAllElseThereStays() throws IOException {
        Ran.of(new InitCommand(), "--home", home.toString(), "--confederation", "test", "--name", "n", "--quiet");
        List<String> before = Files.readAllLines(settings());
        assertEquals(0, set("node.port", "7611").exit());
        assertEquals(0, set("node.port", "0").exit());
        List<String> after = Files.readAllLines(settings());
        assertEquals(before, after.subList(0, before.size()));
        assertEquals(List.of("node.port = 0"), after.subList(before.size(), after.size()));
        assertEquals(
                ErrorCode.CONFIG_INVALID.exit(), set("node.port", "1\nsite = x").exit());
        assertEquals(after, Files.readAllLines(settings()));
    }

    private Ran set(String key, String value) {
        return Ran.of(new ConfigCommand.Set(), key, value, "--home", home.toString(), "--quiet");
    }

    @Test
    void whereNoNodeWasMadeASettingHasNoPlace() {
        assertEquals(ErrorCode.HOME_MISSING.exit(), set("node.port", "0").exit());
    }

    @Test
    void whatKeptTheNodeFromStartingIsToldWithItsCode() throws IOException {
        Path file = home.resolve("run/start-failure");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "PORT_IN_USE\nport 7610\nThe port 7610 is taken.\nSet node.port.\n");
        HoldfastException failure = new Home(home).startFailure().orElseThrow();
        assertEquals(ErrorCode.PORT_IN_USE, failure.code());
        assertEquals("port 7610", failure.subject());
        assertEquals("The port 7610 is taken.\nSet node.port.", failure.getMessage());
        new Home(home).forgetStartFailure();
        assertTrue(new Home(home).startFailure().isEmpty());
    }
}
