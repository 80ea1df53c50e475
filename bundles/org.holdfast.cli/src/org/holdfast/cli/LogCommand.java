// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The audit log. */
@Command(
        name = "log",
        description = "Shows what the node did.",
        footer = {"", "Example: holdfast log --follow"})
public final class LogCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Option(names = "--follow", description = "Go on, until interrupted.")
    private boolean follow;

    @Override
    public Integer call() {
        context.node().stream(
                "GET",
                "/v1/events",
                Map.of("follow", String.valueOf(follow)),
                null,
                each -> context.answer(each, describe(each)));
        return 0;
    }

    /** Such as {@code 2026-03-01T12:00:00Z  PARTNER_LATE  mill-7 (1f2e3d4c)  it was to be there at 12:00}. */
    static String describe(JsonObject event) {
        String subject = Fields.text(event, "subject");
        return Fields.text(event, "time") + "  " + Fields.text(event, "event") + "  "
                + Fields.find(event, "name")
                        .map(name -> name + " (" + subject + ")")
                        .orElse(subject) + "  "
                + Fields.text(event, "text");
    }
}
