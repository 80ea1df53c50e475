// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code partner history}. */
@Command(
        name = "history",
        description = "Says what happened with a machine: agreements, silence, audits that went wrong.",
        footer = {"", "Example: holdfast partner history mill-7"})
final class PartnerHistoryCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "NODE", description = "Its name, or the first digits of its id.")
    private String node = "";

    @Override
    public Integer call() {
        List<JsonObject> events = context.node().get("/v1/history", Map.of("node", node));
        events.forEach(each -> context.answer(each, LogCommand.describe(each)));
        if (events.isEmpty()) {
            context.say("Nothing has happened with it yet but audits that went well.");
        }
        return 0;
    }
}
