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

/** Who may call this node from elsewhere. */
@Command(
        name = "remote",
        description = {
            "Who may call this node from elsewhere, with which role: viewer, operator or custodian.",
            "The node listens for such calls once 'remote.address' is set and it was started after that."
        },
        subcommands = {
            RemoteAllowCommand.class,
            RemoteCommand.ListAll.class,
            RemoteCommand.Revoke.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast remote allow ada --role viewer"})
public final class RemoteCommand {
    /** Only picocli makes one. */
    RemoteCommand() {}

    static String describe(JsonObject remote) {
        return Fields.text(remote, "name") + "  " + Fields.text(remote, "role") + "  until "
                + Fields.text(remote, "not_after") + "  certificate " + Fields.text(remote, "fingerprint");
    }

    /** {@code remote list}. */
    @Command(name = "list", description = "Shows who may call from elsewhere.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            NodeClient node = context.node();
            String address = Fields.text(node.getOne("/v1/remote-door"), "address");
            context.say(
                    address.isEmpty()
                            ? "The door is closed: 'holdfast config set remote.address HOST:PORT' opens it at the next"
                                    + " start."
                            : "The node listens at " + address + ", if it was started since that was set.");
            List<JsonObject> remotes = node.get("/v1/remotes", Map.of());
            remotes.forEach(each -> context.answer(each, describe(each)));
            if (remotes.isEmpty()) {
                context.say("Nobody is let in.");
            }
            return 0;
        }
    }

    /** {@code remote revoke}. */
    @Command(name = "revoke", description = "Lets somebody in no more, at once.")
    static final class Revoke implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public Integer call() {
            JsonObject revoked = context.node().call("DELETE", "/v1/remotes", Map.of("name", name), null);
            context.answer(revoked, name + " is let in no more.");
            return 0;
        }
    }
}
