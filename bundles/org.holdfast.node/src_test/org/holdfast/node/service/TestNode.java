// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Formats;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.NodeControl;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.SourceRequest;
import org.holdfast.trust.RecoverySecret;
import org.jspecify.annotations.Nullable;

/** A whole node in a folder, which can be stopped, changed behind its back and started again. */
final class TestNode implements AutoCloseable {
    private final MemoryNetwork network;
    private final int port;
    private final OwnerId owner;
    private final byte[] secret;
    private final Path home;
    private final Map<String, Object> settings = new HashMap<>();
    private TestProviders.Wrapping around = TestProviders.Wrapping.NONE;
    private Function<Providers, Optional<Plugins>> plugins = providers -> Optional.empty();
    private NodeClock clock = new NodeClock();
    private @Nullable Node running;
    private @Nullable NodeControl control;

    TestNode(MemoryNetwork network, int port, Path home, OwnerId owner, byte[] secret) {
        this.network = network;
        this.port = port;
        this.home = home;
        this.owner = owner;
        this.secret = secret;
    }

    OwnerId owner() {
        return owner;
    }

    RecoverySecret secret() {
        return RecoverySecret.of(secret);
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    TestNode set(Setting setting, Object value) {
        settings.put(setting.key(), value.toString());
        if (running != null) {
            running.change(NodeSettings.of(settings));
        }
        return this;
    }

    TestNode around(TestProviders.Wrapping wrapping) {
        around = wrapping;
        return this;
    }

    /** @param made what the framework offers, with the node's providers, which plug-ins may join */
    TestNode plugins(Function<Providers, Optional<Plugins>> made) {
        plugins = made;
        return this;
    }

    TestNode clock(NodeClock other) {
        clock = other;
        return this;
    }

    TestNode start() {
        Providers providers = TestProviders.all(around);
        Optional<Plugins> offered = plugins.apply(providers);
        Node made = new Node(home, NodeSettings.of(settings), providers, network.transport(port), offered, clock);
        made.start();
        running = made;
        control = new NodeDesk(made, () -> {}, offered);
        return this;
    }

    Node node() {
        return Optional.ofNullable(running).orElseThrow();
    }

    NodeControl control() {
        return Optional.ofNullable(control).orElseThrow();
    }

    Ledger ledger() {
        return node().stores().ledger();
    }

    /**
     * In both schemes, of all that hold something; after that the next ones come tomorrow. What they found is known to
     * whoever listens, too.
     */
    void awaitFirstAudits() {
        Await.until(
                "the first audits are over",
                () -> node().agreed().stream()
                        .allMatch(each -> isAudited(each) && !node().audits().isUnderWay(each.id())));
    }

    private boolean isAudited(AgreementTerms terms) {
        boolean empty = ledger().segments()
                .placements(terms.partnerOf(owner()), PlacementState.ACKED)
                .isEmpty();
        return empty
                || Stream.of(Formats.AUDIT_BLOCK_V1, Formats.AUDIT_AGGREGATE_V1)
                        .allMatch(scheme -> ledger().audits()
                                .last(terms.id(), scheme.number())
                                .isPresent());
    }

    TestNode source(Path folder, String... excluded) {
        control().addSource(new SourceRequest(folder.toString(), List.of(excluded), false));
        return this;
    }

    /** A source with rules of all kinds. */
    TestNode source(SourceRequest request) {
        control().addSource(request);
        return this;
    }

    SnapshotReport backup() {
        return control().backup(true, progress -> {});
    }

    RestoredReport restore(Path to) {
        return control().restore(new RestoreRequest("latest", Optional.empty(), to.toString(), false), progress -> {});
    }

    /** The paths in the newest snapshot. */
    List<String> listed() {
        List<String> paths = new ArrayList<>();
        control().list("latest", "/", true, entry -> paths.add(entry.path()));
        return paths;
    }

    void stop() {
        if (running != null) {
            running.close();
            running = null;
            control = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
