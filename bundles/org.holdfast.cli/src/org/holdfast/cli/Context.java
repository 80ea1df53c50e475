// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command has: the node's folder and how to print. */
public final class Context {
    private static final int TERMINAL_WIDTH = 79;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The node's data folder (else $HOLDFAST_HOME, else ~/.holdfast).")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Option(names = "--quiet", description = "Only what was asked for, and errors.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Explains this command.")
    private boolean help;

    private boolean lineOpen;

    /** Only picocli makes one. */
    public Context() {}

    public Home home() {
        return new Home(home.orElseGet(Home::usual).toAbsolutePath().normalize());
    }

    public NodeClient node() {
        return NodeClient.of(home());
    }

    boolean quiet() {
        return quiet;
    }

    public boolean json() {
        return json;
    }

    /** An answer: as JSON where that was asked for, else as text. */
    public void answer(JsonObject object, String text) {
        endLine();
        out().println(json ? object.toString() : Terminal.safe(text));
    }

    /** A remark for people only. */
    public void say(String text) {
        if (!json && !quiet) {
            endLine();
            out().println(Terminal.safe(text));
        }
    }

    /** Progress: one line that is overwritten on a terminal, nothing on a pipe, an object with {@code --json}. */
    public void progress(JsonObject object, String text) {
        if (json) {
            out().println(object);
        } else if (!quiet && System.console() != null && System.console().isTerminal()) {
            String line = Terminal.safe(text);
            String shown = line.length() > TERMINAL_WIDTH ? line.substring(0, TERMINAL_WIDTH) : line;
            out().print("\r" + shown + " ".repeat(TERMINAL_WIDTH - shown.length()));
            out().flush();
            lineOpen = true;
        }
    }

    private void endLine() {
        if (lineOpen) {
            out().print("\r" + " ".repeat(TERMINAL_WIDTH) + "\r");
            lineOpen = false;
        }
    }

    private static PrintStream out() {
        return System.out;
    }
}
