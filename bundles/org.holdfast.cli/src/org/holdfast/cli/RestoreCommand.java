// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a snapshot, or part of one, back. */
@Command(
        name = "restore",
        description = "Writes a snapshot, one of its folders or one of its files below another folder.",
        footer = {
            "",
            "Example: holdfast restore latest:/home/ada/thesis --to /tmp/back",
            "Example: holdfast restore 3f1c:/home/ada/cv.odt 9a02:/home/ada/cv.odt --to /tmp/versions",
            "Example: holdfast restore latest --to / --overwrite=changed --dry-run"
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(
            paramLabel = "SNAPSHOT[:PATH]",
            arity = "1..*",
            description = "What to restore. Of several, each gets a folder of its own below DIR, by its snapshot.")
    private List<String> what = List.of("latest");

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Where to write; the full source path is built below it.")
    private Path to = Path.of("");

    @Option(
            names = "--overwrite",
            arity = "0..1",
            paramLabel = "always|changed",
            fallbackValue = "always",
            description = "Replace what is there already. Contents are compared, and only what differs is fetched; with"
                    + " 'changed' a file with the right size, time, mode and owner is left without a look inside.")
    private Optional<String> overwrite = Optional.empty();

    @Option(names = "--dry-run", description = "Write nothing; say what would be written, kept and refused.")
    private boolean dryRun;

    @Override
    public Integer call() {
        overwrite.filter(how -> !how.equals("always") && !how.equals("changed")).ifPresent(how -> {
            throw new HoldfastException(
                    ErrorCode.USAGE, "--overwrite", "--overwrite is 'always' or 'changed', not '" + how + "'.");
        });
        List<SnapshotPath> all = what.stream().map(SnapshotPath::parse).toList(); // before anything is written
        if (all.size() == 1) {
            return restore(all.getFirst(), to);
        }
        int worst = 0;
        for (SnapshotPath wanted : all) {
            context.say(wanted + ":");
            worst = Math.max(worst, restore(wanted, to.resolve(wanted.snapshot())));
        }
        return worst;
    }

    private int restore(SnapshotPath wanted, Path target) {
        JsonObject body = new JsonObject();
        body.addProperty("snapshot", wanted.snapshot());
        wanted.path().ifPresent(path -> body.addProperty("path", path));
        body.addProperty("to", context.pathAtNode(target));
        body.addProperty("overwrite", overwrite.isPresent());
        body.addProperty("changed", overwrite.filter("changed"::equals).isPresent());
        body.addProperty("dry_run", dryRun);
        Progress progress = new Progress(context);
        context.node().stream("POST", "/v1/restore", Map.of(), body, progress);
        return finish(context, progress);
    }

    static int finish(Context context, Progress progress) {
        JsonObject restored = progress.last();
        context.answer(restored, describe(restored));
        progress.sayProblems();
        return Fields.number(restored, "errors") == 0 ? 0 : ErrorCode.RESTORE_INCOMPLETE.exit();
    }

    private static String describe(JsonObject restored) {
        long corrected = Fields.number(restored, "corrected_shards");
        long skipped = Fields.number(restored, "bad_shards") - corrected;
        long kept = Fields.number(restored, "kept");
        long errors = Fields.number(restored, "errors");
        String newest = Fields.text(restored, "newest");
        boolean dry = newest.startsWith("This was a dry run");
        return (dry ? "Would restore " : "Restored ") + Terminal.count(Fields.number(restored, "files"), "file") + ", "
                + Terminal.bytes(Fields.number(restored, "bytes")) + " (fetched "
                + Terminal.bytes(Fields.number(restored, "fetched_bytes")) + ") in "
                + Terminal.seconds(Fields.decimal(restored, "seconds")) + "."
                + (newest.isEmpty() ? "" : " " + newest)
                + (kept == 0
                        ? ""
                        : "\n" + Terminal.count(kept, "file")
                                + " of them there already with the right size and time, kept without a look inside;"
                                + " --overwrite compares contents.")
                + (skipped == 0 ? "" : "\n" + Terminal.count(skipped, "bad shard") + " skipped.")
                + (corrected == 0
                        ? ""
                        : "\n" + Terminal.count(corrected, "bad shard")
                                + " had to do, and could be corrected: there were too few good ones. The log names the"
                                + " partners.")
                + (errors == 0 ? "" : "\n" + Terminal.count(errors, "problem") + ":");
    }
}
