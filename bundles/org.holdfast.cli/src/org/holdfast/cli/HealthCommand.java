// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How is the node? */
@Command(
        name = "health",
        description = {
            "Says how each part of the running node is: OK, WARN, TEMPORARILY_UNAVAILABLE, CRITICAL, or"
                    + " HEALTH_CHECK_ERROR where it could not find out.",
            "Exit status 0 if nothing is worse than WARN, else 1."
        },
        footer = {"", "Example: holdfast health"})
public final class HealthCommand implements Callable<Integer> {
    private static final Set<String> WORKS = Set.of("OK", "WARN");

    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        List<JsonObject> checks = context.node().get("/v1/health", Map.of());
        checks.forEach(each -> context.answer(each, describe(each)));
        return checks.stream().allMatch(each -> WORKS.contains(Fields.text(each, "status"))) ? 0 : 1;
    }

    private static String describe(JsonObject check) {
        StringBuilder text = new StringBuilder();
        for (JsonElement each : Fields.list(check, "findings")) {
            JsonObject finding = each.getAsJsonObject();
            String mend = Fields.text(finding, "mend");
            text.append(text.isEmpty() ? "" : "\n")
                    .append(String.format(
                            "%-23s %-10s %s",
                            Fields.text(finding, "status"), Fields.text(check, "check"), Fields.text(finding, "found")))
                    .append(mend.isEmpty() ? "" : "\n" + " ".repeat(35) + "-> " + mend);
        }
        return text.toString();
    }
}
