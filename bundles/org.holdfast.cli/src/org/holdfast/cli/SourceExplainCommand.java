// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code source explain}: why a path is backed up, or not. */
@Command(
        name = "explain",
        description = "Says whether a backup would take a path now, and which rule decides.",
        footer = {"", "Example: holdfast source explain ~/Documents/notes.tmp"})
final class SourceExplainCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "PATH", description = "What to ask about.")
    private Path path = Path.of("");

    /** Only picocli makes one. */
    SourceExplainCommand() {}

    @Override
    public Integer call() {
        String asked = path.toAbsolutePath().normalize().toString();
        List<JsonObject> answers = context.node().get("/v1/explain", Map.of("path", asked));
        answers.forEach(each -> context.answer(each, describe(each)));
        return 0;
    }

    private static String describe(JsonObject answer) {
        return Fields.find(answer, "source")
                        .filter(source -> !source.isEmpty())
                        .map(source -> "Source " + source + ": ")
                        .orElse("")
                + Fields.text(answer, "message");
    }
}
