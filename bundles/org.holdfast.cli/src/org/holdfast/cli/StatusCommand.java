// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Is my data safe? */
@Command(
        name = "status",
        description = "Says whether your data are safe, and why.",
        footer = {"", "Example: holdfast status"})
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final Context context = new Context();

    @Override
    public Integer call() {
        JsonObject status = context.node().getOne("/v1/status");
        context.answer(status, describe(status));
        return 0;
    }

    static String describe(JsonObject status) {
        StringBuilder text = new StringBuilder();
        text.append(verdict(status))
                .append(" (")
                .append(Fields.text(status, "protection"))
                .append(", ")
                .append(Fields.text(status, "state"))
                .append(")\n");
        for (String reason : Fields.texts(status, "reasons")) {
            text.append("  - ").append(reason).append('\n');
        }
        text.append("Expected loss ")
                .append(shortened(Fields.decimal(status, "loss_per_year")))
                .append(" a year, limited by ")
                .append(Fields.text(status, "limited_by"))
                .append('\n');
        text.append("Node ")
                .append(Fields.text(status, "name"))
                .append(" of '")
                .append(Fields.text(status, "confederation"))
                .append("', port ")
                .append(Fields.number(status, "port"))
                .append(", code ")
                .append(Fields.text(status, "code"))
                .append(", partners ")
                .append(Fields.number(status, "partners"))
                .append(" of ")
                .append(Fields.number(status, "partners_wanted"))
                .append(" (")
                .append(Fields.number(status, "partners_reachable"))
                .append(" reachable)\n");
        Fields.find(status, "last_snapshot_time")
                .ifPresent(time -> text.append("Last snapshot ").append(time).append('\n'));
        Fields.find(status, "next_backup")
                .ifPresent(time -> text.append("Next backup ")
                        .append(time)
                        .append(" (")
                        .append(Fields.text(status, "backup_waits"))
                        .append(")\n"));
        Fields.find(status, "last_audit")
                .filter(each -> !each.isEmpty())
                .ifPresent(audit -> text.append("Last audit: ").append(audit).append('\n'));
        Fields.find(status, "last_drill")
                .filter(each -> !each.isEmpty())
                .ifPresent(drill -> text.append("Last drill: ").append(drill).append('\n'));
        text.append("Holds ")
                .append(Terminal.bytes(Fields.number(status, "held_bytes")))
                .append(" for others");
        if (!Fields.flag(status, "sheet_sealed")) {
            text.append("\n"
                    + "The recovery secret is still on this machine: print it with 'holdfast sheet --text', then"
                    + " 'holdfast sheet --seal'.");
        }
        Fields.find(status, "escrow").map(StatusCommand::escrow).ifPresent(text::append);
        return text.toString();
    }

    /** A node of an older version says nothing of what can be restored. */
    private static String verdict(JsonObject status) {
        if (Fields.flag(status, "safe")) {
            return "SAFE: yes";
        }
        boolean restorable = status.has("restorable") && Fields.flag(status, "restorable");
        return restorable ? "SAFE: no, but what is backed up can be restored" : "SAFE: no";
    }

    /** Where else the recovery secret is: people ought to know without asking. */
    private static String escrow(String state) {
        return switch (state) {
            case "kept", "waiting" ->
                "\nA sealed copy of the recovery secret is in escrow"
                        + (state.equals("kept") ? "" : " as soon as a member is met")
                        + ": the founder can open it ('holdfast config set escrow false' takes it back).";
            case "missing" -> "\nThe recovery secret is not in escrow: it left this machine before. Keep the sheet.";
            case "founder" ->
                "\nThis machine's sheet opens the escrow of all members: keep it as such a thing is kept.";
            default -> "";
        };
    }

    /** Two digits: more would claim more than anybody knows. */
    private static String shortened(double rate) {
        return new BigDecimal(rate)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toString()
                .replace('E', 'e');
    }
}
