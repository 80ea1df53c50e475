// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
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

    private static Set<String> commands(String... arguments) {
        return Main.commandLine(arguments).getSubcommands().keySet();
    }
}
