// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.EscrowKey;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretState;
import org.holdfast.trust.Sheets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recovery secrets in escrow. */
@Command(
        name = "escrow",
        description = "Brings back the recovery sheet of a member that has lost it.",
        subcommands = EscrowCommand.Open.class,
        footer = {"", "Example: holdfast escrow open pc17 --out sheet-of-pc17.txt"})
public final class EscrowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "What about it? 'holdfast escrow open OWNER'.");
    }

    /** Opens one. */
    @Command(
            name = "open",
            description =
                    "Prints a member's recovery sheet. Whoever holds it has everything of that machine: the member"
                            + " is told, and the audit logs of all who were asked say so.",
            footer = {"", "Example: holdfast escrow open pc17 --sheet my-own-sheet.txt"})
    static final class Open implements Callable<Integer> {
        @Mixin
        private final Context context = new Context();

        @Parameters(paramLabel = "OWNER", description = "The member's name, or the beginning of its id.")
        private String owner = "";

        @Option(
                names = "--sheet",
                paramLabel = "FILE",
                description = "The founder's own sheet, where its secret is not on this machine any more.")
        private Optional<Path> sheet = Optional.empty();

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description =
                        "Writes the sheet into this new file, which nobody else may read, instead of printing it.")
        private Optional<Path> out = Optional.empty();

        @Override
        public Integer call() {
            Home home = context.home();
            home.mustBeInitialised();
            out.map(PrivateFile::new).ifPresent(PrivateFile::requireNew);
            try (RecoverySecret founder = founder(home)) {
                requireFounder(home, founder);
                List<JsonObject> found = new ArrayList<>();
                context.node().stream("POST", "/v1/escrow", Map.of("owner", owner), null, found::add);
                print(home, founder, found);
            }
            return 0;
        }

        private RecoverySecret founder(Home home) {
            IdentityStore identities = new IdentityStore(home.path(), InstantSource.system(), new SecureRandom());
            if (sheet.isEmpty() && identities.secrets().state() == SecretState.PRESENT) {
                return identities.secrets().secret();
            }
            byte[] shown = sheet.map(SheetCommand::read).orElseGet(() -> SheetCommand.ask("escrow open", "--sheet"));
            try (ReadSheet read = Sheets.read(shown)) {
                read.requireExact();
                return RecoverySecret.of(read.secret().bytes());
            }
        }

        /** Before anybody is asked: who cannot open the box need not alarm its owner. */
        private static void requireFounder(Home home, RecoverySecret founder) {
            Optional<EscrowKey> key = new ConfederationStore(home.path())
                    .load()
                    .flatMap(Confederation::roster)
                    .flatMap(Roster::escrow);
            if (!key.equals(Optional.of(founder.escrowKey()))) {
                throw new HoldfastException(
                        ErrorCode.WRONG_KEY,
                        "escrow key",
                        key.isEmpty()
                                ? "This machine's confederation has no escrow."
                                : "These are not the words of the machine that founded the confederation: only they"
                                        + " open what is in escrow. Give its sheet with --sheet FILE.");
            }
        }

        private void print(Home home, RecoverySecret founder, List<JsonObject> found) {
            List<HoldfastException> failures = new ArrayList<>();
            for (JsonObject each : found) {
                try (RecoverySecret secret = founder.unseal(box(each))) {
                    print(sheet(home, each, secret), Fields.text(each, "name"));
                    return;
                } catch (HoldfastException e) {
                    failures.add(e); // a keeper that lies: another one may not
                }
            }
            throw failures.getFirst();
        }

        private static EscrowBox box(JsonObject each) {
            return EscrowBox.read(HexFormat.of().parseHex(Fields.text(each, "box")));
        }

        private void print(String text, String name) {
            JsonObject object = new JsonObject();
            object.addProperty("type", "sheet");
            object.addProperty("name", name);
            if (out.isPresent()) {
                new PrivateFile(out.get()).write(text + System.lineSeparator());
                object.addProperty("file", out.get().toString());
                context.answer(object, "The sheet of '" + name + "' is in " + out.get() + ". Erase it after use.");
            } else {
                object.addProperty("text", text);
                context.answer(object, text);
            }
        }

        private static String sheet(Home home, JsonObject found, RecoverySecret secret) {
            PartnerPage page = new PartnerPage(
                    secret.owner(),
                    Fields.raw(found, "name"),
                    new ConfederationStore(home.path()).load().map(Confederation::ref),
                    keepers(found),
                    InstantSource.system().instant());
            return new String(Sheets.full(page, secret), StandardCharsets.UTF_8).stripTrailing();
        }

        /** Who keeps the box is a partner, or knows where partners are. */
        private static List<SheetPartner> keepers(JsonObject found) {
            List<SheetPartner> keepers = new ArrayList<>();
            for (JsonElement element : Fields.list(found, "keepers")) {
                JsonObject keeper = element.getAsJsonObject();
                for (JsonElement address : Fields.list(keeper, "addresses")) {
                    if (keepers.size() < PartnerPage.MAX_PARTNERS) {
                        keepers.add(SheetPartner.of(
                                OwnerId.of(HexFormat.of().parseHex(Fields.text(keeper, "node"))),
                                Fields.raw(keeper, "name"),
                                NodeAddress.parse(address.getAsString())));
                    }
                }
            }
            return keepers;
        }
    }
}
