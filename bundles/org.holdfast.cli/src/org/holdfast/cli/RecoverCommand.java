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
import org.holdfast.trust.Affiliation;
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
        description = "On a blank machine: restores everything with nothing but the recovery sheet.",
        footer = {"", "Example: holdfast recover --sheet sheet.txt --to /"})
public final class RecoverCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(60);

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

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Where to write; the full source paths are built below it.")
    private Path to = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "A partner's address, if those on the sheet are stale; may be repeated.")
    private List<String> seeds = new ArrayList<>();

    @Option(
            names = "--overwrite",
            description = "Replace what is there already; contents are compared, and only what differs is fetched.")
    private boolean overwrite;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the new node; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Home home = context.home();
        List<String> addresses = new ArrayList<>(seeds);
        if (home.isInitialised()) {
            context.say("Going on with the recovery that was begun in " + home.path() + ".");
        } else {
            addresses.addAll(makeIdentity(home));
        }
        if (home.door().isEmpty()) {
            NodeProcess.start(home, START);
        }
        Progress progress = new Progress(context);
        NodeClient.of(home).stream("POST", "/v1/recover", Map.of(), body(addresses), progress);
        return RestoreCommand.finish(context, progress);
    }

    /** The addresses that the sheet names. */
    private List<String> makeIdentity(Home home) {
        try (ReadSheet sheet = Sheets.read(given.sheet.map(SheetCommand::read).orElseGet(RecoverCommand::ask))) {
            sheet.mended()
                    .ifPresent(word -> context.say("Word " + word.position() + " was '" + word.typed()
                            + "' and must be '" + word.right() + "'; correct the sheet."));
            Optional<PartnerPage> page = sheet.page();
            Affiliation affiliation = page.flatMap(PartnerPage::confederation)
                    .<Affiliation>map(Affiliation.Returning::new)
                    .orElseGet(Affiliation.Unknown::new);
            String name = page.map(PartnerPage::ownerName).orElse("recovered");
            new IdentityStore(home.path(), InstantSource.system(), new SecureRandom())
                    .recover(name, sheet.secret(), SeenKeys.NONE, affiliation)
                    .close();
            List<String> addresses = page.stream()
                    .flatMap(each -> each.partners().stream())
                    .map(partner -> partner.address().toString())
                    .toList();
            writeSettings(home, name, addresses);
            return addresses;
        }
    }

    private void writeSettings(Home home, String name, List<String> addresses) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("seeds", String.join(",", addresses));
        all.putAll(settings);
        ConfigFile.write(home, all);
    }

    private JsonObject body(List<String> addresses) {
        JsonObject body = new JsonObject();
        body.addProperty("to", to.toAbsolutePath().normalize().toString());
        body.addProperty("overwrite", overwrite);
        JsonArray array = new JsonArray();
        addresses.forEach(array::add);
        body.add("seeds", array);
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
