// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Opens the web page of the node. The address has a ticket in it, and other users of the machine see what processes are
 * started with; so a browser that is started here gets a file that only this user can read, which leads to the page.
 */
@Command(
        name = "web",
        description = {
            "Prints the address of the node's web page, good for one browser, once, within a minute.",
            "The page works on this machine only. It ends with 'Leave', after two hours in which nobody looks at it,"
                    + " and with the node."
        },
        footer = {"", "Example: holdfast web --open"})
public final class WebCommand implements Callable<Integer> {
    /** Starts a program and does not wait for it. */
    @FunctionalInterface
    interface Starter {
        void start(List<String> command) throws IOException;
    }

    private final Starter starter;

    @Mixin
    private final Context context = new Context();

    @Option(names = "--open", description = "Opens it in your browser, too.")
    private boolean open;

    @Option(
            names = "--role",
            defaultValue = "operator",
            description = "What the page may do: viewer, operator or custodian (${DEFAULT-VALUE}).")
    private String role = "";

    public WebCommand() {
        this(WebCommand::start);
    }

    WebCommand(Starter starter) {
        this.starter = starter;
    }

    private static void start(List<String> command) throws IOException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public Integer call() {
        if (AccessRole.of(role).isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.USAGE, role, "A role is viewer, operator or custodian, not '" + role + "'.");
        }
        Home home = context.home();
        NodeClient node = NodeClient.of(home);
        int port = home.door().orElseThrow(() -> stopped(home)).port();
        JsonObject ticket = node.call("POST", "/v1/tickets", Map.of("role", role), null);
        String address = "http://127.0.0.1:" + port + Fields.text(ticket, "path");
        ticket.addProperty("address", address);
        context.answer(ticket, address);
        context.say("Open it in a browser on this machine within " + Fields.number(ticket, "seconds")
                + " s. It works once.");
        if (open) {
            open(home.path().resolve("run/web.html"), address);
        }
        return 0;
    }

    private static HoldfastException stopped(Home home) {
        return new HoldfastException(
                ErrorCode.NODE_NOT_RUNNING,
                home.path().toString(),
                "The node in " + home.path() + " was stopped meanwhile. 'holdfast start' starts it.");
    }

    private void open(Path file, String address) {
        PrivateFile page = new PrivateFile(file);
        page.delete();
        page.write(leadingTo(address));
        try {
            starter.start(opener(System.getProperty("os.name"), file));
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "--open",
                    "No program was found that opens a browser (" + e.getMessage()
                            + "). Open the address yourself: it is printed above.",
                    e);
        }
    }

    /** A page that goes on to the address. It is this program's and the node's own text, in characters of addresses. */
    static String leadingTo(String address) {
        return "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                + "<meta http-equiv=\"refresh\" content=\"0; url=" + address + "\"><title>Holdfast</title>"
                + "<a href=\"" + address + "\">Holdfast</a>\n";
    }

    static List<String> opener(String system, Path file) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", file.toString());
        }
        return List.of(name.contains("mac") ? "open" : "xdg-open", file.toString());
    }
}
