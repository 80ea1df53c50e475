// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

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
                each -> context.answer(
                        each,
                        Fields.text(each, "time") + "  " + Fields.text(each, "event") + "  "
                                + Fields.text(each, "subject") + "  " + Fields.text(each, "text")));
        return 0;
    }
}
