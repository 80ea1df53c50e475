// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsThereAtTheNextStart() throws IOException {
        Path file = folder.resolve("new/settings");
        ConsoleSettings settings = ConsoleSettings.load(file);
        assertEquals(List.of(), settings.homes());
        assertEquals(Optional.empty(), settings.theme());
        List<NodeHome> homes = List.of(new NodeHome(Path.of("/a b")), new NodeHome(Path.of("/ü=#!")));
        settings.homes(homes);
        settings.theme(Theme.DARK);
        settings.save();
        settings.homes(homes.subList(0, 1));
        settings.homes(homes);
        settings.save();
        assertEquals(homes, ConsoleSettings.load(file).homes());
        assertEquals(Optional.of(Theme.DARK), ConsoleSettings.load(file).theme());
    }

    @Test
    void nothingInTheFileKeepsTheConsoleFromStarting() throws IOException {
        Path file = folder.resolve("settings");
        for (String text : List.of("\\uZZZZ", "home.0=\\u0000", "home.0=\ntheme=purple", "home.0")) {
            Files.writeString(file, text);
            assertEquals(List.of(), ConsoleSettings.load(file).homes(), text);
            assertEquals(Optional.empty(), ConsoleSettings.load(file).theme(), text);
        }
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2});
        assertEquals(List.of(), ConsoleSettings.load(file).homes());
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(List.of(), ConsoleSettings.load(file).homes());
    }
}
