// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Only the commands that are needed are made, and no fewer. */
class MainTest {
    @Test
    void aCommandComesAlone() {
        assertEquals(Set.of("status"), commands("status", "--json"));
        assertEquals(Set.of(), commands("--version"));
    }

    @Test
    void whoAsksForHelpOrMistypesGetsAll() {
        int all = commands().size();
        assertTrue(all > 25, all + " commands");
        assertEquals(all, commands("help", "backup").size());
        assertEquals(all, commands("--help").size());
        assertEquals(all, commands("statsu").size());
    }

    @Test
    void helpExplainsACommand() {
        var said = new StringWriter();
        CommandLine line = Main.commandLine("help", "backup").setOut(new PrintWriter(said));
        assertEquals(0, line.execute("help", "backup"));
        assertTrue(said.toString().contains("Usage: holdfast backup"), said.toString());
    }

    @Test
    void everyCommandAndEveryGroupExplainsItself() {
        List<String> mute = new ArrayList<>();
        explain(Main.commandLine("--help"), List.of(), mute);
        assertEquals(List.of(), mute);
    }

    private static void explain(CommandLine below, List<String> path, List<String> mute) {
        below.getSubcommands().forEach((name, command) -> {
            List<String> here = new ArrayList<>(path);
            here.add(name);
            if (!name.equals("help")) {
                List<String> asked = new ArrayList<>(here);
                asked.add("--help");
                var said = new StringWriter();
                String[] arguments = asked.toArray(String[]::new);
                CommandLine line = Main.commandLine(arguments).setOut(new PrintWriter(said));
                if (line.execute(arguments) != 0
                        || !said.toString().contains("Usage: holdfast " + String.join(" ", here))) {
                    mute.add(String.join(" ", here) + ": " + said);
                }
                explain(command, here, mute);
            }
        });
    }

    private static Set<String> commands(String... arguments) {
        return Main.commandLine(arguments).getSubcommands().keySet();
    }
}
