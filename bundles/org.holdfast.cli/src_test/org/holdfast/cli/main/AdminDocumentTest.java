// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What an admin copies out of the documents is understood: commands by this program, units by systemd's rules. */
class AdminDocumentTest {
    private static final Path DOCS = Path.of("../../docs");
    /** Where an installation comes from, by the folder that it is in on the machine of the example. */
    private static final Map<Path, Path> INSTALLED = Map.of(
            Path.of("/opt/holdfast"), Path.of("../../features/org.holdfast.feature.cli/rootfiles"),
            Path.of("/opt/holdfast-broker"), Path.of("../../features/org.holdfast.feature.broker/rootfiles"));

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```([a-z]*)\n(.*?)^ *```$");
    private static final Pattern COMMAND = Pattern.compile("(?:^|\\s{2,}|&& )holdfast ([a-z][^#|>&]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final Map<String, Set<String>> UNIT_KEYS = Map.of(
            "[Unit]", Set.of("Description", "After", "Wants"),
            "[Service]",
                    Set.of(
                            "Type",
                            "Environment",
                            "ExecStart",
                            "ExecStop",
                            "SuccessExitStatus",
                            "Restart",
                            "TimeoutStopSec",
                            "User",
                            "NoNewPrivileges",
                            "OOMScoreAdjust"),
            "[Install]", Set.of("WantedBy"));

    private static List<String> blocks(String file, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(DOCS.resolve(file)));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin.md", "recovery.md"})
    void everyCommandOfTheExamplesIsOne(String file) throws IOException {
        Set<String> seen = new HashSet<>();
        for (String block : blocks(file, "")) {
            for (String line : block.split("\n")) {
                Matcher command = COMMAND.matcher(line);
                while (command.find()) {
                    String[] words = words(command.group(1));
                    seen.add(words[0]);
                    new CommandLine(Main.commandLine(words).getCommandSpec()).parseArgs(words);
                }
            }
        }
        assertTrue(seen.size() > 4, seen::toString);
    }

    private static String[] words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .toArray(String[]::new);
    }

    @Test
    void unitsHaveOnlyKnownKeysAndNameScriptsThatExist() throws IOException {
        List<String> units = blocks("admin.md", "ini");
        assertEquals(3, units.size());
        for (String unit : units) {
            String section = "";
            for (String line : unit.strip().split("\n")) {
                if (line.startsWith("[")) {
                    section = line;
                } else if (!line.isBlank()) {
                    check(section, line);
                }
            }
        }
    }

    private static void check(String section, String line) {
        String[] parts = line.split("=", 2);
        assertEquals(2, parts.length, line);
        assertTrue(UNIT_KEYS.getOrDefault(section, Set.of()).contains(parts[0]), section + " " + line);
        if (parts[0].startsWith("Exec")) {
            Path script = Path.of(parts[1].split(" ")[0]);
            Path source = INSTALLED.get(script.getParent().getParent());
            assertTrue(source != null && Files.exists(source.resolve("bin").resolve(script.getFileName())), line);
            assertFalse(parts[1].contains("'") || parts[1].contains("|"), "no shell reads it: " + line);
        }
    }
}
