// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterPublisher;
import org.holdfast.format.identity.RosterPublisher.Status;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.BundleGate.Rejected;
import org.holdfast.plugins.internal.Gate;
import org.holdfast.plugins.sample.Greeter;
import org.holdfast.trust.ConfederationStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The gate in a real framework. */
@Tag("R64")
class BundleGateTest {
    @TempDir
    Path folder;

    private Home node;

    @BeforeEach
    void make() throws Exception {
        node = home(folder);
    }

    /** The framework to try it in. */
    Home home(Path folder) throws IOException {
        return new Home(folder);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void signedAndListedBundlesOfTheProductRun() throws Exception {
        node.product(node.jar("a.signed", "1.0.0"));
        list(node.product(node.unsigned("a.listed", "1.0.0")));
        node.start();

        assertEquals(Map.of("a.signed", "1.0.0", "a.listed", "1.0.0"), node.running());
        assertEquals(List.of(), node.gate().rejected());
    }

    @Test
    void whatIsNeitherDoesNotResolve() throws Exception {
        node.product(node.unsigned("a.stray", "1.0.0"));
        Path altered = node.product(node.jar("a.altered", "1.0.0"));
        Jars.change(altered, entries -> entries.put("more.class", new byte[1]));
        Path listed = node.product(node.unsigned("a.listed", "1.0.0"));
        list(listed);
        Jars.change(listed, entries -> entries.put("more.class", new byte[1]));
        node.start();

        assertEquals(Map.of(), node.running());
        assertEquals(
                Map.of(
                        "a.stray", new Verdict.Unsigned("org/holdfast/plugins/sample/Greeter.class"),
                        "a.altered", new Verdict.Unsigned("more.class"),
                        "a.listed", new Verdict.Altered("the file as a whole")),
                node.gate().rejected().stream().collect(Collectors.toMap(Rejected::name, Rejected::verdict)));
        assertTrue(node.gate().rejected().stream().allMatch(Rejected::product));
        assertTrue(node.gate().rejected().getFirst().message().contains("a.stray"));
    }

    @Test
    void whatFailsServesNobodyAndHarmsNobody() throws Exception {
        Path provider = Jars.bundle(
                folder.resolve("provider.jar"), "a.provider", "1.0.0", Greeter.class, "Provide-Capability: a.thing");
        Path consumer = Jars.bundle(
                folder.resolve("consumer.jar"), "a.consumer", "1.0.0", Greeter.class, "Require-Capability: a.thing");
        Path fragment = Jars.bundle(
                folder.resolve("fragment.jar"), "a.fragment", "1.0.0", Greeter.class, "Fragment-Host: a.host");
        node.product(node.jar("a.host", "1.0.0"));
        node.product(Jars.signed(consumer, Cast.HOUSE));
        node.product(provider);
        node.product(fragment);
        node.start();

        assertEquals(Map.of("a.host", "1.0.0"), node.running());
        assertEquals(
                List.of("a.provider", "a.fragment"),
                node.gate().rejected().stream().map(Rejected::name).toList());
        assertEquals(Bundle.INSTALLED, node.bundle("fragment.jar").getState());
    }

    @Test
    void aListIsForTheProductOnly() throws Exception {
        Path plugin = node.unsigned("a.plugin", "1.0.0");
        list(plugin);
        node.start();
        Bundle bundle = node.context().installBundle("reference:file:" + plugin);

        assertEquals(
                BundleException.RESOLVE_ERROR,
                assertThrows(BundleException.class, bundle::start).getType());
        assertEquals(false, node.gate().rejected().getFirst().product());
    }

    @Test
    void aCopyThatTheFrameworkKeepsCannotBeChecked() throws Exception {
        Path plugin = node.jar("a.plugin", "1.0.0");
        node.start();
        Bundle bundle;
        try (var in = Files.newInputStream(plugin)) {
            bundle = node.context().installBundle("reference:file:" + plugin + "-not-there", in);
        }

        assertThrows(BundleException.class, bundle::start);
        assertInstanceOf(Verdict.Broken.class, node.gate().rejected().getFirst().verdict());
    }

    @Test
    void whatWasAlteredSinceTheLastStartIsTakenApart() throws Exception {
        Path plugin = node.jar("a.plugin", "1.0.0");
        node.start();
        node.context().installBundle("reference:file:" + plugin).start();
        node.restart();
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running(), "remembered by the framework");
        node.stop();
        Jars.change(plugin, entries -> entries.put("org/holdfast/plugins/sample/More.class", new byte[9]));
        node.start();

        assertEquals(Map.of(), node.running());
        assertEquals(Bundle.INSTALLED, node.bundle("a.plugin").getState());
        assertInstanceOf(
                Verdict.Unsigned.class, node.gate().rejected().getFirst().verdict());
    }

    @Test
    void rosterTrustsAndRevokes() throws Exception {
        Path plugin = Jars.signed(node.unsigned("a.plugin", "1.0.0"), Cast.FRIEND);
        node.start();
        assertInstanceOf(Verdict.Unknown.class, node.gate().check(plugin));

        var admin = Signatures.signer(Ed25519.privateKey(new byte[32]));
        var friend = new RosterPublisher(Cast.FRIEND.fingerprint(), Status.TRUSTED, "friend");
        Roster first = Roster.found(new Founding(admin.key(), Cast.NOW, "test"), List.of(), admin);
        Roster trusting = first.withPublisher(friend, Cast.NOW, admin);
        Files.createDirectories(node.home.resolve("identity"));
        ConfederationStore confederation = new ConfederationStore(node.home);
        confederation.enter(trusting);
        node.context().installBundle("reference:file:" + plugin).start();
        assertEquals(Map.of("a.plugin", "1.0.0"), node.running());

        confederation.adopt(trusting.withPublisher(friend.revoked(), Cast.NOW, admin));
        node.restart();
        assertEquals(Map.of(), node.running());
        assertEquals(
                new Verdict.Revoked("friend", Cast.FRIEND.fingerprint()),
                node.gate().rejected().getFirst().verdict());
    }

    @Test
    void withoutAnInstallationThereIsNoGate() throws Exception {
        node.start();
        Gate gate = new Gate(node.context(), Optional.empty(), node.home, () -> Cast.NOW);
        gate.open();

        assertEquals(false, gate.inForce());
        assertEquals(List.of(), gate.rejected());
        assertInstanceOf(
                Verdict.Unsigned.class, gate.check(node.unsigned("a.plugin", "1.0.0")), "for plug-ins it holds");
    }

    @Test
    void damagedListIsAnError() throws Exception {
        Files.writeString(node.install.resolve("configuration/bundles.sha256"), "nothing of the kind\n");

        assertThrows(HoldfastException.class, node::start);
        node.stop();
        Files.delete(node.install.resolve("configuration/bundles.sha256"));
        node.start();
    }

    private void list(Path jar) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        Files.writeString(
                node.install.resolve("configuration/bundles.sha256"),
                HexFormat.of().formatHex(sha256) + "  " + jar.getFileName() + "\n");
    }
}
