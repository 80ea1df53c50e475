// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up now. */
@Command(
        name = "backup",
        description = "Backs up all sources now.",
        footer = {"", "Example: holdfast backup --wait"})
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Option(
            names = "--wait",
            description = "Return when the snapshot is FULL, or PROTECTED while a partner stays away.")
    private boolean wait;

    @Override
    public Integer call() {
        Progress progress = new Progress(context);
        context.node().stream("POST", "/v1/backup", Map.of("wait", String.valueOf(wait)), null, progress);
        JsonObject snapshot = progress.last();
        context.answer(snapshot, wait ? describe(snapshot) : begun(snapshot));
        progress.sayProblems();
        return Fields.list(snapshot, "problems").isEmpty() ? 0 : ErrorCode.SOURCE_UNREADABLE.exit();
    }

    private static String begun(JsonObject snapshot) {
        return Fields.text(snapshot, "state").equals("WAITING")
                ? "There are too few partners yet. The backup begins by itself when they are there; 'holdfast status'"
                        + " says how many are missing."
                : "The backup has begun.";
    }

    private static String describe(JsonObject snapshot) {
        int problems = Fields.list(snapshot, "problems").size();
        return "Snapshot " + Fields.text(snapshot, "id") + " is " + Fields.text(snapshot, "state") + ": "
                + Terminal.count(Fields.number(snapshot, "files"), "file") + ", "
                + Terminal.bytes(Fields.number(snapshot, "bytes")) + " (new "
                + Terminal.bytes(Fields.number(snapshot, "new_bytes")) + ", stored "
                + Terminal.bytes(Fields.number(snapshot, "stored_bytes")) + " at "
                + Fields.number(snapshot, "partners") + " partners as " + Fields.text(snapshot, "code") + ") in "
                + Terminal.seconds(Fields.decimal(snapshot, "seconds")) + "."
                + (problems == 0 ? "" : "\n" + Terminal.count(problems, "path") + " could not be read as wanted:");
    }
}
