// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what a snapshot holds. */
@Command(
        name = "ls",
        description = "Lists a directory of a snapshot.",
        footer = {"", "Example: holdfast ls latest:/home/ada"})
public final class LsCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "SNAPSHOT[:PATH]", defaultValue = "latest")
    private String what = "latest";

    @Option(
            names = {"-r", "--recursive"},
            description = "Everything below, too.")
    private boolean recursive;

    @Override
    public Integer call() {
        SnapshotPath wanted = SnapshotPath.parse(what);
        Map<String, String> query = Map.of(
                "snapshot", wanted.snapshot(),
                "path", wanted.path().orElse("/"),
                "recursive", String.valueOf(recursive));
        context.node().stream("GET", "/v1/entries", query, null, each -> context.answer(each, describe(each)));
        return 0;
    }

    static String describe(JsonObject entry) {
        return String.format(
                "%-9s %5s %-8s %-8s %12d %s %s%s",
                Fields.text(entry, "kind"),
                Fields.text(entry, "mode"),
                Fields.text(entry, "owner"),
                Fields.text(entry, "group"),
                Fields.number(entry, "size"),
                Fields.text(entry, "modified"),
                Fields.text(entry, "path"),
                Fields.find(entry, "link_target").map(target -> " -> " + target).orElse(""));
    }
}
