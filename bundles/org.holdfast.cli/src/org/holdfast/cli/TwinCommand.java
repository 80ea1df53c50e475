// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether another machine writes with this one's keys. */
@Command(
        name = "twin",
        description = {
            "Says whether another machine has written with this one's keys: a clone of it, or a thief's. If that happened"
                    + " twice within a day, nothing new is backed up before somebody has looked.",
            "A machine that was set back to an earlier state, as by restoring its image, looks like that once."
        },
        footer = {"", "Example: holdfast twin --none"})
public final class TwinCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Option(names = "--none", description = "This machine is the only one: go on.")
    private boolean none;

    @Override
    public Integer call() {
        JsonObject twin = context.node().call(none ? "DELETE" : "GET", "/v1/twin", Map.of(), null);
        context.answer(twin, describe(twin));
        return 0;
    }

    static String describe(JsonObject twin) {
        if (twin.has("suspected")) {
            return "Another machine writes with this one's keys, as was seen at " + Fields.text(twin, "suspected")
                    + ". Nothing new is backed up here. Stop the other one; if there is none, say 'holdfast twin --none'.";
        }
        return twin.has("last")
                ? "At " + Fields.text(twin, "last") + " partners had a snapshot that this machine has not made."
                : "Nobody else has written with this machine's keys.";
    }
}
