// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.cli.sheet.SheetPrint;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretState;
import org.holdfast.trust.SecretStore;
import org.holdfast.trust.Sheets;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The recovery sheet. */
@Command(
        name = "sheet",
        description = "Prints, checks or seals the recovery sheet.",
        footer = {"", "Example: holdfast sheet --pdf sheet.pdf", "Example: holdfast sheet --text > sheet.txt"})
public final class SheetCommand implements Callable<Integer> {
    private static final String TYPED = "-";

    @Mixin
    private final Context context = new Context();

    @ArgGroup
    private What what = new What();

    /** What to do with it. */
    static final class What {
        @Option(names = "--text", description = "Print it as text (the default).")
        private boolean text;

        @Option(
                names = "--pdf",
                paramLabel = "FILE",
                description = "Write it as PDF, with a QR code of everything on it.")
        private Optional<Path> pdf = Optional.empty();

        @Option(names = "--png", paramLabel = "FILE", description = "Write it as picture, with a QR code.")
        private Optional<Path> png = Optional.empty();

        @Option(
                names = "--seal",
                description = "Take the secret off this machine, once you have shown that the sheet is right.")
        private boolean seal;

        @Option(
                names = "--check",
                paramLabel = "FILE",
                arity = "0..1",
                fallbackValue = TYPED,
                description =
                        "Say whether this sheet restores this machine, and name what is wrong. Without a file: type"
                                + " its words.")
        private Optional<Path> check = Optional.empty();
    }

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description = "With --seal: the sheet's words, instead of typing them.")
    private Optional<Path> words = Optional.empty();

    @Override
    public Integer call() {
        Home home = context.home();
        home.mustBeInitialised();
        IdentityStore identities = new IdentityStore(home.path(), InstantSource.system(), new SecureRandom());
        if (what.check.isPresent()) {
            return check(identities, what.check.get());
        }
        if (what.pdf.isPresent() || what.png.isPresent()) {
            return draw(home, identities);
        }
        return what.seal ? seal(identities) : print(home, identities);
    }

    private int print(Home home, IdentityStore identities) {
        SecretStore secrets = identities.secrets();
        PartnerPage page = page(home, identities);
        byte[] sheet;
        if (secrets.state() == SecretState.SEALED) {
            sheet = Sheets.partnerPage(page);
        } else {
            try (RecoverySecret secret = secrets.secret()) {
                sheet = Sheets.full(page, secret);
            }
        }
        String text = new String(sheet, StandardCharsets.UTF_8);
        JsonObject object = new JsonObject();
        object.addProperty("type", "sheet");
        object.addProperty("text", text);
        context.answer(object, text.stripTrailing());
        return 0;
    }

    private int draw(Home home, IdentityStore identities) {
        Path file = what.pdf.or(() -> what.png).orElseThrow().toAbsolutePath().normalize();
        SecretStore secrets = identities.secrets();
        PartnerPage page = page(home, identities);
        boolean sealed = secrets.state() == SecretState.SEALED;
        if (sealed) {
            try (SheetPrint print = SheetPrint.partnerPage(page)) {
                new PrivateFile(file).write(ByteBuffer.wrap(drawn(print)));
            }
        } else {
            try (RecoverySecret secret = secrets.secret();
                    SheetPrint print = SheetPrint.full(page, secret)) {
                byte[] picture = drawn(print);
                secrets.writeSheet(file, picture);
                Arrays.fill(picture, (byte) 0);
            }
        }
        JsonObject object = new JsonObject();
        object.addProperty("type", "sheet");
        object.addProperty("file", file.toString());
        context.answer(
                object,
                sealed
                        ? file + " is written: the partner page. The words are on paper only."
                        : file + " is written, with the words in it. Print it; 'holdfast sheet --seal' erases it.");
        return 0;
    }

    private byte[] drawn(SheetPrint print) {
        return what.pdf.isPresent() ? print.pdf() : print.png();
    }

    private static PartnerPage page(Home home, IdentityStore identities) {
        try (Identity identity = identities.load()) {
            Optional<ConfederationRef> confederation =
                    new ConfederationStore(home.path()).load().map(Confederation::ref);
            return new PartnerPage(
                    identity.owner(),
                    identity.name(),
                    confederation,
                    partners(home),
                    InstantSource.system().instant());
        }
    }

    /** Where partners are now, if the node runs; a sheet without addresses still recovers in the partners' network. */
    private static List<SheetPartner> partners(Home home) {
        List<SheetPartner> partners = new ArrayList<>();
        Optional<NodeClient> node = NodeClient.find(home);
        List<JsonObject> known =
                node.map(each -> each.get("/v1/partner-page", Map.of())).orElse(List.of());
        for (JsonObject partner : known) {
            String address = Fields.list(partner, "addresses").getFirst().getAsString();
            if (partners.size() < PartnerPage.MAX_PARTNERS) {
                partners.add(SheetPartner.of(
                        OwnerId.of(java.util.HexFormat.of().parseHex(Fields.text(partner, "node"))),
                        Fields.raw(partner, "name"),
                        NodeAddress.parse(address)));
            }
        }
        return partners;
    }

    private int check(IdentityStore identities, Path file) {
        byte[] given = file.toString().equals(TYPED) ? ask("sheet --check", "--check") : read(file);
        try (ReadSheet sheet = Sheets.read(given);
                Identity identity = identities.load()) {
            sheet.requireExact();
            if (!sheet.secret().owner().equals(identity.owner())) {
                throw new HoldfastException(
                        ErrorCode.WRONG_KEY,
                        file.toString().equals(TYPED) ? "recovery sheet" : file.toString(),
                        "This is the sheet of another machine, "
                                + sheet.secret().owner().brief() + ".");
            }
            JsonObject object = new JsonObject();
            object.addProperty("type", "sheet_checked");
            object.addProperty("owner", identity.owner().toString());
            Optional<String> stale = sheet.page().flatMap(this::stale);
            object.addProperty("stale", stale.isPresent());
            context.answer(
                    object,
                    "Every word is right: this sheet restores '" + identity.name() + "'."
                            + stale.map(each -> "\n" + each).orElse(""));
        }
        return 0;
    }

    /** Whether the addresses on the sheet are still those of partners, as far as the node knows. */
    private Optional<String> stale(PartnerPage printed) {
        List<SheetPartner> now = partners(context.home());
        long right = printed.partners().stream()
                .filter(each -> now.stream()
                        .anyMatch(other -> other.fingerprint().equals(each.fingerprint())
                                && other.address().equals(each.address())))
                .count();
        return now.isEmpty()
                        || right == now.size() && right == printed.partners().size()
                ? Optional.empty()
                : Optional.of(right + " of the " + printed.partners().size()
                        + " addresses on it are still right, and there are " + now.size()
                        + " partners now: print a new page soon ('holdfast sheet'). One that can be reached is"
                        + " enough.");
    }

    private int seal(IdentityStore identities) {
        SecretStore.Sealed sealed = identities
                .secrets()
                .seal(words.map(SheetCommand::read).orElseGet(() -> ask("sheet --seal", "--words")));
        JsonObject object = new JsonObject();
        object.addProperty("type", "sealed");
        object.addProperty("erased", sealed.erased().size());
        context.answer(
                object, "Sealed: the secret is no longer on this machine. Keep the sheet where this machine is not.");
        sealed.changed()
                .forEach(file -> context.say("  " + file + " was changed since and is left; it may hold the words."));
        return 0;
    }

    /** Words from the terminal. @param option what else could give them */
    static byte[] ask(String command, String option) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new HoldfastException(
                    ErrorCode.USAGE, command, "Type the words on a terminal, or give them with " + option + " FILE.");
        }
        String typed = console.readLine("Type all words of the sheet, in order, then Enter:%n");
        return (typed == null ? "" : typed).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.SHEET_UNREADABLE,
                    file.toString(),
                    "The sheet " + file + " cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
