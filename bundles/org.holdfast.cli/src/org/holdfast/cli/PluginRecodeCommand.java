// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugin recode}. */
@Command(
        name = "recode",
        description = "Writes everything anew that is stored in a format, so that its provider can go.",
        footer = {"", "Example: holdfast plugin recode coding tornado-v1"})
final class PluginRecodeCommand implements Callable<Integer> {
    private static final String PATH = "/v1/recode";

    @Mixin
    private final Context context = new Context();

    @Parameters(index = "0", paramLabel = "ROLE", arity = "0..1", description = "As in 'plugin list'.")
    private String role = "";

    @Parameters(index = "1", paramLabel = "ID", arity = "0..1", description = "The format that leaves.")
    private String id = "";

    @Option(names = "--pause", description = "Lets the one that goes on rest.")
    private boolean pause;

    @Option(names = "--resume", description = "Lets it go on.")
    private boolean resume;

    @Option(names = "--cancel", description = "Ends it where it is; everything stays readable.")
    private boolean cancel;

    @Override
    public Integer call() {
        JsonObject status = send();
        context.answer(status, PluginStatusCommand.describe(status));
        return 0;
    }

    private JsonObject send() {
        if (pause || resume) {
            return context.node().call("PUT", PATH, Map.of("paused", String.valueOf(pause)), null);
        }
        if (cancel) {
            return context.node().call("DELETE", PATH, Map.of(), null);
        }
        if (role.isEmpty() || id.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "recode",
                    "Name the role and the format that leaves, as 'holdfast plugin list' shows them,"
                            + " or say --pause, --resume or --cancel.");
        }
        JsonObject body = new JsonObject();
        body.addProperty("role", role);
        body.addProperty("id", id);
        return context.node().call("POST", PATH, Map.of(), body);
    }
}
