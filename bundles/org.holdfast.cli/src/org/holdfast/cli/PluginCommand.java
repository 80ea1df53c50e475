// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Providers of the node, and the plug-ins that bring more. */
@Command(
        name = "plugin",
        description = "Codes, ciphers, compressors and policies: which there are, which are used, how others get in.",
        subcommands = {
            PluginCommand.Listing.class,
            PluginCommand.Prefer.class,
            PluginCommand.Install.class,
            PluginCommand.Remove.class,
            PluginCommand.Rollback.class,
            PluginCommand.Trust.class,
            PluginRecodeCommand.class,
            PluginSignCommand.class,
            PluginVerifyCommand.class,
            PluginStatusCommand.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast plugin prefer coding rs-cauchy-v1"})
public final class PluginCommand {
    private static final String PATH = "/v1/plugins";

    /** {@code plugin list}. */
    @Command(name = "list", description = "Lists the providers of each role.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            context.node().get(PATH, Map.of()).forEach(each -> context.answer(each, describe(each)));
            return 0;
        }
    }

    private static String describe(JsonObject plugin) {
        long bytes = Fields.number(plugin, "bytes_in_use");
        String problem = Fields.text(plugin, "problem");
        return String.format(
                "%-13s %-22s %-9s %-8s %-10s %s %s%s",
                Fields.text(plugin, "role"),
                Fields.text(plugin, "id"),
                Fields.flag(plugin, "preferred") ? "preferred" : "",
                Fields.flag(plugin, "historic") ? "historic" : "",
                bytes == 0 ? "" : Terminal.bytes(bytes),
                Fields.text(plugin, "bundle"),
                Fields.text(plugin, "version"),
                problem.isEmpty() ? "" : "\n    " + Fields.text(plugin, "state") + ": " + problem);
    }

    /** {@code plugin prefer}. */
    @Command(
            name = "prefer",
            description = "Writes new data with another provider from now on; what is stored stays as it is.",
            footer = {"", "Example: holdfast plugin prefer crypto chacha20-poly1305-v1"})
    static final class Prefer implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(
                index = "0",
                paramLabel = "ROLE",
                description = "coding, crypto, crypto.outer, compression or audit.")
        private String role = "";

        @Parameters(index = "1", paramLabel = "ID", description = "As 'plugin list' shows it.")
        private String id = "";

        @Override
        public Integer call() {
            JsonObject body = new JsonObject();
            body.addProperty("role", role);
            body.addProperty("id", id);
            JsonObject now = context.node().call("PUT", PATH, Map.of(), body);
            context.answer(now, "New data are written with " + id + " as " + role + " from now on.");
            return 0;
        }
    }

    /** {@code plugin install}. */
    @Command(
            name = "install",
            description = "Installs a signed jar, or replaces what has its symbolic name, while the node works.",
            footer = {"", "Example: holdfast plugin install our-policy-1.2.jar"})
    static final class Install implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "FILE", description = "The jar.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            String path = context.pathAtNode(file);
            JsonObject done = context.node().call("POST", PATH, Map.of("file", path), null);
            context.answer(done, change(done));
            return 0;
        }
    }

    /** {@code plugin remove}. */
    @Command(
            name = "remove",
            description = "Removes a plug-in, unless stored data need it: then 'plugin recode' comes first.",
            footer = {"", "Example: holdfast plugin remove com.example.our.policy"})
    static final class Remove implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "NAME", description = "Its symbolic name.")
        private String name = "";

        @Override
        public Integer call() {
            JsonObject done = context.node().call("DELETE", PATH, Map.of("name", name), null);
            context.answer(done, change(done));
            return 0;
        }
    }

    /** {@code plugin rollback}. */
    @Command(
            name = "rollback",
            description = "Takes the last 'plugin install', 'remove' or 'prefer' back; said again, the one before.",
            footer = {"", "Example: holdfast plugin rollback"})
    static final class Rollback implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            JsonObject status = context.node().call("POST", "/v1/plugin-rollback", Map.of(), null);
            context.answer(status, PluginStatusCommand.describe(status));
            return 0;
        }
    }

    /** {@code plugin trust}. */
    @Command(
            name = "trust",
            description = "Puts a publisher on the roster: all members then take plug-ins with its signature.",
            footer = {"", "Example: holdfast plugin trust publisher.pem"})
    static final class Trust implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "PEM", description = "The publisher's certificate.")
        private Path certificate = Path.of("");

        @Option(names = "--revoke", description = "Take none any more, and let none run.")
        private boolean revoke;

        @Override
        public Integer call() {
            String path = context.pathAtNode(certificate);
            Map<String, String> query = Map.of("certificate", path, "revoked", String.valueOf(revoke));
            JsonObject publisher = context.node().call("POST", "/v1/publishers", query, null);
            context.answer(
                    publisher,
                    Fields.text(publisher, "name") + " (" + Fields.text(publisher, "fingerprint") + ") is "
                            + Fields.text(publisher, "status") + ".");
            return 0;
        }
    }

    private static String change(JsonObject installed) {
        String before = Fields.text(installed, "before");
        String problem = Fields.text(installed, "problem");
        return Fields.text(installed, "name") + " " + Fields.text(installed, "version") + ": "
                + Fields.text(installed, "change") + (before.isEmpty() ? "." : ", was " + before + ".")
                + (problem.isEmpty() ? "" : "\nNot all of it is used: " + problem + ".");
    }

    /** Only picocli makes one. */
    PluginCommand() {}
}
