// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is backed up. */
@Command(
        name = "source",
        description = "What to back up: add, list, remove.",
        subcommands = {
            SourceCommand.Add.class,
            SourceCommand.Listing.class,
            SourceCommand.Remove.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast source add ~/Documents --exclude '*.tmp'"})
public final class SourceCommand {
    /** {@code source add}. */
    @Command(name = "add", description = "Adds a directory tree or a file.")
    static final class Add implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "PATH", description = "What to back up.")
        private Path path = Path.of("");

        @Option(
                names = "--exclude",
                paramLabel = "GLOB",
                description = "What to leave out, relative to PATH; may be repeated.")
        private List<String> exclude = new ArrayList<>();

        @Option(names = "--one-file-system", description = "Stay on the file system of PATH.")
        private boolean oneFileSystem;

        @Override
        public Integer call() {
            JsonObject body = new JsonObject();
            body.addProperty("path", path.toAbsolutePath().normalize().toString());
            JsonArray globs = new JsonArray();
            exclude.forEach(globs::add);
            body.add("exclude", globs);
            body.addProperty("one_file_system", oneFileSystem);
            JsonObject added = context.node().call("POST", "/v1/sources", Map.of(), body);
            context.answer(
                    added, "Added " + Fields.text(added, "path") + ". 'holdfast backup --wait' backs it up now.");
            return 0;
        }
    }

    /** {@code source list}. */
    @Command(name = "list", description = "Lists what is backed up.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            List<JsonObject> sources = context.node().get("/v1/sources", Map.of());
            sources.forEach(each -> context.answer(each, describe(each)));
            if (sources.isEmpty()) {
                context.say("Nothing yet. 'holdfast source add PATH' adds a tree.");
            }
            return 0;
        }

        private static String describe(JsonObject source) {
            String without = String.join(", ", Fields.texts(source, "exclude"));
            return Fields.text(source, "path") + (without.isEmpty() ? "" : "  (without " + without + ")");
        }
    }

    /** {@code source remove}. */
    @Command(name = "remove", description = "No longer backs up a tree; what was kept of it stays.")
    static final class Remove implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "PATH")
        private Path path = Path.of("");

        @Override
        public Integer call() {
            String removed = path.toAbsolutePath().normalize().toString();
            context.node().call("DELETE", "/v1/sources", Map.of("path", removed), null);
            JsonObject object = new JsonObject();
            object.addProperty("type", "source_removed");
            object.addProperty("path", removed);
            context.answer(object, "Removed " + removed + ".");
            return 0;
        }
    }

    /** Only picocli makes one. */
    SourceCommand() {}
}
