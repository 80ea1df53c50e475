// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves that a restore works, without writing anything. */
@Command(
        name = "drill",
        description = {
            "Restores files drawn by lot into memory, from partners drawn by lot as if the others were lost, and"
                    + " compares every byte. The node does so every week without being told.",
            "Ends with status 1 if something is not as it was stored, 13 if nothing could be found out."
        },
        footer = {"", "Example: holdfast drill", "Example: holdfast drill --list"})
public final class DrillCommand implements Callable<Integer> {
    private static final int NOT_FOUND_OUT = 13;

    @Mixin
    private final Context context = new Context();

    @Option(names = "--list", description = "Shows the reports of earlier drills and verifications, the newest first.")
    private boolean list;

    @Override
    public Integer call() {
        if (list) {
            List<JsonObject> reports = context.node().get("/v1/drills", Map.of());
            reports.forEach(each -> context.answer(each, line(each)));
            return 0;
        }
        return run(context, "/v1/drills", Map.of());
    }

    static int run(Context context, String path, Map<String, String> query) {
        Progress progress = new Progress(context);
        context.node().stream("POST", path, query, null, progress);
        JsonObject report = progress.last();
        context.answer(report, describe(report));
        return status(report);
    }

    static int status(JsonObject report) {
        return switch (Fields.text(report, "verdict")) {
            case "PROVED" -> 0;
            case "UNDECIDED" -> NOT_FOUND_OUT;
            default -> 1;
        };
    }

    static String line(JsonObject report) {
        return String.format(
                "%-5d %s  %-6s %-9s %s, %s",
                Fields.number(report, "number"),
                Fields.text(report, "finished"),
                Fields.text(report, "kind"),
                Fields.text(report, "verdict"),
                Terminal.count(Fields.number(report, "segments"), "segment"),
                patterns(report));
    }

    static String describe(JsonObject report) {
        long segments = Fields.number(report, "segments");
        String detail = Fields.text(report, "detail");
        String read = segments == 0
                ? "Nothing was read from partners."
                : Terminal.count(segments, "segment") + " ("
                        + Terminal.bytes(Fields.number(report, "fetched_bytes")) + ") came from partners drawn by lot"
                        + files(report) + "; " + Terminal.bytes(Fields.number(report, "bytes"))
                        + " were compared.\nLoss patterns: " + patterns(report) + ".";
        return verdict(Fields.text(report, "verdict")) + " " + read + (detail.isEmpty() ? "" : "\n  " + detail);
    }

    private static String files(JsonObject report) {
        long files = Fields.number(report, "files");
        return files == 0 ? "" : ", for " + Terminal.count(files, "file");
    }

    private static String verdict(String verdict) {
        return switch (verdict) {
            case "PROVED" -> "Right.";
            case "DAMAGED" -> "DAMAGED: not everything is as it was stored; it is made anew by itself.";
            default -> "Not found out.";
        };
    }

    /** Of how many sets of absent partners it is shown that they are no loss. */
    private static String patterns(JsonObject report) {
        double failing = Fields.decimal(report, "failing_at_most");
        long proven = Fields.number(report, "patterns_proven");
        return proven + " of " + Fields.number(report, "patterns") + " tried"
                + (failing > 0 && proven > 0
                        ? String.format(Locale.ROOT, ", at most %.1f %% may fail (with 95 %% certainty)", 100 * failing)
                        : "");
    }
}
