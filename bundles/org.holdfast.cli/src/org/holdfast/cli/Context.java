// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Option;

/** What every command has: the node's folder and how to print. */
public final class Context {
    private static final int TERMINAL_WIDTH = 80;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

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

    private final Screen screen = new Screen(System.out, width());
    private long nextLine;

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

    boolean quiet() {
        return quiet;
    }

    public boolean json() {
        return json;
    }

    /** Whether this is for a person, who may be asked something. */
    boolean isForPeople() {
        return !json && !quiet;
    }

    /** An answer: as JSON where that was asked for, else as text. */
    public void answer(JsonObject object, String text) {
        endLine();
        out().println(json ? Terminal.json(object.toString()) : Terminal.safe(text));
    }

    /** A text of this program alone, byte for byte, for another program. */
    public void print(String text) {
        out().print(text);
        out().flush();
    }

    /** A remark for people only. */
    public void say(String text) {
        if (!json && !quiet) {
            endLine();
            out().println(Terminal.safe(text));
        }
    }

    /**
     * Progress: lines that are drawn again on a terminal, one now and then on a pipe, an object with {@code --json}.
     *
     * @param lines for a terminal @param plain for a pipe
     */
    void progress(JsonObject object, Supplier<List<String>> lines, Supplier<String> plain) {
        if (json) {
            out().println(Terminal.json(object.toString()));
        } else if (!quiet && isTerminal()) {
            screen.draw(lines.get());
        } else if (!quiet && isTime()) {
            say(plain.get());
        }
    }

    private boolean isTime() {
        long now = InstantSource.system().millis();
        boolean due = now >= nextLine;
        if (due) {
            boolean first = nextLine == 0;
            nextLine = now + BETWEEN_LINES.toMillis();
            return !first;
        }
        return false;
    }

    /** Whether a person sits there, and lines can be drawn anew. */
    static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    private void endLine() {
        screen.clear();
    }

    /** What a shell says it is; most do not. */
    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : TERMINAL_WIDTH;
    }

    private static PrintStream out() {
        return System.out;
    }
}
