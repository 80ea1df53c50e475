// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretState;
import org.holdfast.trust.Sheets;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What partners are told that they may free. */
@Command(
        name = "release",
        description = "What partners may free: show, cancel, resume.",
        subcommands = {
            ReleaseCommand.Show.class,
            ReleaseCommand.Cancel.class,
            ReleaseCommand.Resume.class,
            HelpCommand.class
        },
        footer = {"", "Example: holdfast release show"})
public final class ReleaseCommand {
    private static final String PATH = "/v1/releases";

    private static void answer(Context context, JsonObject releases) {
        context.answer(releases, describe(releases));
        for (JsonElement each : Fields.list(releases, "told")) {
            JsonObject told = each.getAsJsonObject();
            String problem = Fields.text(told, "problem");
            context.say("  " + Fields.text(told, "name") + ": "
                    + (problem.isEmpty()
                            ? Terminal.count(Fields.number(told, "blocks"), "block") + " stay"
                            : "was not told, " + problem));
        }
    }

    private static String describe(JsonObject releases) {
        String text = Terminal.count(Fields.number(releases, "blocks"), "block") + " ("
                + Terminal.bytes(Fields.number(releases, "bytes")) + ") of this machine leave its partners, "
                + Terminal.count(Fields.number(releases, "held_blocks"), "block") + " ("
                + Terminal.bytes(Fields.number(releases, "held_bytes")) + ") of others leave this machine.";
        if (Fields.flag(releases, "stopped")) {
            return text + " Nothing is released, by order of the sheet; 'holdfast release resume' ends that.";
        }
        return releases.has("quiet_until")
                ? text + " Nothing is released before " + Fields.text(releases, "quiet_until")
                        + ", as this machine was recovered."
                : text;
    }

    /** {@code release show}. */
    @Command(name = "show", description = "How much is on its way out.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            answer(context, context.node().call("GET", PATH, Map.of(), null));
            return 0;
        }
    }

    /** {@code release cancel}. */
    @Command(
            name = "cancel",
            description = {
                "All that was released in this machine's name, and is not freed yet, stays; nothing more is released from"
                        + " here. Takes the recovery sheet: whoever took over the machine cannot take that back.",
                "If somebody else has this machine's keys, recover it on another one then."
            },
            footer = {"", "Example: holdfast release cancel --words sheet.txt"})
    static final class Cancel implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Option(
                names = "--words",
                paramLabel = "FILE",
                description = "The sheet, or its words, instead of typing them.")
        private Optional<Path> words = Optional.empty();

        @Override
        public Integer call() {
            Home home = context.home();
            home.mustBeInitialised();
            IdentityStore identities = new IdentityStore(home.path(), InstantSource.system(), new SecureRandom());
            try (RecoverySecret secret = secret(identities);
                    Identity identity = identities.load()) {
                if (!secret.owner().equals(identity.owner())) {
                    throw new HoldfastException(
                            ErrorCode.WRONG_KEY,
                            "release cancel",
                            "This is the sheet of another machine, "
                                    + secret.owner().brief() + ".");
                }
                RootOrder order = RootOrder.cancelRelease(
                        secret.root(), InstantSource.system().instant());
                Map<String, String> signed = Map.of("order", HexFormat.of().formatHex(order.bytes()));
                answer(context, context.node().call("DELETE", PATH, signed, null));
            }
            return 0;
        }

        private RecoverySecret secret(IdentityStore identities) {
            if (words.isEmpty() && identities.secrets().state() == SecretState.PRESENT) {
                return identities.secrets().secret();
            }
            byte[] shown = words.map(SheetCommand::read).orElseGet(() -> SheetCommand.ask("release cancel", "--words"));
            try (ReadSheet read = Sheets.read(shown)) {
                read.requireExact();
                return RecoverySecret.of(read.secret().bytes());
            }
        }
    }

    /** {@code release resume}. */
    @Command(name = "resume", description = "Lets this machine release again what it does not need.")
    static final class Resume implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Override
        public Integer call() {
            answer(context, context.node().call("POST", PATH, Map.of(), null));
            return 0;
        }
    }

    /** Only picocli makes one. */
    ReleaseCommand() {}
}
