// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the node, in order. */
@Command(
        name = "stop",
        description = "Stops the node. What is going on is finished by the next start.",
        footer = {"", "Example: holdfast stop"})
public final class StopCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() throws InterruptedException {
        Home home = context.home();
        home.mustBeInitialised();
        Optional<ProcessHandle> process = Stopping.ask(home);
        if (process.isPresent()) {
            Stopping.await(home, process.get());
        }
        JsonObject object = new JsonObject();
        object.addProperty("type", "stopped");
        context.answer(object, process.isPresent() ? "Stopped." : "No node was running in " + home.path() + ".");
        return 0;
    }
}
