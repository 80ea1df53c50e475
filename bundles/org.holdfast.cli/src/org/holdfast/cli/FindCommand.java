// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds paths in snapshots. */
@Command(
        name = "find",
        description = "Finds every path that matches, in all snapshots or in one.",
        footer = {"", "Example: holdfast find '**/report*.odt'"})
public final class FindCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Parameters(paramLabel = "GLOB", description = "A pattern as of sources, from the root; without a slash a name.")
    private String glob = "";

    @Option(names = "--snapshot", paramLabel = "SNAPSHOT", description = "Only in this one.")
    private Optional<String> snapshot = Optional.empty();

    @Option(
            names = {"-i", "--ignore-case"},
            description = "Capitals and small letters are the same.")
    private boolean ignoreCase;

    @Override
    public Integer call() {
        Map<String, String> query = new HashMap<>(Map.of("glob", glob));
        snapshot.ifPresent(id -> query.put("snapshot", id));
        if (ignoreCase) {
            query.put("ignore_case", "true");
        }
        AtomicBoolean found = new AtomicBoolean();
        context.node().stream("GET", "/v1/find", query, null, each -> {
            found.set(true);
            context.answer(each, Fields.text(each, "snapshot") + "  " + Fields.text(each, "path"));
        });
        if (!found.get()) {
            context.say("Nothing matches '" + glob + "'."
                    + (glob.matches(".*[*?\\[/].*") ? "" : " A part of a name is written '*" + glob + "*'."));
        }
        return 0;
    }
}
