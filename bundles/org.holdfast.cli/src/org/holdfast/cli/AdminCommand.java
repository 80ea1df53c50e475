// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.SecretState;
import org.holdfast.trust.Sheets;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may say who is in the confederation. */
@Command(
        name = "admin",
        description = "The admins of the confederation: each of them invites, admits and shuts out alone.",
        subcommands = {
            AdminCommand.Listing.class,
            AdminCommand.Key.class,
            AdminCommand.Add.class,
            AdminCommand.Remove.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast admin key       # at pc17", "         holdfast admin add pc17  # at an admin's"
        })
public final class AdminCommand {
    private static final int KEY_SHOWN = 16;

    /** {@code admin list}. */
    @Command(name = "list", description = "Lists those whose keys sign the roster.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            List<JsonObject> admins = context.node().get("/v1/admins", Map.of());
            admins.forEach(each -> context.answer(each, describe(each)));
            if (admins.isEmpty()) {
                context.say("There is no roster: this machine has not joined yet, or the confederation is open.");
            }
            return 0;
        }
    }

    /** {@code admin key}. */
    @Command(
            name = "key",
            description = "Makes this machine's admin key from its recovery secret, and keeps it. It is worth nothing"
                    + " until an admin adds this machine.",
            footer = {"", "Example: holdfast admin key --sheet sheet.txt"})
    static final class Key implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Option(
                names = "--sheet",
                paramLabel = "FILE",
                description = "This machine's own sheet, where its secret is not on it any more.")
        private Optional<Path> sheet = Optional.empty();

        @Override
        public Integer call() {
            Home home = context.home();
            home.mustBeInitialised();
            IdentityStore identities = new IdentityStore(home.path(), InstantSource.system(), new SecureRandom());
            try (Identity identity = kept(identities)) {
                JsonObject made = new JsonObject();
                made.addProperty("type", "admin_key");
                made.addProperty("node", identity.owner().toString());
                made.addProperty("name", identity.name());
                made.addProperty("key", identity.adminKey().toString());
                context.answer(
                        made,
                        "'" + identity.name() + "' has the admin key "
                                + identity.adminKey().toString().substring(0, KEY_SHOWN) + ".");
                context.say("Next: 'holdfast admin add " + identity.name() + "' at an admin's machine.");
            }
            return 0;
        }

        private Identity kept(IdentityStore identities) {
            if (sheet.isEmpty() && identities.secrets().state() == SecretState.PRESENT) {
                return identities.keepAdminKey();
            }
            byte[] shown = sheet.map(SheetCommand::read).orElseGet(() -> SheetCommand.ask("admin key", "--sheet"));
            try (ReadSheet read = Sheets.read(shown)) {
                read.requireExact();
                return identities.keepAdminKey(read.secret());
            }
        }
    }

    /** {@code admin add}. */
    @Command(
            name = "add",
            description = "Makes a member an admin, as soon as it has made its key ('holdfast admin key') and while it"
                    + " can be reached.")
    static final class Add extends Change {
        @Override
        String method() {
            return "POST";
        }
    }

    /** {@code admin remove}. */
    @Command(
            name = "remove",
            description = "Takes that back; what this admin signed until then holds. The last one stays.")
    static final class Remove extends Change {
        @Override
        String method() {
            return "DELETE";
        }
    }

    /** Changes who is one. */
    abstract static class Change implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "NODE", description = "Its name, or the first 8 digits of its id or key.")
        private String node = "";

        abstract String method();

        @Override
        public Integer call() {
            JsonObject changed = context.node().call(method(), "/v1/admins", Map.of("node", node), null);
            context.answer(changed, describe(changed));
            return 0;
        }
    }

    private static String describe(JsonObject admin) {
        String key = Fields.text(admin, "key");
        return String.format(
                        "%-8.8s %-16s key %s %s%s",
                        Fields.text(admin, "node"),
                        Fields.text(admin, "name"),
                        key.substring(0, Math.min(KEY_SHOWN, key.length())),
                        Fields.flag(admin, "founder") ? " founder" : "",
                        Fields.flag(admin, "here") ? " this machine" : "")
                .stripTrailing();
    }

    /** Only picocli makes one. */
    AdminCommand() {}
}
