// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Option;

/** What every command has: the node's folder and how to print. */
public final class Context {
    private static final int TERMINAL_WIDTH = 79;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The node's data folder (else $HOLDFAST_HOME, else ~/.holdfast).")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--remote", paramLabel = "HOST:PORT", description = "Asks the node there instead, with --pass.")
    private Optional<String> remote = Optional.empty();

    @Option(names = "--pass", paramLabel = "FILE", description = "What 'holdfast remote allow' wrote at that node.")
    private Optional<Path> pass = Optional.empty();

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

    /** @throws HoldfastException USAGE if a node elsewhere is meant: this is for what works on files of this machine */
    public Home home() {
        if (isRemote()) {
            throw usage("--remote", "This works on the data folder of this machine: it does not go with --remote.");
        }
        return new Home(home.orElseGet(Home::usual).toAbsolutePath().normalize());
    }

    /** Whether a node elsewhere is meant. @throws HoldfastException USAGE if only half of it was said */
    boolean isRemote() {
        if (remote.isPresent() != pass.isPresent()) {
            throw usage("--remote", "--remote HOST:PORT and --pass FILE go together.");
        }
        return remote.isPresent();
    }

    private static HoldfastException usage(String subject, String message) {
        return new HoldfastException(ErrorCode.USAGE, subject, message);
    }

    public NodeClient node() {
        return isRemote() ? NodeClient.elsewhere(remote.orElseThrow(), pass.orElseThrow()) : NodeClient.of(home());
    }

    /**
     * A path on the machine of the node, for a call.
     *
     * @throws HoldfastException USAGE if it is relative and the node is elsewhere: there is no folder that it starts from
     */
    String pathAtNode(Path path) {
        if (isRemote() && !path.isAbsolute()) {
            throw usage(
                    path.toString(), "With --remote a path is one of that machine, and absolute; " + path + " is not.");
        }
        return path.toAbsolutePath().normalize().toString();
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
