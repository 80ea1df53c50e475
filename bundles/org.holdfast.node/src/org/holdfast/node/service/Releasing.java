// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Reply;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.release.ReleaseRun;
import org.holdfast.wire.ReleaseMessage.OrderTaken;

/** What this node as an owner lets its partners free, and when it does not. Thread-safe. */
final class Releasing implements AutoCloseable {
    private static final String STOPPED = "release.stopped";
    private static final String QUIET = "release.quiet.until";
    /** After a recovery: a partner that was away may know of later snapshots. */
    private static final Duration QUIET_TIME = Duration.ofDays(14);

    private final Node node;
    private final ReleaseRun run;

    Releasing(Node node) {
        this.node = node;
        this.run = new ReleaseRun(
                node.identity().owner(),
                node.identity().device(),
                node.stores().ledger(),
                node.partners()::release,
                partner -> node.network().linked().contains(partner),
                this::isIdle,
                node.clock());
    }

    void start() {
        run.start();
    }

    /** Goes round at once. */
    void look() throws InterruptedException {
        run.round();
    }

    private Ledger.Settings settings() {
        return node.stores().ledger().settings();
    }

    private boolean isIdle() {
        return node.isStopping()
                || node.stores().losses().present().isPresent()
                || isStopped()
                || quietUntil().isPresent();
    }

    /** Whether an order of the sheet stopped it, and nobody let it go on. */
    boolean isStopped() {
        return settings().get(STOPPED).isPresent();
    }

    /** Until when nothing is released because this machine was recovered; empty if that is over. */
    Optional<Instant> quietUntil() {
        return settings()
                .get(QUIET)
                .map(bytes -> new ByteReader(QUIET, bytes.toArray()).millis())
                .filter(until -> node.clock().instant().isBefore(until));
    }

    /** What lies at partners was learnt from them, perhaps not from all. */
    void recovered() {
        Instant until = node.clock().instant().plus(QUIET_TIME);
        settings().put(QUIET, Bytes.of(new ByteWriter(8).millis(until).toArray()));
    }

    /** How one partner took the order. @param blocks that stay; -1 if it was not reached */
    record Told(OwnerId partner, long blocks, String trouble) {}

    /**
     * Stops every release of this owner here and at its partners.
     *
     * @throws HoldfastException AUTHENTICATION_FAILED if this is no order of this owner's sheet that holds now
     */
    List<Told> cancel(RootOrder order) {
        if (!order.holdsFor(
                node.identity().owner(),
                node.identity().certificate().root(),
                node.clock().instant())) {
            throw new HoldfastException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    node.settings().name(),
                    "These are not the words of this machine's recovery sheet.");
        }
        settings().put(STOPPED, Bytes.EMPTY);
        List<Told> told = new ArrayList<>();
        node.agreed().stream()
                .map(terms -> terms.partnerOf(node.identity().owner()))
                .distinct()
                .forEach(partner -> told.add(tell(partner, order)));
        node.stores()
                .ledger()
                .events()
                .append(node.clock().instant(), "RELEASE_STOPPED", "release", "by the recovery sheet");
        return told;
    }

    private Told tell(OwnerId partner, RootOrder order) {
        Reply<OrderTaken> reply = node.partners().order(partner, order);
        return switch (reply) {
            case Reply.Answered<OrderTaken>(OrderTaken taken) -> new Told(partner, taken.blocks(), "");
            case Reply.Refused<OrderTaken>(ErrorCode code, String why) -> new Told(partner, -1, code + ": " + why);
            case Reply.Misbehaved<OrderTaken>(String what) -> new Told(partner, -1, what);
            case Reply.Silent<OrderTaken>(ErrorCode why) -> new Told(partner, -1, why.name());
            case Reply.Broken<OrderTaken>(ErrorCode code, String why) -> new Told(partner, -1, code + ": " + why);
        };
    }

    /** Lets it go on after {@link #cancel}. */
    void resume() {
        if (isStopped()) {
            settings().remove(STOPPED);
            node.stores().ledger().events().append(node.clock().instant(), "RELEASE_RESUMED", "release", "");
        }
    }

    /** What status says of it; shards that were made anew elsewhere alarm nobody, however many they are. */
    List<String> reasons() {
        if (isStopped()) {
            return List.of("nothing is released, by order of the recovery sheet; 'holdfast release resume' ends that");
        }
        return run.massAt() == 0
                        || node.stores()
                                .ledger()
                                .segments()
                                .inState(SegmentState.DROPPED)
                                .isEmpty()
                ? List.of()
                : List.of("more than a fifth of what " + run.massAt()
                        + " partners keep was released within a week; if you"
                        + " did not mean to, 'holdfast release cancel' stops it");
    }

    @Override
    public void close() {
        run.close();
    }
}
