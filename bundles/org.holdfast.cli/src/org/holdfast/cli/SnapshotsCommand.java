// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the snapshots. */
@Command(
        name = "snapshots",
        description = "Lists the snapshots, newest last.",
        footer = {"", "Example: holdfast snapshots"})
public final class SnapshotsCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        List<JsonObject> snapshots = context.node().get("/v1/snapshots", Map.of());
        for (JsonObject each : snapshots) {
            context.answer(
                    each,
                    String.format(
                                    "%s  %s  %-9s  %s, %s  %s",
                                    Fields.text(each, "id"),
                                    Fields.text(each, "time"),
                                    Fields.text(each, "state"),
                                    Terminal.count(Fields.number(each, "files"), "file"),
                                    Terminal.bytes(Fields.number(each, "bytes")),
                                    TagCommand.describe(each))
                            .stripTrailing());
        }
        if (snapshots.isEmpty()) {
            context.say("No snapshot yet. 'holdfast backup --wait' makes one.");
        }
        return 0;
    }
}
