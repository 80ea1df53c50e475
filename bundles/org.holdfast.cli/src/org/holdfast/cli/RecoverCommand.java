// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.SeenKeys;
import org.holdfast.trust.Sheets;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a lost machine back on a blank one. */
@Command(
        name = "recover",
        description =
                "On a blank machine: restores everything with nothing but the recovery sheet. Run again it goes on"
                        + " where it was.",
        footer = {
            "",
            "Example: holdfast recover --sheet sheet.txt --to /",
            "Example: holdfast recover --sheet sheet.txt --list"
        })
public final class RecoverCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(60);
    /** The node takes no more in one call; those of the sheet are among its settings, too. */
    private static final int SEEDS = 16;

    @Mixin
    private final Context context = new Context();

    @ArgGroup(multiplicity = "1")
    private Given given = new Given();

    /** Where the secret comes from. */
    static final class Given {
        @Option(names = "--sheet", paramLabel = "FILE", description = "The sheet, as printed or scanned.")
        private Optional<Path> sheet = Optional.empty();

        @Option(names = "--words", description = "Type the words.")
        private boolean words;
    }

    /** A recovery brings back files and snapshots; what stood in the lost ledger and settings it does not have. */
    private static final String NEXT =
            "Nothing new is backed up yet. Name what to back up with 'holdfast source add PATH',"
                    + " its place with 'holdfast config set site PLACE', then print a new sheet and seal it.";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Where to write; the full source paths are built below it.")
    private Optional<Path> to = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "A partner's address, if those on the sheet are stale; may be repeated.")
    private List<String> seeds = new ArrayList<>();

    @Option(names = "--snapshot", paramLabel = "SNAPSHOT", description = "Restore this one instead of the newest.")
    private Optional<String> snapshot = Optional.empty();

    @Option(
            names = "--list",
            description = "Restores nothing: lists the states of the snapshots that partners keep, the newest first.")
    private boolean list;

    @Option(
            names = "--at",
            paramLabel = "HEAD",
            description = "Go back to this state, as --list names it, though there are newer ones.")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--before",
            paramLabel = "TIME",
            description = "Go back to the newest state that partners had before this time (2026-03-01T12:00:00Z): from"
                    + " then on somebody else had the machine.")
    private Optional<String> before = Optional.empty();

    @Option(
            names = "--overwrite",
            description = "Replace what is there already; contents are compared, and only what differs is fetched.")
    private boolean overwrite;

    @Option(
            names = "--wait",
            description = "Wait for partners that are missing, and try again until everything is back; else it is asked"
                    + " on a terminal, and elsewhere it ends with status 3.")
    private boolean wait;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the new node; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        if (to.isPresent() == list) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "recover", "Say where to write with --to DIR, or say --list to look first.");
        }
        Home home = context.home();
        List<String> addresses = new ArrayList<>(seeds);
        try (ReadSheet sheet = Sheets.read(secret())) {
            sayMended(sheet);
            addresses.addAll(addresses(sheet));
            if (home.isInitialised()) {
                requireSameOwner(home, sheet);
                context.say("Going on with the identity that is in " + home.path() + ".");
            } else {
                makeIdentity(home, sheet);
            }
        }
        applySettings(home);
        if (home.door().isEmpty()) {
            NodeProcess.start(home, START);
        }
        if (list) {
            list(home, addresses);
            return 0;
        }
        Progress progress = new Progress(context);
        new RecoveryGuide(steps(home, progress), RecoveryGuide.person(context::say, isTerminal()), wait).run(addresses);
        int status = RestoreCommand.finish(context, progress);
        if (status == 0 && NodeClient.of(home).get("/v1/sources", Map.of()).isEmpty()) {
            context.say(NEXT);
        }
        return status;
    }

    private boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !context.json() && !context.quiet();
    }

    private RecoveryGuide.Steps steps(Home home, Progress progress) {
        return new RecoveryGuide.Steps() {
            @Override
            public JsonObject recover(List<String> addresses) {
                NodeClient.of(home).stream("POST", "/v1/recover", Map.of(), body(addresses), progress);
                return progress.last();
            }

            @Override
            public JsonObject missing() {
                return NodeClient.of(home).getOne("/v1/missing");
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }
        };
    }

    private void list(Home home, List<String> addresses) {
        String asked =
                String.join(",", addresses.subList(0, Math.max(seeds.size(), Math.min(addresses.size(), SEEDS))));
        List<JsonObject> heads = NodeClient.of(home).get("/v1/heads", Map.of("seeds", asked));
        heads.forEach(each -> context.answer(each, describe(each)));
        if (heads.stream().anyMatch(each -> Fields.flag(each, "forked"))) {
            context.say("Heads of one number exclude each other: two machines have written with this machine's keys, or"
                    + " it was set back and went on.");
        }
    }

    static String describe(JsonObject head) {
        return String.format(
                "%-20s  with %d partners since %s  %s, the newest of %s, %s%s",
                Fields.text(head, "head"),
                Fields.number(head, "partners"),
                Fields.text(head, "stored"),
                Terminal.count(Fields.number(head, "snapshots"), "snapshot"),
                Terminal.count(Fields.number(head, "files"), "file"),
                Terminal.bytes(Fields.number(head, "bytes")),
                Fields.flag(head, "forked") ? "  FORK" : "");
    }

    private byte[] secret() {
        if (given.sheet.isEmpty() && !given.words) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "recover", "Give the sheet with --sheet FILE, or say --words and type its words.");
        }
        return given.sheet.map(SheetCommand::read).orElseGet(RecoverCommand::ask);
    }

    private static List<String> addresses(ReadSheet sheet) {
        return sheet.page().stream()
                .flatMap(each -> each.partners().stream())
                .map(partner -> partner.address().toString())
                .toList();
    }

    /** @throws HoldfastException WRONG_KEY: with this identity nothing of the sheet's owner would be found */
    private static void requireSameOwner(Home home, ReadSheet sheet) {
        try (Identity present = identities(home).load()) {
            OwnerId wanted = sheet.secret().owner();
            if (!present.owner().equals(wanted)) {
                String name = sheet.page()
                        .map(page -> "'" + page.ownerName() + "' (" + wanted.brief() + ")")
                        .orElse(wanted.brief());
                throw new HoldfastException(
                        ErrorCode.WRONG_KEY,
                        home.path().toString(),
                        "The sheet is of " + name + ", but " + home.path() + " is the folder of '" + present.name()
                                + "' (" + present.owner().brief() + "). Use that one's sheet, or name another folder"
                                + " for this one with --home FOLDER.");
            }
        }
    }

    private void sayMended(ReadSheet sheet) {
        sheet.mended()
                .ifPresent(word -> context.say("Word " + word.position() + " was '" + word.typed() + "' and must be '"
                        + word.right() + "'; correct the sheet."));
    }

    private static void makeIdentity(Home home, ReadSheet sheet) {
        Affiliation affiliation = sheet.page()
                .flatMap(PartnerPage::confederation)
                .<Affiliation>map(Affiliation.Returning::new)
                .orElseGet(Affiliation.Unknown::new);
        String name = sheet.page().map(PartnerPage::ownerName).orElse("recovered");
        identities(home)
                .recover(name, sheet.secret(), SeenKeys.NONE, affiliation)
                .close();
        ConfigFile.write(home, Map.of("name", name, "seeds", String.join(",", addresses(sheet))));
    }

    private static IdentityStore identities(Home home) {
        return new IdentityStore(home.path(), InstantSource.system(), new SecureRandom());
    }

    /** On every attempt: the one before may have failed for the want of them. */
    private void applySettings(Home home) {
        Optional<NodeClient> node = NodeClient.find(home);
        if (node.isPresent()) {
            settings.forEach((key, value) -> ConfigCommand.change(node.get(), key, value));
        } else {
            ConfigFile.change(home, settings);
        }
    }

    private JsonObject body(List<String> addresses) {
        JsonObject body = new JsonObject();
        to.ifPresent(
                dir -> body.addProperty("to", dir.toAbsolutePath().normalize().toString()));
        body.addProperty("overwrite", overwrite);
        JsonArray array = new JsonArray();
        addresses.forEach(array::add);
        body.add("seeds", array);
        snapshot.ifPresent(wanted -> body.addProperty("snapshot", wanted));
        at.ifPresent(head -> body.addProperty("at", head));
        before.ifPresent(time -> body.addProperty("before", time));
        return body;
    }

    private static byte[] ask() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "recover --words",
                    "Type the words on a terminal, or give the sheet with --sheet FILE.");
        }
        String typed = console.readLine("Type all words of the sheet, in order, then Enter:%n");
        return (typed == null ? "" : typed).getBytes(StandardCharsets.UTF_8);
    }
}
