// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Partners, and why they are. */
@Command(
        name = "partner",
        description = "The machines that hold your data: list, show, why, history, away, leave.",
        subcommands = {
            PartnerCommand.Listing.class,
            PartnerCommand.Show.class,
            PartnerCommand.Why.class,
            PartnerHistoryCommand.class,
            PartnerAwayCommand.class,
            PartnerLeaveCommand.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast partner list"})
public final class PartnerCommand {
    /** {@code partner list}. */
    @Command(name = "list", description = "Lists the partners and what is agreed with them.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Option(names = "--former", description = "Those, too, that broke their agreement and have no other one since.")
        private boolean former;

        @Override
        public Integer call() {
            List<JsonObject> partners =
                    context.node().get("/v1/partners", former ? Map.of("former", "true") : Map.of());
            partners.forEach(each -> context.answer(each, describe(each)));
            partners.stream()
                    .flatMap(each -> Fields.texts(each, "limited_by").stream())
                    .distinct()
                    .forEach(limit -> context.say("Safety is " + limit + "."));
            if (partners.isEmpty()) {
                context.say(
                        "No partner yet. The node looks for them by itself; 'holdfast status' says how many it wants.");
            }
            return 0;
        }

        private static String describe(JsonObject partner) {
            return String.format(
                    "%-8.8s %-16s site %-10s %-9s %-9s %-11s there %s, holds %s of %s for us, we hold %s of %s",
                    Fields.text(partner, "node"),
                    Fields.text(partner, "name"),
                    Fields.text(partner, "site"),
                    Fields.text(partner, "phase"),
                    Fields.text(partner, "health"),
                    Fields.flag(partner, "reachable") ? "reachable" : "unreachable",
                    presence(partner),
                    Terminal.bytes(Fields.number(partner, "used_there")),
                    Terminal.bytes(Fields.number(partner, "reserved_there")),
                    Terminal.bytes(Fields.number(partner, "used_here")),
                    Terminal.bytes(Fields.number(partner, "reserved_here")));
        }
    }

    /** Such as {@code 98 %}; a question mark where less than an hour was promised yet. */
    private static String presence(JsonObject partner) {
        long promised = Fields.number(partner, "promised_minutes");
        return promised < 60 ? "?" : 100 * Fields.number(partner, "seen_minutes") / promised + " %";
    }

    /** {@code partner show}. */
    @Command(name = "show", description = "Says what is agreed with a partner, and how it keeps to that.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "NODE", description = "Its name, or the first digits of its id.")
        private String node = "";

        @Override
        public Integer call() {
            List<JsonObject> found = context.node().get("/v1/partners", Map.of("former", "true")).stream()
                    .filter(each -> isNamed(each, node))
                    .toList();
            if (found.isEmpty()) {
                throw new HoldfastException(
                        ErrorCode.NO_AGREEMENT,
                        node,
                        "There is no partner '" + node + "'. 'holdfast partner list' names all.");
            }
            found.forEach(each -> context.answer(each, describe(each)));
            return 0;
        }

        static boolean isNamed(JsonObject partner, String node) {
            return Fields.raw(partner, "name").equals(node)
                    || Fields.text(partner, "node").startsWith(node);
        }

        static String describe(JsonObject partner) {
            return String.format(
                    "%s %s%n  agreement %s, version %d%n  on line %s; of %d promised minutes in 30 days seen in %d (%s)%n"
                            + "  link carries %d kbit/s on average, %d are agreed%n"
                            + "  holds %s of %s for us, we hold %s of %s%n"
                            + "  we may read back %s; it may read back %s%n"
                            + "  %s%n  last audit: %s%n  %s",
                    Fields.text(partner, "name"),
                    Fields.text(partner, "node"),
                    Fields.text(partner, "phase"),
                    Fields.number(partner, "version"),
                    Fields.text(partner, "online"),
                    Fields.number(partner, "promised_minutes"),
                    Fields.number(partner, "seen_minutes"),
                    presence(partner),
                    Fields.number(partner, "average_kbit"),
                    Fields.number(partner, "agreed_kbit"),
                    Terminal.bytes(Fields.number(partner, "used_there")),
                    Terminal.bytes(Fields.number(partner, "reserved_there")),
                    Terminal.bytes(Fields.number(partner, "used_here")),
                    Terminal.bytes(Fields.number(partner, "reserved_here")),
                    reads(partner, "reads_left_there", "reads_yearly_there"),
                    reads(partner, "reads_left", "reads_yearly"),
                    Fields.text(partner, "record"),
                    Fields.find(partner, "last_audit")
                            .filter(each -> !each.isEmpty())
                            .orElse("none yet"),
                    health(partner));
        }

        /** Such as {@code SUSPECT since 2026-03-01T12:00:00Z: it cannot be reached in hours that it promised}. */
        private static String health(JsonObject partner) {
            String note = Fields.text(partner, "health_note");
            return Fields.text(partner, "health")
                    + (partner.has("health_since") ? " since " + Fields.text(partner, "health_since") : "")
                    + (note.isEmpty() ? "" : ": " + note);
        }
    }

    /** Such as {@code 3.0 GiB now, of 4.0 GiB a year}; a question mark where nobody has said yet. */
    private static String reads(JsonObject partner, String left, String yearly) {
        long year = Fields.number(partner, yearly);
        return year == 0
                ? "?"
                : Terminal.bytes(Fields.number(partner, left)) + " now, of " + Terminal.bytes(year) + " a year";
    }

    /** {@code partner why}. */
    @Command(name = "why", description = "Says why a machine was chosen or not.")
    static final class Why implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "NODE", description = "Its name, or the first digits of its id.")
        private String node = "";

        @Override
        public Integer call() {
            List<JsonObject> decisions = context.node().get("/v1/why", Map.of("node", node));
            decisions.forEach(each -> context.answer(each, describe(each)));
            if (decisions.isEmpty()) {
                context.say("Nothing was ever decided about '" + node + "'.");
            }
            return 0;
        }

        private static String describe(JsonObject decision) {
            return String.format(
                    "%s  %-18s %-7s %s",
                    Fields.text(decision, "time"),
                    Fields.text(decision, "criterion"),
                    Fields.text(decision, "verdict"),
                    Fields.text(decision, "reason"));
        }
    }

    /** Only picocli makes one. */
    PartnerCommand() {}
}
