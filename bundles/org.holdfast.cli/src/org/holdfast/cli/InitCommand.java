// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes this machine a node. */
@Command(
        name = "init",
        description = "Makes this machine's identity and recovery secret.",
        footer = {"", "Example: holdfast init --confederation 'Example Ltd'"})
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

    @ArgGroup(multiplicity = "1")
    private Membership membership = new Membership();

    /** One of the ways into a confederation. */
    static final class Membership {
        @Option(names = "--confederation", paramLabel = "NAME", description = "Found a managed confederation.")
        private Optional<String> found = Optional.empty();

        @Option(
                names = "--join",
                paramLabel = "CODE",
                description = "Enter one with the code that 'holdfast invite' made.")
        private Optional<String> join = Optional.empty();
    }

    @Override
    public Integer call() {
        Home home = context.home();
        String called = name.orElseGet(InitCommand::hostName);
        Affiliation affiliation = affiliation();
        SecureRandom random = new SecureRandom();
        IdentityStore store = new IdentityStore(home.path(), InstantSource.system(), random);
        try (RecoverySecret secret = RecoverySecret.generate(random);
                Identity identity = store.create(called, secret, affiliation)) {
            writeSettings(home, called);
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
        context.say("Next: 'holdfast start', then 'holdfast source add PATH'.");
        context.say("Print the recovery sheet with 'holdfast sheet --text': without it nobody can restore on a new"
                + " machine.");
        return 0;
    }

    private Affiliation affiliation() {
        if (membership.join.isPresent()) {
            JoinCode code = JoinCode.parse(membership.join.get());
            return new Affiliation.Joining(
                    code, seeds.stream().map(InitCommand::address).toList());
        }
        String founded = membership.found.orElseThrow(() -> new HoldfastException(
                ErrorCode.USAGE,
                "init",
                "Which confederation? '--confederation NAME' founds one, '--join CODE' enters one with the code that"
                        + " 'holdfast invite' made at a member."));
        return new Affiliation.Founder(founded, site.orElse("default"));
    }

    private static NodeAddress address(String text) {
        try {
            return NodeAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.USAGE, "--seed", String.valueOf(e.getMessage()), e);
        }
    }

    private void writeSettings(Home home, String called) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", called);
        site.ifPresent(label -> settings.put("site", label));
        if (!seeds.isEmpty()) {
            settings.put("seeds", String.join(",", seeds));
        }
        ConfigFile.write(home, settings);
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
