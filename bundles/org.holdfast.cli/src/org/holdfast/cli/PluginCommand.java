// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** Providers present in the node. */
@Command(
        name = "plugin",
        description = "The providers of the node: list.",
        subcommands = {PluginCommand.Listing.class, HelpCommand.class},
        footer = {"", "Example: holdfast plugin list"})
public final class PluginCommand {
    /** {@code plugin list}. */
    @Command(name = "list", description = "Lists the providers of each role.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            context.node().get("/v1/plugins", Map.of()).forEach(each -> context.answer(each, describe(each)));
            return 0;
        }

        private static String describe(JsonObject plugin) {
            return String.format(
                    "%-13s %-20s %-9s %s %s %s",
                    Fields.text(plugin, "role"),
                    Fields.text(plugin, "id"),
                    Fields.flag(plugin, "preferred") ? "preferred" : "",
                    Fields.text(plugin, "bundle"),
                    Fields.text(plugin, "version"),
                    Fields.text(plugin, "state"));
        }
    }

    /** Only picocli makes one. */
    PluginCommand() {}
}
