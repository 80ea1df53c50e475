// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the node. */
@Command(
        name = "start",
        description = "Starts the node, in the background.",
        footer = {"", "Example: holdfast start"})
public final class StartCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private final Context context = new Context();

    @Option(names = "--foreground", description = "Stay in the foreground, for service managers.")
    private boolean foreground;

    @Override
    public Integer call() throws InterruptedException {
        Home home = context.home();
        if (foreground) {
            return NodeProcess.run(home);
        }
        Process process = NodeProcess.start(home, PATIENCE);
        JsonObject started = new JsonObject();
        started.addProperty("type", "started");
        started.addProperty("pid", process.pid());
        context.answer(started, "Started (process " + process.pid() + "). 'holdfast status' says how it is doing.");
        return 0;
    }
}
