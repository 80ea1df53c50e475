// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settings. */
@Command(
        name = "config",
        description = "The node's settings: get, set, describe.",
        subcommands = {ConfigCommand.Get.class, ConfigCommand.Set.class, ConfigCommand.Describe.class, HelpCommand.class
        },
        footer = {"", "Example: holdfast config set redundancy 6+4"})
public final class ConfigCommand {
    /** The file of the node itself, whose settings {@code /v1/config} has with their values. */
    private static final String NODE = "org.holdfast.node";

    private static List<JsonObject> all(Context context) {
        return context.node().get("/v1/config", Map.of());
    }

    /** {@code config get}. */
    @Command(name = "get", description = "Shows one setting.")
    static final class Get implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "KEY")
        private String key = "";

        @Override
        public Integer call() {
            JsonObject setting = all(context).stream()
                    .filter(each -> Fields.text(each, "key").equals(key))
                    .findFirst()
                    .orElseThrow(() -> unknown(key));
            context.answer(setting, Fields.text(setting, "value"));
            return 0;
        }
    }

    /** {@code config set}. */
    @Command(name = "set", description = "Changes one setting, at once; where no node runs, from its next start on.")
    static final class Set implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(index = "0", paramLabel = "KEY")
        private String key = "";

        @Parameters(index = "1", paramLabel = "VALUE")
        private String value = "";

        @Option(
                names = "--expected",
                paramLabel = "VALUE",
                description = "Only if it is this now: whoever changes it at the same time is not overruled.")
        private Optional<String> expected = Optional.empty();

        @Override
        public Integer call() {
            Optional<NodeClient> node = node();
            if (node.isPresent()) {
                JsonObject wanted = setting(key, value);
                expected.ifPresent(text -> wanted.addProperty("expected", text));
                JsonObject setting = node.get().call("PUT", "/v1/config", Map.of(), wanted);
                context.answer(setting, key + " = " + Fields.text(setting, "value"));
            } else {
                write(context.home());
            }
            return 0;
        }

        private Optional<NodeClient> node() {
            if (context.isRemote()) {
                return Optional.of(context.node());
            }
            Home home = context.home();
            home.mustBeInitialised();
            return NodeClient.find(home);
        }

        private void write(Home home) {
            if (expected.isPresent()) {
                throw new HoldfastException(
                        ErrorCode.NODE_NOT_RUNNING, key, "Only a running node knows what '" + key + "' is now.");
            }
            ConfigFile.change(home, Map.of(key, value));
            context.answer(setting(key, value), key + " = " + value + "; the node checks it when it starts.");
        }
    }

    /** Changes a setting of a running node. @throws HoldfastException CONFIG_INVALID */
    static JsonObject change(NodeClient node, String key, String value) {
        return node.call("PUT", "/v1/config", Map.of(), setting(key, value));
    }

    private static JsonObject setting(String key, String value) {
        JsonObject setting = new JsonObject();
        setting.addProperty("type", "config");
        setting.addProperty("key", key);
        setting.addProperty("value", value);
        return setting;
    }

    /** {@code config describe}. */
    @Command(
            name = "describe",
            description = "Explains every setting, or one: by its key, or all of a provider's file by its name.",
            footer = {
                "",
                "Example: holdfast config describe redundancy",
                "         holdfast config describe org.holdfast.transport.tls"
            })
    static final class Describe implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "KEY", arity = "0..1", description = "A key, or the name of a file in etc/.")
        private Optional<String> wanted = Optional.empty();

        @Override
        public Integer call() {
            List<JsonObject> found =
                    everything().stream().filter(this::isWanted).toList();
            if (found.isEmpty()) {
                throw unknown(wanted.orElse(""));
            }
            found.forEach(each -> context.answer(each, describe(each)));
            return 0;
        }

        /** The node's settings with their values, then what files of providers may say. */
        private List<JsonObject> everything() {
            List<JsonObject> everything = new ArrayList<>(all(context));
            context.node().get("/v1/settings", Map.of()).stream()
                    .filter(each -> !Fields.text(each, "pid").equals(NODE))
                    .forEach(everything::add);
            return everything;
        }

        private boolean isWanted(JsonObject setting) {
            return wanted.map(name -> name.equals(Fields.text(setting, "key"))
                            || name.replaceFirst("\\.cfg$", "").equals(Fields.text(setting, "pid")))
                    .orElse(true);
        }

        private static String describe(JsonObject setting) {
            String range = Fields.text(setting, "range");
            String file = Fields.text(setting, "pid");
            return Fields.text(setting, "key")
                    + (file.isEmpty() ? " = " + Fields.text(setting, "value") : " in etc/" + file + ".cfg")
                    + "  (default " + Fields.text(setting, "default_value")
                    + (range.isEmpty() ? "" : "; " + range) + ")\n    "
                    + Fields.text(setting, "description");
        }
    }

    private static HoldfastException unknown(String key) {
        return new HoldfastException(
                ErrorCode.CONFIG_INVALID,
                key,
                "There is no setting '" + key + "'. 'holdfast config describe' lists them.");
    }

    /** Only picocli makes one. */
    ConfigCommand() {}
}
