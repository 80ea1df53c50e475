// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plugin status}. */
@Command(
        name = "status",
        description = "What is installed, what an administrator should look at, and whether data are written anew.",
        footer = {"", "Example: holdfast plugin status"})
final class PluginStatusCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        JsonObject status = context.node().getOne("/v1/plugin-status");
        context.answer(status, describe(status));
        return 0;
    }

    /** One line for each thing; what is not there is not mentioned. */
    static String describe(JsonObject status) {
        StringBuilder text = new StringBuilder();
        for (JsonElement each : Fields.list(status, "installed")) {
            JsonObject plugin = each.getAsJsonObject();
            text.append("installed ").append(Fields.text(plugin, "name"));
            text.append(' ').append(Fields.text(plugin, "version")).append('\n');
        }
        Fields.texts(status, "warnings")
                .forEach(each -> text.append("warning: ").append(each).append('\n'));
        if (status.has("recode")) {
            text.append(recode(status.getAsJsonObject("recode"))).append('\n');
        }
        return text.isEmpty()
                ? "No plug-in is installed, and nothing is written anew."
                : text.toString().strip();
    }

    private static String recode(JsonObject recode) {
        String problem = Fields.text(recode, "problem");
        return "writing anew what leaves " + Fields.text(recode, "role") + " format " + Fields.number(recode, "format")
                + ": " + Terminal.bytes(Fields.number(recode, "left")) + " of "
                + Terminal.bytes(Fields.number(recode, "total")) + " left"
                + (Fields.flag(recode, "paused") ? ", paused" : "") + (problem.isEmpty() ? "" : ", waits: " + problem);
    }
}
