// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SeenKeys;

/**
 * A managed confederation of whole nodes in this process: real stores, files, keys, providers and conversations; only
 * the wires between them are queues. All are on the roster from the start. Node 0 is the owner in most tests.
 */
final class TestConfederation implements AutoCloseable {
    private static final int FIRST_PORT = 1000;
    private static final int SITES = 3;

    final MemoryNetwork network = new MemoryNetwork();
    private final Path folder;
    private final List<TestNode> nodes = new ArrayList<>();
    private Roster roster;

    /** Makes homes and a roster; starts nothing. */
    TestConfederation(Path folder, int size) {
        this.folder = folder;
        List<Identity> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] secret = new byte[RecoverySecret.BYTES];
            new SecureRandom().nextBytes(secret);
            Affiliation affiliation = i == 0 ? new Affiliation.Founder("test", "site0") : new Affiliation.Unknown();
            Path home = folder.resolve("home" + i);
            try (RecoverySecret stored = RecoverySecret.of(secret)) {
                members.add(identities(home).create("node" + i, stored, affiliation));
            }
            nodes.add(settled(
                    new TestNode(network, FIRST_PORT + i, home, members.get(i).owner(), secret), i));
        }
        roster = new ConfederationStore(home(0)).load().orElseThrow().roster().orElseThrow();
        for (int i = 1; i < size; i++) {
            RosterEntry row = RosterEntry.active(members.get(i).owner(), "site" + i % SITES, "node" + i);
            roster = roster.with(
                    row,
                    InstantSource.system().instant(),
                    members.get(0).admin().orElseThrow());
        }
        for (int i = 0; i < size; i++) {
            new ConfederationStore(home(i)).enter(roster);
        }
    }

    /** With settings of its own that fit a test. */
    static TestNode settled(TestNode node, int number) {
        return node.set(Setting.NAME, "node" + number)
                .set(Setting.HOST, "host" + number)
                .set(Setting.SITE, "site" + number % SITES)
                .set(Setting.BIND_ADDRESS, "127.0.0.1")
                .set(Setting.RESERVE_MEBIBYTES, 1)
                .set(Setting.SEGMENT_MEBIBYTES, 4)
                .set(Setting.PARTNER_MEBIBYTES, 2048)
                .set(Setting.OFFERED_MEBIBYTES, 100_000)
                .set(Setting.REDUNDANCY, "1+1")
                .set(Setting.SPARES, 0)
                .set(Setting.ABSENT_SECONDS, 0)
                .set(Setting.BACKUP_SCHEDULE, "manual");
    }

    private static IdentityStore identities(Path home) {
        return new IdentityStore(home, InstantSource.system(), new SecureRandom());
    }

    private Path home(int i) {
        return nodes.get(i).home();
    }

    TestNode node(int i) {
        return nodes.get(i);
    }

    TestNode owner() {
        return node(0);
    }

    List<TestNode> partners() {
        return nodes.subList(1, nodes.size());
    }

    /** Starts all, and waits until the owner has all others as partners: its code takes every one of them. */
    TestConfederation start(String code) {
        try {
            owner().set(Setting.REDUNDANCY, code);
            partners().forEach(TestNode::start);
            owner().set(Setting.SEEDS, seeds()).start();
            Await.until("agreements with all", () -> agreed(owner()).size() == nodes.size() - 1);
            return this;
        } catch (RuntimeException | Error e) {
            close(); // whoever called has nothing to close, and the nodes would run into the next test
            throw e;
        }
    }

    /** The addresses of all but the owner. */
    String seeds() {
        return partners().stream().map(each -> "127.0.0.1:" + each.port()).collect(Collectors.joining(","));
    }

    static Set<OwnerId> agreed(TestNode node) {
        Set<OwnerId> all = new HashSet<>();
        node.node().agreed().forEach(terms -> all.add(terms.partnerOf(node.owner())));
        return all;
    }

    /** Stops node 0 for good; a machine with nothing but its sheet takes its place, and is started. */
    TestNode blank(String seeds) {
        return blank(seeds, providers -> Optional.empty());
    }

    /** The same, in a framework that offers this. */
    TestNode blank(String seeds, Function<Providers, Optional<Plugins>> plugins) {
        try (RecoverySecret secret = owner().secret()) {
            return blank(0, secret, seeds, plugins);
        }
    }

    /** The same for any node, with the secret that somebody has of it. */
    TestNode blank(int number, RecoverySecret secret, String seeds) {
        return blank(number, secret, seeds, providers -> Optional.empty());
    }

    private TestNode blank(
            int number, RecoverySecret secret, String seeds, Function<Providers, Optional<Plugins>> plugins) {
        TestNode lost = node(number);
        lost.stop();
        Path home = folder.resolve("blank");
        // The device number comes from a clock that counts minutes; a real machine is not lost within one.
        int before = identities(lost.home()).load().certificate().deviceEpoch();
        identities(home).recover("node" + number, secret, new SeenKeys(before, 0), new Affiliation.Unknown());
        TestNode back = settled(new TestNode(network, lost.port(), home, secret.owner(), secret.bytes()), number)
                .set(Setting.SEEDS, seeds)
                .plugins(plugins);
        nodes.set(number, back);
        return back.start();
    }

    /** Stops a node; its disk goes on in another machine, at another address and under another name. */
    TestNode moved(int number, String host, String name) {
        TestNode before = node(number);
        before.stop();
        try (RecoverySecret secret = before.secret()) {
            int port = FIRST_PORT + 100 + number;
            TestNode after = settled(new TestNode(network, port, before.home(), before.owner(), secret.bytes()), number)
                    .set(Setting.HOST, host)
                    .set(Setting.NAME, name);
            nodes.set(number, after);
            return after.start();
        }
    }

    /** A machine that was recovered with the sheet of no member of this confederation, and is started. */
    TestNode stranger(String seeds) {
        byte[] secret = new byte[RecoverySecret.BYTES];
        new SecureRandom().nextBytes(secret);
        Path home = folder.resolve("stranger");
        Identity made;
        try (RecoverySecret stored = RecoverySecret.of(secret)) {
            made = identities(home).recover("stranger", stored, SeenKeys.NONE, new Affiliation.Unknown());
        }
        int port = FIRST_PORT + nodes.size();
        return settled(new TestNode(network, port, home, made.owner(), secret), nodes.size())
                .set(Setting.SEEDS, seeds)
                .start();
    }

    /** A new machine with a join code, which is started. @param seeds a member's address */
    TestNode joiner(String code, String seeds) {
        byte[] secret = new byte[RecoverySecret.BYTES];
        new SecureRandom().nextBytes(secret);
        Path home = folder.resolve("joiner");
        Identity made;
        try (RecoverySecret stored = RecoverySecret.of(secret)) {
            Affiliation joining = new Affiliation.Joining(JoinCode.parse(code), List.of(NodeAddress.parse(seeds)));
            made = identities(home).create("joiner", stored, joining);
        }
        int number = nodes.size();
        TestNode node = settled(new TestNode(network, FIRST_PORT + number, home, made.owner(), secret), number)
                .set(Setting.NAME, "joiner")
                .set(Setting.SEEDS, seeds);
        nodes.add(node);
        return node.start();
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
    }
}
