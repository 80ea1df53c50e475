// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.holdfast.cli.Failures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bash completes what a person begins to type. */
@Tag("G")
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder;

    private static String script(String shell) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, Failures.execute(Main.commandLine("completion"), "completion", shell));
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** What bash offers for the last of these words. */
    private Set<String> offered(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script"), script("bash"));
        String line = "holdfast " + String.join(" ", words);
        // The built-in compopt works only where bash itself asks.
        String program = "compopt() { :; }\nsource " + script + "\nCOMP_WORDS=(" + line
                + (words[words.length - 1].isEmpty() ? " ''" : "")
                + ")\nCOMP_CWORD=" + words.length + "\nCOMP_LINE='" + line + "'\nCOMP_POINT=${#COMP_LINE}\n"
                + "_complete_holdfast\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        Process bash = new ProcessBuilder(BASH.toString(), "--norc", "--noprofile", "-c", program)
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(bash.waitFor(20, TimeUnit.SECONDS), "bash goes on");
        assertEquals(0, bash.exitValue(), said);
        return new TreeSet<>(
                said.lines().map(String::strip).filter(each -> !each.isEmpty()).toList());
    }

    @Test
    void commandsSubcommandsAndOptionsAreCompleted() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "there is no bash here");
        assertEquals(Set.of("doctor"), offered("doc"));
        assertTrue(offered("re").containsAll(Set.of("restore", "recover", "repair", "release")));
        assertTrue(offered("partner", "").containsAll(Set.of("list", "show", "why", "away", "leave")));
        assertEquals(Set.of("--wait"), offered("backup", "--w"));
        assertTrue(offered("init", "--").containsAll(Set.of("--name", "--site", "--join", "--json")));
    }

    @Test
    void zshIsToldHowToReadItFirst() {
        String script = script("zsh");
        assertTrue(script.startsWith("autoload -U +X bashcompinit && bashcompinit\n"), script.substring(0, 80));
        assertTrue(script.endsWith(script("bash")));
    }

    @Test
    void anotherShellIsRefused() {
        assertEquals(2, Failures.execute(Main.commandLine("completion"), "completion", "fish"));
        assertEquals(
                List.of(),
                script("bash").lines().filter(line -> line.contains("\u001b")).toList());
    }
}
