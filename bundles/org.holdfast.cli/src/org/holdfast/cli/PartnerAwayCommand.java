// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code partner away}. */
@Command(
        name = "away",
        description = {
            "Tells all partners that this machine will be switched off for some days. They forgive that, 21 days a year at"
                    + " most, and nobody raises an alarm."
        },
        footer = {"", "Example: holdfast partner away --days 14"})
final class PartnerAwayCommand implements Callable<Integer> {
    private static final int MOST = 366;

    @Mixin
    private final Context context = new Context();

    @Option(names = "--days", paramLabel = "N", description = "From now on.")
    private int days;

    @Option(names = "--back", description = "It is back: the rest is not used up.")
    private boolean back;

    @Override
    public Integer call() {
        if (!back && (days < 1 || days > MOST)) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "away", "Say for how long, 'partner away --days 14', or 'partner away --back'.");
        }
        Instant until = InstantSource.system().instant().plus(Duration.ofDays(back ? 0 : days));
        List<JsonObject> partners = new ArrayList<>();
        context.node().stream("POST", "/v1/away", Map.of("until", until.toString()), null, partners::add);
        partners.forEach(each -> context.answer(each, describe(each)));
        if (partners.isEmpty()) {
            context.say("There is no partner to be told.");
        }
        return partners.stream().allMatch(each -> each.has("forgiven_until")) ? 0 : 1;
    }

    static String describe(JsonObject partner) {
        return String.format(
                "%-16s %s",
                Fields.text(partner, "name"),
                partner.has("forgiven_until")
                        ? "forgives that until " + Fields.text(partner, "forgiven_until")
                        : "could not be told: say it again when it is there");
    }
}
