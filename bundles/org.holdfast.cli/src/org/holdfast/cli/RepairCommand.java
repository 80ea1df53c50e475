// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Repairs now what the node would repair by itself. */
@Command(
        name = "repair",
        description = {
            "Makes anew, now, what is damaged or missing at partners, and says what was done. The node does so by itself;"
                    + " this waits for the end of it."
        },
        footer = {"", "Ends with status 1 if something is still missing.", "Example: holdfast repair"})
public final class RepairCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        JsonObject repaired = context.node().call("POST", "/v1/repair", Map.of(), null);
        context.answer(repaired, summary(repaired));
        Fields.texts(repaired, "troubles").forEach(trouble -> context.say("  " + trouble));
        return Fields.number(repaired, "waiting") > 0 ? 1 : 0;
    }

    static String summary(JsonObject repaired) {
        long shards = Fields.number(repaired, "shards");
        long waiting = Fields.number(repaired, "waiting");
        if (shards == 0 && waiting == 0) {
            return "Nothing is missing.";
        }
        String done =
                Terminal.count(shards, "shard") + " made anew (" + Terminal.bytes(Fields.number(repaired, "bytes"))
                        + ") for " + Terminal.count(Fields.number(repaired, "segments"), "segment") + ".";
        return waiting == 0 ? done : done + " " + Terminal.count(waiting, "shard") + " cannot be made anew yet:";
    }
}
