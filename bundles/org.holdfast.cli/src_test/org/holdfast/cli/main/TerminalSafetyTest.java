// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.cli.Failures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Names of files, machines and snapshots are chosen by strangers: no view lets one drive the terminal or forge a line. */
@Tag("G")
class TerminalSafetyTest {
    @TempDir
    Path folder;

    private record Shown(int exit, String out, String error) {}

    private Shown run(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        StringWriter error = new StringWriter();
        PrintStream before = System.out;
        InputStream asked = System.in;
        System.setIn(InputStream.nullInputStream()); // nobody answers what 'pair' asks
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            String[] all = Stream.concat(Stream.of(words), Stream.of("--home", folder.toString()))
                    .toArray(String[]::new);
            CommandLine line = Main.commandLine(all).setErr(new PrintWriter(error));
            int exit = Failures.execute(line, all);
            return new Shown(exit, said.toString(StandardCharsets.UTF_8), error.toString());
        } finally {
            System.setOut(before);
            System.setIn(asked);
        }
    }

    private static void assertHarmless(String text) {
        text.codePoints().forEach(c -> {
            boolean disturbs = Character.isISOControl(c) && c != '\n'
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE
                    || c == 0x2028
                    || c == 0x2029;
            assertFalse(disturbs, () -> String.format("U+%04X in %s", c, text));
        });
        assertTrue(text.lines().noneMatch("SAFE: yes"::equals), () -> "a forged line in " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "health",
                "doctor",
                "source list",
                "source add /x",
                "backup --wait",
                "snapshots",
                "ls latest:/",
                "find **",
                "diff a b",
                "restore latest --to /nowhere",
                "partner list",
                "partner show evil",
                "partner why evil",
                "partner history evil",
                "partner away --days 3",
                "partner leave --yes",
                "audit",
                "repair",
                "forget --keep-last 1",
                "prune",
                "release",
                "twin",
                "pair evil",
                "pair --list",
                "member list",
                "admin list",
                "ca list",
                "plugin list",
                "plugin status",
                "plugin install x.jar",
                "config get evil",
                "config describe",
                "config set evil evil",
                "invite",
                "log"
            })
    void noViewLetsAnEscapeSequenceThrough(String command) throws IOException {
        try (HostileNode _ = new HostileNode(folder, false)) {
            Shown shown = run(command.split(" "));
            assertHarmless(shown.out());
            assertHarmless(shown.error());
            assertFalse(shown.error().contains("[INTERNAL]"), shown::error);
            boolean figuresOnly = List.of("prune", "release", "repair", "forget --keep-last 1", "partner leave --yes")
                    .contains(command);
            assertTrue(
                    figuresOnly || (shown.out() + shown.error()).contains("evil"), () -> "nothing was shown: " + shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshots", "log", "partner list"})
    void jsonSaysTheSameAndIsHarmlessOnATerminalToo(String command) throws IOException {
        try (HostileNode _ = new HostileNode(folder, false)) {
            Shown shown = run(Stream.concat(Stream.of(command.split(" ")), Stream.of("--json"))
                    .toArray(String[]::new));
            assertHarmless(shown.out());
            for (String line : shown.out().lines().toList()) {
                String name = JsonParser.parseString(line)
                        .getAsJsonObject()
                        .get("name")
                        .getAsString();
                assertEquals(HostileNode.TEXT, name);
            }
        }
    }

    @Test
    void errorsOfANodeAreOneLine() throws IOException {
        try (HostileNode _ = new HostileNode(folder, true)) {
            Shown shown = run("snapshots");
            assertHarmless(shown.error());
            assertEquals(1, shown.error().lines().count(), shown::error);
            Shown json = run("snapshots", "--json");
            assertHarmless(json.error());
            assertEquals(1, json.error().lines().count(), json::error);
        }
    }

    @Test
    void whatThePersonTypedIsNoExceptionEither() {
        Shown shown = run("ls", "--\u001b[2Jx");
        assertEquals(2, shown.exit());
        assertHarmless(shown.error());
    }
}
