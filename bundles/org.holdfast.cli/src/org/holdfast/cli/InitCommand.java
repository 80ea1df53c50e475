// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.x509.MachineCertificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes this machine a node. */
@Command(
        name = "init",
        description = "Makes this machine's identity and recovery secret.",
        footer = {
            "",
            "Example: holdfast init --confederation 'Example Ltd'",
            "",
            "On a terminal, without a way into a confederation, it asks what it needs to know. Anywhere else nothing is",
            "asked: where no way is given, HOLDFAST_JOIN_CODE is used; HOLDFAST_SITE and",
            "HOLDFAST_SEEDS (HOST:PORT, separated by commas) stand in for --site and --seed.",
            "With --certificate and --key what --join, --join-file or HOLDFAST_JOIN_CODE says is the confederation's id.",
            "A machine that was not let in yet may be given another code or certificate in the same way; it keeps its"
                    + " identity."
        })
public final class InitCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 32;

    @Mixin
    private final Context context = new Context();

    @Option(names = "--name", paramLabel = "N", description = "What this machine is called (else its host name).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--site", paramLabel = "S", description = "The building or place it stands in.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "A member's address, where multicast does not reach; may be repeated.")
    private List<String> seeds = new ArrayList<>();

    @Option(names = "--once", description = "Succeed and change nothing on a machine that is a member already.")
    private boolean once;

    @Option(
            names = "--no-escrow",
            description = "Nobody can bring back this machine's lost sheet; when founding: nor that of any member.")
    private boolean noEscrow;

    @ArgGroup(exclusive = false)
    private @Nullable Certified certified;

    /** Both, or none. */
    static final class Certified {
        @Option(
                names = "--certificate",
                paramLabel = "FILE",
                required = true,
                description =
                        "This machine's certificate of the organisation's CA, PEM or DER, and those between the two;"
                                + " joins without a code.")
        private Path chain = Path.of("");

        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "Its key, PKCS #8 in PEM; used here once and not kept.")
        private Path key = Path.of("");

        MachineCertificate load() {
            return MachineCertificate.load(chain, key);
        }
    }

    @ArgGroup(multiplicity = "0..1")
    private Membership membership = new Membership();

    /** One of the ways into a confederation. */
    static final class Membership {
        @Option(names = "--confederation", paramLabel = "NAME", description = "Found a managed confederation.")
        private Optional<String> found = Optional.empty();

        @Option(
                names = "--join",
                paramLabel = "CODE",
                description = "Enter one with the code that 'holdfast invite' made; with --certificate: its id.")
        private Optional<String> join = Optional.empty();

        @Option(
                names = "--open",
                paramLabel = "NAME",
                arity = "0..1",
                fallbackValue = "open",
                description =
                        "Be in an open one, without a roster: with machines that say the same name (open) and that"
                                + " 'holdfast pair' has paired with this one.")
        private Optional<String> open = Optional.empty();

        @Option(names = "--join-file", paramLabel = "FILE", description = "The same, from a file; - is standard input.")
        private Optional<Path> joinFile = Optional.empty();
    }

    private final Environment environment;
    private final Supplier<Optional<Person>> person;
    /** Of others, as the person said; 0 where nobody was asked. */
    private long offeredGibibytes;

    /** Only picocli makes one. */
    public InitCommand() {
        this(Environment.SYSTEM, Person::atTerminal);
    }

    InitCommand(Environment environment) {
        this(environment, Optional::empty);
    }

    InitCommand(Environment environment, Supplier<Optional<Person>> person) {
        this.environment = environment;
        this.person = person;
    }

    @Override
    public Integer call() {
        Home home = context.home();
        SecureRandom random = new SecureRandom();
        IdentityStore store = new IdentityStore(home.path(), InstantSource.system(), random);
        if (once && store.isMember()) {
            context.say("This machine is a member already; nothing was changed.");
            return 0;
        }
        if (!isWaySaid() && !store.exists() && context.isForPeople()) {
            person.get().ifPresent(who -> take(new InitDialogue(who).ask(known(home))));
        }
        Affiliation affiliation = affiliation();
        if (affiliation instanceof Affiliation.Joining joining && store.exists()) {
            store.rejoin(joining);
            rejoined(home);
        } else if (affiliation instanceof Affiliation.Certified joining && store.exists()) {
            store.rejoin(joining);
            rejoined(home);
        } else {
            make(home, store, random, affiliation);
        }
        return 0;
    }

    private boolean isWaySaid() {
        return certified != null
                || membership.found.isPresent()
                || membership.join.isPresent()
                || membership.open.isPresent()
                || membership.joinFile.isPresent()
                || JoinCodeSource.environment(environment).isPresent();
    }

    private InitDialogue.Known known(Home home) {
        return new InitDialogue.Known(name.orElseGet(InitCommand::hostName), name, site(), free(home.path()));
    }

    /** Of the disk that the folder is on, or will be. */
    private static long free(Path home) {
        Path there = home;
        while (there.getParent() != null && Files.notExists(there)) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, there.toString(), "The disk of " + there + " cannot be seen: " + e, e);
        }
    }

    private void take(InitDialogue.Answers said) {
        name = Optional.of(said.name());
        site = said.site();
        offeredGibibytes = said.offered();
        switch (said.way()) {
            case InitDialogue.Way.Found(String confederation) -> membership.found = Optional.of(confederation);
            case InitDialogue.Way.Join(String code) -> membership.join = Optional.of(code);
            case InitDialogue.Way.Open(String confederation) -> membership.open = Optional.of(confederation);
        }
    }

    private void rejoined(Home home) {
        ConfigFile.change(home, settings());
        JsonObject changed = new JsonObject();
        changed.addProperty("type", "rejoining");
        changed.addProperty("home", home.path().toString());
        context.answer(changed, "This machine has its identity already; it joins with what is new from now on.");
    }

    private void make(Home home, IdentityStore store, SecureRandom random, Affiliation affiliation) {
        String called = name.orElseGet(InitCommand::hostName);
        try (RecoverySecret secret = RecoverySecret.generate(random);
                Identity identity = store.create(called, secret, affiliation)) {
            Map<String, String> settings = settings();
            settings.put("name", called);
            ConfigFile.write(home, settings);
            JsonObject made = new JsonObject();
            made.addProperty("type", "initialised");
            made.addProperty("owner", identity.owner().toString());
            made.addProperty("name", called);
            made.addProperty("home", home.path().toString());
            context.answer(
                    made,
                    "This machine is '" + called + "' (" + identity.owner().brief() + "), its data are in "
                            + home.path() + ".");
        }
        context.say(
                affiliation instanceof Affiliation.Open
                        ? "Next: 'holdfast start', then pair it with other machines: 'holdfast pair --list', 'holdfast"
                                + " pair NODE'."
                        : "Next: 'holdfast start', then 'holdfast source add PATH'.");
        context.say("Print the recovery sheet with 'holdfast sheet --text': without it nobody can restore on a new"
                + " machine.");
    }

    private Affiliation affiliation() {
        if (certified != null && (membership.found.isPresent() || membership.open.isPresent())) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "--certificate", "A certificate is for joining: say which with '--join ID'.");
        }
        if (membership.found.isPresent()) {
            return new Affiliation.Founder(membership.found.get(), site().orElse("default"), !noEscrow);
        }
        if (membership.open.isPresent()) {
            return new Affiliation.Open(membership.open.get());
        }
        String said = membership
                .join
                .or(() -> membership.joinFile.map(JoinCodeSource::file))
                .or(() -> JoinCodeSource.environment(environment))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE,
                        "init",
                        "Which confederation? '--confederation NAME' founds one; '--open' needs no founder; '--join CODE', '--join-file FILE' or "
                                + JoinCodeSource.VARIABLE
                                + " enters one with the code that 'holdfast invite' made at a member."));
        List<NodeAddress> addresses = seeds().stream().map(InitCommand::address).toList();
        return certified == null
                ? new Affiliation.Joining(JoinCodeSource.code(said), addresses)
                : new Affiliation.Certified(JoinCodeSource.confederation(said), certified.load(), addresses);
    }

    private Optional<String> site() {
        return site.or(() -> environment.get("HOLDFAST_SITE"));
    }

    private List<String> seeds() {
        return seeds.isEmpty()
                ? environment.get("HOLDFAST_SEEDS").stream()
                        .flatMap(all -> Stream.of(all.split(",")))
                        .map(String::strip)
                        .toList()
                : seeds;
    }

    private static NodeAddress address(String text) {
        try {
            return NodeAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.USAGE, "--seed", String.valueOf(e.getMessage()), e);
        }
    }

    /** What was said, and nothing else: all other settings have their defaults. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        name.ifPresent(given -> settings.put("name", given));
        site().ifPresent(label -> settings.put("site", label));
        if (!seeds().isEmpty()) {
            settings.put("seeds", String.join(",", seeds()));
        }
        if (noEscrow) {
            settings.put("escrow", "false");
        }
        if (offeredGibibytes > 0) {
            settings.put("offered.space.mebibytes", String.valueOf(offeredGibibytes << 10));
        }
        return settings;
    }

    private static String hostName() {
        try {
            String host = InetAddress.getLocalHost().getHostName();
            return host.length() > LONGEST_NAME ? host.substring(0, LONGEST_NAME) : host;
        } catch (UnknownHostException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "--name", "This machine's own name cannot be found; give one with --name.", e);
        }
    }
}
