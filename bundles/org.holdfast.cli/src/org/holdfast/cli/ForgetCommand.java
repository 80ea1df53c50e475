// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets snapshots. */
@Command(
        name = "forget",
        description = {
            "Forgets snapshots, at once: all but those that a rule keeps, or those that are named. Of each set of"
                    + " sources the newest stays, and what is pinned.",
            "Their data stay until 'holdfast prune' finds that no other snapshot needs them."
        },
        footer = {"", "Example: holdfast forget --keep-daily 7 --keep-weekly 4 --keep-monthly 12 --dry-run"})
public final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @ArgGroup(exclusive = false, heading = "Rules; a snapshot stays if any of them keeps it:%n")
    private Keep keep = new Keep();

    @Option(names = "--dry-run", description = "Only says what would happen, and why.")
    private boolean dryRun;

    @Parameters(paramLabel = "SNAPSHOT", description = "Ids of snapshots to forget, or their beginnings.")
    private List<String> snapshots = new ArrayList<>();

    /** The rules, as the node reads them. */
    static final class Keep {
        @Option(names = "--keep-last", paramLabel = "N", description = "The newest N.")
        private List<String> last = new ArrayList<>();

        @Option(
                names = "--keep-hourly",
                paramLabel = "N",
                description = "Of the last N hours that have any, the newest.")
        private List<String> hourly = new ArrayList<>();

        @Option(names = "--keep-daily", paramLabel = "N", description = "The same of days.")
        private List<String> daily = new ArrayList<>();

        @Option(names = "--keep-weekly", paramLabel = "N", description = "Of weeks, which begin on Mondays.")
        private List<String> weekly = new ArrayList<>();

        @Option(names = "--keep-monthly", paramLabel = "N", description = "Of months.")
        private List<String> monthly = new ArrayList<>();

        @Option(names = "--keep-yearly", paramLabel = "N", description = "Of years.")
        private List<String> yearly = new ArrayList<>();

        @Option(
                names = "--keep-within",
                paramLabel = "TIME",
                description = "All that are no older, such as 48h, 30d, 8w, 6m, 2y.")
        private List<String> within = new ArrayList<>();

        @Option(names = "--keep-tag", paramLabel = "TAG", description = "All that have this tag; may be repeated.")
        private List<String> tags = new ArrayList<>();

        /** One that is given twice is there twice, and the node says so. */
        String rules() {
            List<String> rules = new ArrayList<>();
            last.forEach(each -> rules.add("last=" + each));
            hourly.forEach(each -> rules.add("hourly=" + each));
            daily.forEach(each -> rules.add("daily=" + each));
            weekly.forEach(each -> rules.add("weekly=" + each));
            monthly.forEach(each -> rules.add("monthly=" + each));
            yearly.forEach(each -> rules.add("yearly=" + each));
            within.forEach(each -> rules.add("within=" + each));
            tags.forEach(each -> rules.add("tag=" + each));
            return String.join(",", rules);
        }
    }

    @Override
    public Integer call() {
        List<JsonObject> decided = new ArrayList<>();
        context.node().stream("POST", "/v1/forget", Map.of(), body(), decided::add);
        decided.forEach(each -> context.answer(each, describe(each)));
        long gone = decided.stream().filter(each -> !Fields.flag(each, "kept")).count();
        context.say(
                dryRun
                        ? gone + " of " + Terminal.count(decided.size(), "snapshot") + " would be forgotten."
                        : gone + " of " + Terminal.count(decided.size(), "snapshot") + " are forgotten."
                                + (gone > 0 ? " 'holdfast prune' lets go of their data." : ""));
        return 0;
    }

    private JsonObject body() {
        JsonObject body = new JsonObject();
        body.addProperty("keep", keep.rules());
        JsonArray named = new JsonArray();
        snapshots.forEach(named::add);
        body.add("snapshots", named);
        body.addProperty("dry_run", dryRun);
        return body;
    }

    private String describe(JsonObject decided) {
        boolean kept = Fields.flag(decided, "kept");
        return String.format(
                "%s  %s  %-6s  %s",
                Fields.text(decided, "id"),
                Fields.text(decided, "time"),
                kept ? "keep" : "forget",
                kept ? words(decided, "reasons") : why() + ": " + words(decided, "sources"));
    }

    /** Why one goes. */
    private String why() {
        return keep.rules().isEmpty() ? "named" : "no rule keeps it";
    }

    private static String words(JsonObject of, String field) {
        return String.join(", ", Fields.texts(of, field));
    }
}
