// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code source left-out}: the files that the preset {@code vendor} left to packages. */
@Command(
        name = "left-out",
        description =
                "Lists the packages whose unchanged files a snapshot leaves out; installing them brings those back.",
        footer = {"", "Example: holdfast source left-out latest"})
final class SourceLeftOutCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "SNAPSHOT", arity = "0..1", description = "Which one (latest).")
    private String snapshot = "latest";

    @Option(names = "--files", description = "Every file with its mode and checksum, not only packages.")
    private boolean files;

    private final Map<String, Integer> packages = new TreeMap<>();

    /** Only picocli makes one. */
    SourceLeftOutCommand() {}

    @Override
    public Integer call() {
        context.node().stream("GET", "/v1/left-out", Map.of("snapshot", snapshot), null, this::take);
        packages.forEach(
                (name, count) -> context.answer(summary(name, count), name + "  " + Terminal.count(count, "file")));
        if (packages.isEmpty() && !files) {
            context.say("The snapshot leaves nothing to packages.");
        }
        return 0;
    }

    private void take(JsonObject file) {
        if (files) {
            context.answer(
                    file,
                    Fields.text(file, "mode") + "  " + Fields.text(file, "checksum") + "  " + Fields.text(file, "path")
                            + "  " + Fields.text(file, "owner") + "=" + Fields.text(file, "version"));
        } else {
            packages.merge(Fields.text(file, "owner") + "=" + Fields.text(file, "version"), 1, Integer::sum);
        }
    }

    private static JsonObject summary(String name, int count) {
        JsonObject object = new JsonObject();
        object.addProperty("type", "left_out_package");
        object.addProperty("package", name);
        object.addProperty("files", count);
        return object;
    }
}
