// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a join code. */
@Command(
        name = "invite",
        description = "Makes a code with which another machine joins.",
        footer = {"", "Example: holdfast invite --uses 20 --valid 7d"})
public final class InviteCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Option(names = "--valid", paramLabel = "TIME", defaultValue = "24h", description = "How long: 30m, 24h, 7d.")
    private String valid = "24h";

    @Option(names = "--uses", paramLabel = "N", defaultValue = "1", description = "How many machines may use it.")
    private int uses = 1;

    @Option(names = "--site", paramLabel = "S", description = "The site label of the machines that join.")
    private Optional<String> site = Optional.empty();

    @Override
    public Integer call() {
        JsonObject body = new JsonObject();
        body.addProperty("valid_minutes", minutes(valid));
        body.addProperty("uses", uses);
        site.ifPresent(label -> body.addProperty("site", label));
        JsonObject invite = context.node().call("POST", "/v1/invites", Map.of(), body);
        String code = Fields.text(invite, "code");
        context.answer(invite, code);
        context.say("On the other machine: holdfast init --join " + code + "   (valid until "
                + Fields.text(invite, "not_after") + ")");
        return 0;
    }

    private static long minutes(String text) {
        try {
            String iso = text.endsWith("d") ? "P" + text : "PT" + text;
            return Duration.parse(iso.toUpperCase(java.util.Locale.ROOT)).toMinutes();
        } catch (java.time.format.DateTimeParseException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "--valid", "'" + text + "' is no length of time: write 30m, 24h or 7d.", e);
        }
    }
}
