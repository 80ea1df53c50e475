// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsThereAtTheNextStart() throws IOException {
        Path file = folder.resolve("new/settings");
        ConsoleSettings settings = ConsoleSettings.load(file);
        assertEquals(List.of(), settings.places());
        assertEquals(Optional.empty(), settings.theme());
        List<NodePlace> places = List.of(
                new NodeHome(Path.of("/a b")),
                NodeElsewhere.of("[fe80::1%eth0]:7611", Path.of("/passes/ada =.pass")),
                new NodeHome(Path.of("/ü=#!")));
        settings.places(places);
        settings.theme(Theme.DARK);
        settings.save();
        settings.places(places.subList(0, 1));
        settings.places(places);
        settings.save();
        assertEquals(places, ConsoleSettings.load(file).places());
        assertEquals(Optional.of(Theme.DARK), ConsoleSettings.load(file).theme());
    }

    @Test
    void nothingInTheFileKeepsTheConsoleFromStarting() throws IOException {
        Path file = folder.resolve("settings");
        for (String text : List.of(
                "\\uZZZZ",
                "home.0=\\u0000",
                "home.0=\ntheme=purple",
                "home.0",
                "remote.0=host:1",
                "remote.0=host\npass.0=/a",
                "remote.0=h:1\npass.0=\\u0000")) {
            Files.writeString(file, text);
            assertEquals(List.of(), ConsoleSettings.load(file).places(), text);
            assertEquals(Optional.empty(), ConsoleSettings.load(file).theme(), text);
        }
        Files.write(file, new byte[] {(byte) 0xff, 0, 1, 2});
        assertEquals(List.of(), ConsoleSettings.load(file).places());
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(List.of(), ConsoleSettings.load(file).places());
    }
}
