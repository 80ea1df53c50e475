// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is backed up. */
@Command(
        name = "source",
        description = "What to back up and when: add, schedule, list, remove.",
        subcommands = {
            SourceCommand.Add.class,
            SourceCommand.Scheduling.class,
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

        @Option(
                names = "--schedule",
                paramLabel = "SCHEDULE",
                description = "When: manual, hourly, daily, weekly, 'every 6h', or cron as '30 21 * * mon-fri'."
                        + " Default: the setting backup.schedule.")
        private Optional<String> schedule = Optional.empty();

        @Override
        public Integer call() {
            JsonObject body = new JsonObject();
            body.addProperty("path", path.toAbsolutePath().normalize().toString());
            JsonArray globs = new JsonArray();
            exclude.forEach(globs::add);
            body.add("exclude", globs);
            body.addProperty("one_file_system", oneFileSystem);
            schedule.ifPresent(wanted -> body.addProperty("schedule", wanted));
            JsonObject added = context.node().call("POST", "/v1/sources", Map.of(), body);
            context.answer(
                    added,
                    "Added " + Fields.text(added, "path") + ", to be backed up "
                            + SourceText.schedule(Fields.text(added, "schedule"))
                            + ". 'holdfast backup --wait' backs it up now.");
            return 0;
        }
    }

    /** {@code source schedule}. */
    @Command(
            name = "schedule",
            description = "Says when a source is backed up; 'default' makes it follow the setting backup.schedule.",
            footer = {"", "Example: holdfast source schedule ~/Documents '30 21 * * mon-fri'"})
    static final class Scheduling implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(index = "0", paramLabel = "PATH")
        private Path path = Path.of("");

        @Parameters(
                index = "1",
                paramLabel = "SCHEDULE",
                description = "manual, hourly, daily, weekly, 'every 6h', five fields of cron, or default.")
        private String schedule = "";

        @Override
        public Integer call() {
            String meant = path.toAbsolutePath().normalize().toString();
            JsonObject source =
                    context.node().call("PUT", "/v1/sources", Map.of("path", meant, "schedule", schedule), null);
            context.answer(
                    source, meant + " is backed up " + SourceText.schedule(Fields.text(source, "schedule")) + ".");
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
            sources.forEach(each -> context.answer(each, SourceText.line(each)));
            if (sources.isEmpty()) {
                context.say("Nothing yet. 'holdfast source add PATH' adds a tree.");
            }
            return 0;
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
