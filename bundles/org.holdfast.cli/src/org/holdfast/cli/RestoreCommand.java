// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a snapshot, or part of one, back. */
@Command(
        name = "restore",
        description = "Writes a snapshot, one of its folders or one of its files below another folder.",
        footer = {"", "Example: holdfast restore latest:/home/ada/thesis --to /tmp/back"})
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "SNAPSHOT[:PATH]")
    private String what = "latest";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Where to write; the full source path is built below it.")
    private Path to = Path.of("");

    @Option(
            names = "--overwrite",
            description = "Replace what is there already; contents are compared, and only what differs is fetched.")
    private boolean overwrite;

    @Override
    public Integer call() {
        SnapshotPath wanted = SnapshotPath.parse(what);
        JsonObject body = new JsonObject();
        body.addProperty("snapshot", wanted.snapshot());
        wanted.path().ifPresent(path -> body.addProperty("path", path));
        body.addProperty("to", context.pathAtNode(to));
        body.addProperty("overwrite", overwrite);
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
        return "Restored " + Terminal.count(Fields.number(restored, "files"), "file") + ", "
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
