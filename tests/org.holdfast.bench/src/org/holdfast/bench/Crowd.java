// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.discovery.jgroups.JGroupsDiscovery;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterChange;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ByteCount;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.IdentityStore;

/**
 * Makes a small lab hear what it would in a large group: {@code Crowd LAB NODES MEMBERS SECONDS}. While the lab's nodes
 * are stopped, so many members are put on their roster; then, for so long, each of them says by multicast that it is
 * there, as often as a node does. Nobody is at their addresses: a node with enough partners dials no others.
 */
final class Crowd {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path lab;
    private final int nodes;
    private final List<Ghost> ghosts = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** A member of which there is nothing but its adverts. */
    private record Ghost(int number, DeviceCert cert, Signer device) {
        static Ghost make(int number) {
            Signer root = signer();
            Signer device = signer();
            return new Ghost(number, DeviceCert.issue(root, device, 1, 1, Instant.now()), device);
        }

        private static Signer signer() {
            return Signatures.signer(Ed25519.generate(RANDOM).getPrivate());
        }

        RosterEntry row() {
            return new RosterEntry(
                    cert.owner(), RosterEntry.Status.ACTIVE, 0, "site" + number % 5, name(), Optional.empty());
        }

        String name() {
            return "member-" + number;
        }

        byte[] advert(Roster roster) {
            NodeAddress address = NodeAddress.parse("127.0.0.1:" + (20_000 + number));
            var offer = new Advert.Offer(roster.version(), name(), new ByteCount(1L << 40), List.of(address), name());
            return Advert.issue(cert, roster.confederation(), offer, Instant.now(), device)
                    .bytes();
        }
    }

    private Crowd(Path lab, int nodes, int members) {
        this.lab = lab;
        this.nodes = nodes;
        for (int number = 1; number <= members; number++) {
            ghosts.add(Ghost.make(number));
        }
    }

    /** The lab's roster, with the crowd on it, at every node. */
    private Roster enter() {
        ConfederationStore founder = new ConfederationStore(node(1));
        Roster known = founder.load().orElseThrow().roster().orElseThrow();
        Signer admin = new IdentityStore(node(1), InstantSource.system(), RANDOM)
                .load()
                .admin()
                .orElseThrow();
        List<RosterChange> changes = new ArrayList<>();
        ghosts.forEach(ghost -> changes.add(new RosterChange.Row(Optional.empty(), ghost.row())));
        Roster grown = known.changed(changes, Instant.now(), admin);
        for (int number = 1; number <= nodes; number++) {
            Roster.Verdict verdict = new ConfederationStore(node(number)).adopt(grown);
            if (verdict != Roster.Verdict.SUCCEEDS) {
                throw new IllegalStateException("node " + number + " does not take the roster: " + verdict);
            }
        }
        return grown;
    }

    private Path node(int number) {
        return lab.resolve("node" + number);
    }

    private void speak(Roster roster, Duration time) throws IOException, InterruptedException {
        Scope scope = new Scope(
                JoinCode.group(roster.confederation()),
                "127.0.0.1",
                port(),
                Duration.ofSeconds(60).dividedBy(ghosts.size()));
        try (Discovery.Session session = new JGroupsDiscovery().open(scope, () -> next(roster), heard -> {})) {
            session.query();
            System.out.println("The roster has " + roster.entries().size() + " members.");
            Thread.sleep(time);
        }
    }

    private byte[] next(Roster roster) {
        return ghosts.get(Math.floorMod(turn.getAndIncrement(), ghosts.size())).advert(roster);
    }

    private int port() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(node(1).resolve("etc/org.holdfast.node.cfg"))) {
            settings.load(file);
        }
        return Integer.parseInt(settings.getProperty("discovery.multicast.port"));
    }

    public static void main(String[] args) throws Exception {
        Crowd crowd = new Crowd(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        crowd.speak(crowd.enter(), Duration.ofSeconds(Long.parseLong(args[3])));
    }
}
