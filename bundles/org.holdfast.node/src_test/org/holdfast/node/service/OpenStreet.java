// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.PairingReport;
import org.holdfast.trust.Affiliation;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SeenKeys;

/** An open confederation of whole nodes in this process. Nobody is paired at the start; the clock can be put forward. */
final class OpenStreet implements AutoCloseable {
    private static final int FIRST_PORT = 2000;
    private static final String NAME = "street";

    final MemoryNetwork network = new MemoryNetwork();
    private final Path folder;
    private final List<TestNode> nodes = new ArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    OpenStreet(Path folder, int size) {
        this.folder = folder;
        for (int i = 0; i < size; i++) {
            byte[] secret = new byte[RecoverySecret.BYTES];
            new SecureRandom().nextBytes(secret);
            Path home = folder.resolve("home" + i);
            try (RecoverySecret stored = RecoverySecret.of(secret);
                    Identity made = identities(home).create("node" + i, stored, new Affiliation.Open(NAME))) {
                nodes.add(settled(new TestNode(network, FIRST_PORT + i, home, made.owner(), secret), i));
            }
        }
    }

    private TestNode settled(TestNode node, int number) {
        return TestConfederation.settled(node, number).clock(new NodeClock(this::now));
    }

    private Instant now() {
        return InstantSource.system().instant().plus(ahead);
    }

    private static IdentityStore identities(Path home) {
        return new IdentityStore(home, InstantSource.system(), new SecureRandom());
    }

    /** Every node tries to reach every other, whoever is paired. */
    OpenStreet start() {
        nodes.forEach(each -> each.set(Setting.SEEDS, seeds()).start());
        return this;
    }

    String seeds() {
        return nodes.stream().map(OpenStreet::address).collect(Collectors.joining(","));
    }

    static String address(TestNode node) {
        return "127.0.0.1:" + node.port();
    }

    TestNode node(int i) {
        return nodes.get(i);
    }

    /** On a thread of its own, as the person at the other machine. */
    static <T> CompletableFuture<T> meanwhile(Callable<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                done.complete(what.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HoldfastException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Both are shown digits; which are the same. */
    static String digits(TestNode asker, TestNode answerer) {
        var there = meanwhile(() -> answerer.control().pair(Optional.empty()));
        PairingReport here = asker.control().pair(Optional.of(address(answerer)));
        assertEquals("comparing", here.state());
        assertEquals(here.digits(), get(there).digits());
        return here.digits();
    }

    /** Two people pair their machines. */
    static void pair(TestNode asker, TestNode answerer) {
        String digits = digits(asker, answerer);
        var there = meanwhile(() -> answerer.control().judgePairing(digits, true));
        assertEquals("paired", asker.control().judgePairing(digits, true).state());
        assertEquals("paired", get(there).state());
    }

    /** Puts all clocks forward; no node looks. */
    void ahead(Duration time) {
        ahead = ahead.plus(time);
    }

    /** Puts all clocks forward, and lets every node look at its agreements. */
    void pass(Duration time) {
        ahead = ahead.plus(time);
        nodes.forEach(
                each -> each.node().partnership().orElseThrow().agreements().elapse(time));
    }

    /** The agreements of a node that are not closed: where two proposals crossed, one was. */
    static List<AgreementRow> agreements(TestNode node) {
        return node.ledger().agreements().all().stream()
                .filter(row -> row.phase() != AgreementPhase.CLOSED)
                .toList();
    }

    /** Stops a node for good; a machine with nothing but its sheet takes its place, and is started. */
    TestNode blank(int number, String seeds) {
        TestNode lost = node(number);
        lost.stop();
        int before = identities(lost.home()).load().certificate().deviceEpoch();
        Path home = folder.resolve("blank" + number);
        try (RecoverySecret secret = lost.secret()) {
            identities(home)
                    .recover(
                            "node" + number,
                            secret,
                            new SeenKeys(before, 0),
                            new Affiliation.Returning(ConfederationRef.open(NAME)))
                    .close();
            TestNode back = settled(new TestNode(network, lost.port(), home, secret.owner(), secret.bytes()), number)
                    .set(Setting.SEEDS, seeds);
            nodes.set(number, back);
            return back.start();
        }
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
    }
}
