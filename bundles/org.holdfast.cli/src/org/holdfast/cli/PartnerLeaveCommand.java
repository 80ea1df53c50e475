// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.Console;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code partner leave}. */
@Command(
        name = "leave",
        description = {
            "Gives notice to all partners: this machine is to go. Each of them moves its data from here to another"
                    + " partner; when all have, the machine may be switched off. Said again, it shows how far that is.",
            "Nothing new is stored for this machine from then on. Its snapshots can be restored until the notice ends."
        },
        footer = {"", "Example: holdfast partner leave --yes --wait"})
final class PartnerLeaveCommand implements Callable<Integer> {
    private static final String PATH = "/v1/leave";
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin
    private final Context context = new Context();

    @Option(names = "--yes", description = "Does not ask whether that is meant.")
    private boolean yes;

    @Option(
            names = "--wait",
            description = {
                "Returns when nobody needs this machine any more; with status 1 when the notice is over and somebody may."
            })
    private boolean wait;

    @Option(names = "--cancel", description = "The machine stays, and looks for partners anew.")
    private boolean cancel;

    @Override
    public Integer call() throws InterruptedException {
        JsonObject leave = cancel ? send("DELETE") : begin();
        while (wait && !cancel && !Fields.flag(leave, "done") && overdue(leave, now()) == 0) {
            String so = summary(leave, now());
            context.progress(leave, () -> List.of(so), () -> so);
            Thread.sleep(LOOK);
            leave = send("GET");
        }
        show(leave);
        return wait && !cancel && overdue(leave, now()) > 0 ? ErrorCode.TIMED_OUT.exit() : 0;
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }

    /** How many partners may still need this machine though the notice to all such is over; 0 while one of them runs. */
    static long overdue(JsonObject leave, Instant now) {
        List<JsonObject> open =
                partners(leave).stream().filter(each -> !isDone(each)).toList();
        boolean over = open.stream()
                .noneMatch(each -> Instant.parse(Fields.text(each, "until")).isAfter(now));
        return over ? open.size() : 0;
    }

    private static boolean isDone(JsonObject partner) {
        return Fields.flag(partner, "told") && Fields.number(partner, "blocks") == 0;
    }

    private JsonObject begin() {
        boolean begun = send("GET").has("since");
        if (!begun && !yes && !confirmed()) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "leave", "Nothing was changed. 'holdfast partner leave --yes' begins the leave.");
        }
        return send("POST");
    }

    private static boolean confirmed() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return false;
        }
        String answer = console.readLine(
                "From now on nothing new is stored for this machine, and its snapshots go when the notice ends."
                        + " Is it to leave? [yes/no] ");
        return "yes".equalsIgnoreCase(answer);
    }

    private JsonObject send(String method) {
        return context.node().call(method, PATH, Map.of(), null);
    }

    private void show(JsonObject leave) {
        context.answer(leave, summary(leave, now()));
        partners(leave).forEach(each -> context.say(describe(each)));
    }

    private static List<JsonObject> partners(JsonObject leave) {
        return Fields.list(leave, "partners").stream()
                .map(each -> each.getAsJsonObject())
                .toList();
    }

    static String summary(JsonObject leave, Instant now) {
        if (!leave.has("since")) {
            return "This machine stays.";
        }
        if (Fields.flag(leave, "done")) {
            return "Nobody needs this machine any more: it may be switched off.";
        }
        long overdue = overdue(leave, now);
        if (overdue > 0) {
            return "The notice is over, and " + overdue + " partners were not heard or still have blocks nowhere else:"
                    + " keep this machine running if you can.";
        }
        List<JsonObject> partners = partners(leave);
        long told = partners.stream().filter(each -> Fields.flag(each, "told")).count();
        long blocks = partners.stream()
                .mapToLong(each -> Fields.number(each, "blocks"))
                .sum();
        long bytes = partners.stream()
                .mapToLong(each -> Fields.number(each, "bytes"))
                .sum();
        return told + " of " + partners.size() + " partners have heard of it; " + blocks + " of their blocks ("
                + Terminal.bytes(bytes) + ") lie nowhere else yet.";
    }

    static String describe(JsonObject partner) {
        return String.format(
                "  %-8.8s %-16s %-11s %s",
                Fields.text(partner, "node"),
                Fields.text(partner, "name"),
                Fields.flag(partner, "reachable") ? "reachable" : "unreachable",
                state(partner));
    }

    private static String state(JsonObject partner) {
        if (!Fields.flag(partner, "told")) {
            return "has not heard of it; it is told when it can be reached, until " + Fields.text(partner, "until");
        }
        return Fields.number(partner, "blocks") == 0
                ? "has everything elsewhere"
                : Fields.number(partner, "blocks") + " blocks (" + Terminal.bytes(Fields.number(partner, "bytes"))
                        + ") still to move";
    }
}
