// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two snapshots. */
@Command(
        name = "diff",
        description = "Says what differs between two snapshots.",
        footer = {"", "Example: holdfast diff 1f0c… latest"})
public final class DiffCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(index = "0", paramLabel = "OLDER")
    private String older = "";

    @Parameters(index = "1", paramLabel = "NEWER", defaultValue = "latest")
    private String newer = "latest";

    @Override
    public Integer call() {
        context.node().stream(
                "GET",
                "/v1/diff",
                Map.of("older", older, "newer", newer),
                null,
                each -> context.answer(
                        each, String.format("%-8s %s", Fields.text(each, "change"), Fields.text(each, "path"))));
        return 0;
    }
}
