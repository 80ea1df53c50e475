// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets go of what no snapshot needs. */
@Command(
        name = "prune",
        description = {
            "Drops what no snapshot needs any more, and packs anew what is mostly not needed. It may run beside a backup"
                    + " and be ended at any time.",
            "Partners free the room when the lock of a block is over, and 14 days after they were told at the earliest."
        },
        footer = {"", "Example: holdfast prune"})
public final class PruneCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        Progress progress = new Progress(context);
        context.node().stream("POST", "/v1/prune", Map.of(), null, progress);
        JsonObject pruned = progress.last();
        context.answer(pruned, describe(pruned));
        return 0;
    }

    private static String describe(JsonObject pruned) {
        long dropped = Fields.number(pruned, "dropped");
        return (dropped == 0
                        ? "Nothing is stored that no snapshot needs"
                        : Terminal.count(dropped, "segment") + " ("
                                + Terminal.bytes(Fields.number(pruned, "dropped_bytes")) + " at partners) are dropped")
                + ", " + Fields.number(pruned, "repacked") + " packed anew, " + Fields.number(pruned, "kept")
                + " stay.";
    }
}
