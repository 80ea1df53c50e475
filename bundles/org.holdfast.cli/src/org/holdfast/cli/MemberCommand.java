// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Who is in the confederation, and on what footing. */
@Command(
        name = "member",
        description = "The machines of the confederation: list, revoke, suspend, admit.",
        subcommands = {
            MemberCommand.Listing.class,
            MemberCommand.Revoke.class,
            MemberCommand.Suspend.class,
            MemberCommand.Admit.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast member revoke pc17"})
public final class MemberCommand {
    /** {@code member list}. */
    @Command(name = "list", description = "Lists everybody on the roster.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            List<JsonObject> members = context.node().get("/v1/members", Map.of());
            members.forEach(each -> context.answer(each, describe(each)));
            if (members.isEmpty()) {
                context.say("There is no roster: this machine has not joined yet, or the confederation is open.");
            }
            return 0;
        }
    }

    /** {@code member revoke}. */
    @Command(
            name = "revoke",
            description = "It makes no new agreement and stores nothing new with anybody, and nobody with it. What it"
                    + " has stored it can still read.")
    static final class Revoke extends Change {
        @Override
        String status() {
            return "revoked";
        }
    }

    /** {@code member suspend}. */
    @Command(name = "suspend", description = "Nobody talks with it any more, not even about what is its own.")
    static final class Suspend extends Change {
        @Override
        String status() {
            return "suspended";
        }
    }

    /** {@code member admit}. */
    @Command(name = "admit", description = "Takes a suspension or revocation back.")
    static final class Admit extends Change {
        @Override
        String status() {
            return "active";
        }
    }

    /** Changes one row. */
    abstract static class Change implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "NODE", description = "Its name, or the first 8 digits of its id.")
        private String node = "";

        abstract String status();

        @Override
        public Integer call() {
            JsonObject body = new JsonObject();
            body.addProperty("node", node);
            body.addProperty("status", status());
            JsonObject changed = context.node().call("PUT", "/v1/members", Map.of(), body);
            context.answer(changed, describe(changed));
            return 0;
        }
    }

    private static String describe(JsonObject member) {
        return String.format(
                "%-8.8s %-16s site %-16s %-9s %s",
                Fields.text(member, "node"),
                Fields.text(member, "name"),
                Fields.text(member, "site"),
                Fields.text(member, "status"),
                Fields.flag(member, "reachable") ? "linked" : "not linked");
    }

    /** Only picocli makes one. */
    MemberCommand() {}
}
