// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every user of the machine may do without being its admin: get back what is stored as that user's. */
@Command(
        name = "own",
        description = {
            "Your own files in the snapshots of this machine, without its admin: what was stored as yours, and nothing"
                    + " else. Files are written with your rights.",
            "The admin has to allow it once ('users.socket')."
        },
        subcommands = {OwnCommand.Snapshots.class, OwnCommand.Ls.class, OwnCommand.Restore.class, HelpCommand.class},
        footer = {"", "Example: holdfast own restore latest:/home/ada/thesis.odt --to /home/ada/back"})
public final class OwnCommand {
    /** Only picocli makes one. */
    OwnCommand() {}

    /** Where to ask. */
    static final class Socket {
        @Option(
                names = "--socket",
                paramLabel = "FILE",
                description = "Where the node listens (else $HOLDFAST_USERS_SOCKET, else /run/holdfast/users).")
        private Optional<Path> place = Optional.empty();

        OwnFilesClient client(Context context) {
            if (context.isRemote()) {
                throw new HoldfastException(
                        ErrorCode.USAGE,
                        "--remote",
                        "A node knows only the users of its own machine: leave out --remote.");
            }
            return new OwnFilesClient(place.orElseGet(() ->
                    Path.of(Environment.SYSTEM.get("HOLDFAST_USERS_SOCKET").orElse("/run/holdfast/users"))));
        }
    }

    private static JsonObject question(String ask, SnapshotPath of, boolean recursive) {
        JsonObject question = new JsonObject();
        question.addProperty("ask", ask);
        question.addProperty("snapshot", of.snapshot());
        question.addProperty("path", of.path().orElse("/"));
        question.addProperty("recursive", recursive);
        return question;
    }

    /** {@code own snapshots}. */
    @Command(name = "snapshots", description = "Shows when snapshots were made.")
    static final class Snapshots implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Mixin
        private final Socket socket = new Socket();

        @Override
        public Integer call() {
            JsonObject question = new JsonObject();
            question.addProperty("ask", "snapshots");
            socket.client(context)
                    .ask(
                            question,
                            (each, bytes) ->
                                    context.answer(each, Fields.text(each, "id") + "  " + Fields.text(each, "time")));
            return 0;
        }
    }

    /** {@code own ls}. */
    @Command(name = "ls", description = "Shows what is yours in a folder of a snapshot.")
    static final class Ls implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Mixin
        private final Socket socket = new Socket();

        @Parameters(paramLabel = "SNAPSHOT[:PATH]", arity = "0..1", description = "latest is a snapshot.")
        private String what = "latest";

        @Option(
                names = {"-r", "--recursive"},
                description = "Everything below, too.")
        private boolean recursive;

        @Override
        public Integer call() {
            socket.client(context)
                    .ask(
                            question("list", SnapshotPath.parse(what), recursive),
                            (each, bytes) -> context.answer(
                                    each,
                                    Fields.text(each, "mode") + "  " + Fields.text(each, "modified") + "  "
                                            + Fields.text(each, "path")));
            return 0;
        }
    }

    /** {@code own restore}. */
    @Command(
            name = "restore",
            description = {
                "Restores what is yours at a path: content, permissions and times. Writes DIR and the whole path below"
                        + " it.",
                "Nothing that is there is changed without --overwrite."
            })
    static final class Restore implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Mixin
        private final Socket socket = new Socket();

        @Parameters(paramLabel = "SNAPSHOT[:PATH]")
        private String what = "";

        @Option(names = "--to", required = true, paramLabel = "DIR", description = "A folder of yours.")
        private Path to = Path.of("");

        @Option(names = "--overwrite", description = "Takes the place of files that are there.")
        private boolean overwrite;

        @Override
        public Integer call() {
            try (OwnFilesWriter writer = new OwnFilesWriter(to, overwrite)) {
                socket.client(context).ask(question("read", SnapshotPath.parse(what), true), writer::take);
                writer.end();
                return report(writer);
            }
        }

        private int report(OwnFilesWriter writer) {
            JsonObject restored = new JsonObject();
            restored.addProperty("type", "own_restored");
            restored.addProperty("files", writer.files());
            restored.addProperty("bytes", writer.bytes());
            restored.addProperty("errors", writer.problems().size());
            context.answer(
                    restored,
                    "Restored " + Terminal.count(writer.files(), "file") + ", " + Terminal.bytes(writer.bytes()) + ".");
            writer.problems().forEach(context::say);
            return writer.problems().isEmpty() ? 0 : ErrorCode.RESTORE_INCOMPLETE.exit();
        }
    }
}
