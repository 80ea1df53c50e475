// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes two machines of an open confederation known to each other, by people who compare six digits. */
@Command(
        name = "pair",
        description = "In an open confederation: lets this machine and another one be partners. Both show six digits;"
                + " compare them, by telephone or side by side, and say on both whether they are the same. Nobody else"
                + " is trusted because that machine trusts it.",
        footer = {
            "",
            "Example: holdfast pair --accept            on the one,",
            "         holdfast pair 192.168.1.20        on the other"
        })
public final class PairCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** One of the things to do. */
    static final class What {
        @Parameters(
                paramLabel = "NODE|ADDRESS",
                description = "The other machine: as 'pair --list' names it, the first 8 digits of its id, or"
                        + " HOST[:PORT].")
        private Optional<String> to = Optional.empty();

        @Option(names = "--accept", description = "Wait for the other machine to ask.")
        private boolean accept;

        @Option(names = "--list", description = "Who is paired, who was, and who was heard and is not.")
        private boolean list;

        @Option(
                names = "--remove",
                paramLabel = "NODE",
                description = "Nothing new is agreed or stored with it; what is stored can be read, on both sides.")
        private Optional<String> remove = Optional.empty();
    }

    @Override
    public Integer call() {
        if (what.list) {
            return list();
        }
        return what.remove.isPresent() ? remove(what.remove.get()) : pair();
    }

    private int list() {
        List<JsonObject> pins = context.node().get("/v1/pins", Map.of());
        pins.forEach(each -> context.answer(each, describe(each)));
        if (pins.isEmpty()) {
            context.say("No other machine was paired or heard. Where multicast does not reach, 'holdfast pair"
                    + " HOST:PORT' names one. In a managed confederation nobody pairs: 'holdfast member list'.");
        }
        return 0;
    }

    private int remove(String node) {
        JsonObject removed = context.node().call("DELETE", "/v1/pins", Map.of("node", node), null);
        context.answer(removed, describe(removed));
        context.say("What lies there can still be read until its agreement ends; 'holdfast pair " + node
                + "' takes it back.");
        return 0;
    }

    private int pair() {
        Map<String, String> query = new LinkedHashMap<>();
        what.to.ifPresent(to -> query.put("to", to));
        context.say(
                what.accept
                        ? "Waiting for the other machine. Say there: holdfast pair ADDRESS-OF-THIS-ONE"
                        : "Asking. If nothing happens, say at the other machine: holdfast pair --accept");
        JsonObject shown = context.node().call("POST", "/v1/pairings", query, null);
        if (Fields.text(shown, "state").equals("paired")) {
            context.answer(shown, "This machine and '" + Fields.text(shown, "name") + "' are paired.");
            return 0;
        }
        String digits = Fields.text(shown, "digits");
        context.answer(
                shown,
                "The digits are  " + digits.substring(0, 3) + " " + digits.substring(3) + "\nThe other machine calls"
                        + " itself '" + Fields.text(shown, "name")
                        + "'. Are the digits there the same? (yes or no)");
        return judge(digits, isYes());
    }

    private int judge(String digits, boolean same) {
        JsonObject ended = context.node()
                .call("PUT", "/v1/pairings", Map.of("digits", digits, "same", String.valueOf(same)), null);
        String name = Fields.text(ended, "name");
        context.answer(
                ended,
                Fields.text(ended, "state").equals("paired")
                        ? "Paired with '" + name + "'. The two may agree to back each other up from now on."
                        : "Paired with '" + name + "' here; whether it is done there, too, is not known: if they do not"
                                + " become partners, pair again.");
        return 0;
    }

    /** Nothing but a clear yes is one. */
    private static boolean isYes() {
        try {
            String typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return typed != null && List.of("yes", "y").contains(typed.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.CANCELLED, "pair", "No answer can be read: " + e.getMessage(), e);
        }
    }

    private static String describe(JsonObject pin) {
        return String.format(
                "%-8.8s %-16s %-10s %s",
                Fields.text(pin, "node"),
                Fields.text(pin, "name"),
                status(Fields.text(pin, "status"), Fields.flag(pin, "reachable")),
                String.join(", ", Fields.texts(pin, "addresses")));
    }

    private static String status(String status, boolean reachable) {
        return switch (status) {
            case "paired" -> reachable ? "paired, linked" : "paired, not linked";
            case "removed" -> "removed";
            case "other-key" -> "NOT the paired machine of this name: it has another key";
            default -> "heard, not paired";
        };
    }

    /** Only picocli makes one. */
    public PairCommand() {}
}
