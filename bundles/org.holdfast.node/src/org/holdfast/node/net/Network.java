// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.core.handshake.HandshakeSetup;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;
import org.holdfast.wire.Hello;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All links of the node: listens, dials, shakes hands, and remembers who was met. At most one link to a peer is used for
 * this node's own conversations; a second one that the peer made is served beside it. Thread-safe.
 */
public final class Network implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Network.class);
    private static final Duration DIAL = Duration.ofSeconds(5);
    /** Links that one member made. */
    private static final int MOST_FROM_ONE = 4;

    private static final String UNKNOWN = "unknown";

    private final Transport transport;
    private final Self self;
    private final LocalKey key;
    private final Membership membership;
    private final Ledger ledger;
    private final NodeClock clock;
    private final Consumer<PeerStream> handler;
    private final StrangerDesk strangers;
    private final Map<OwnerId, PeerLink> links = new ConcurrentHashMap<>();
    private final Dials dials;
    private final Replacement replacement;
    private final List<PeerLink> all = new CopyOnWriteArrayList<>();
    private final Anteroom anteroom = new Anteroom();
    private final List<Consumer<PeerLink>> listeners = new CopyOnWriteArrayList<>();
    private volatile Transport.Listener listener = new NotListening();
    private volatile boolean closed;

    /** Talks with those who may only join, on the first stream of their link. */
    @FunctionalInterface
    public interface StrangerDesk {
        /** @param met who it is, and what by the roster: only members may read that */
        void serve(Channel channel, Handshake.Outcome.Connected met, Bytes channelBinding);
    }

    /** Who this node is and whom it belongs to. */
    public record Identity(Self self, LocalKey key, Membership membership) {}

    public Network(
            Transport transport,
            Identity identity,
            Ledger ledger,
            NodeClock clock,
            Consumer<PeerStream> handler,
            StrangerDesk strangers) {
        this.transport = transport;
        this.self = identity.self();
        this.key = identity.key();
        this.membership = identity.membership();
        this.ledger = ledger;
        this.clock = clock;
        this.handler = handler;
        this.strangers = strangers;
        this.dials = new Dials(clock::nanos);
        this.replacement = new Replacement(ledger, self.certificate(), clock);
    }

    /** @throws HoldfastException PORT_IN_USE */
    public void listen(InetSocketAddress address) {
        listener = transport.listen(address, key, this::meet);
    }

    /** The port that other nodes dial; 0 before {@link #listen}. */
    public int port() {
        return listener.port();
    }

    /** Called with each new link to a member, on a thread of its own. */
    public void onLinked(Consumer<PeerLink> each) {
        listeners.add(each);
    }

    /** Members that can be talked to without dialling. */
    public Set<OwnerId> linked() {
        return links.values().stream()
                .filter(PeerLink::isOpen)
                .map(link -> link.peer().id())
                .collect(Collectors.toSet());
    }

    /**
     * An open link to this member: the present one, or a new one to an address that it was met at. Empty at once if it
     * was dialled in vain a few seconds ago.
     */
    public Optional<PeerLink> link(OwnerId id) {
        Optional<PeerLink> present = present(id);
        if (present.isPresent()) {
            return present;
        }
        return dials.reach(id, () -> present(id), () -> dialKnown(id));
    }

    private Optional<PeerLink> present(OwnerId id) {
        return Optional.ofNullable(links.get(id)).filter(PeerLink::isOpen);
    }

    private Optional<PeerLink> dialKnown(OwnerId id) {
        List<NodeAddress> addresses =
                ledger.peers().find(id).map(PeerRow::addresses).orElse(List.of());
        for (NodeAddress address : addresses) {
            Optional<PeerLink> link = dialMember(address, Optional.of(id));
            if (link.isPresent()) {
                return link;
            }
        }
        return Optional.empty();
    }

    /** Dials an address, and hangs up if it is no member that answers. @param expected who must answer, if known */
    public Optional<PeerLink> dialMember(NodeAddress address, Optional<OwnerId> expected) {
        return switch (dial(address, expected)) {
            case Dialled.Member(PeerLink link) -> Optional.of(link);
            case Dialled.Stranger stranger -> {
                stranger.link().close();
                yield Optional.empty();
            }
            case Dialled.Failed failed -> Optional.empty();
        };
    }

    /** How dialling ended. */
    public sealed interface Dialled {
        record Member(PeerLink link) implements Dialled {}

        /** Answered, but not both sides see a member in the other; the link is the caller's to use and to close. */
        record Stranger(Link link, Channel channel, Handshake.Outcome.Connected outcome) implements Dialled {}

        record Failed(ErrorCode code, String why) implements Dialled {}
    }

    /** Dials an address. @param expected who must answer there, if known */
    public Dialled dial(NodeAddress address, Optional<OwnerId> expected) {
        return dial(address, new Wish(true, expected, membership.pins()));
    }

    /** The same, where only those count as members that people vouched for: with all others they compare digits. */
    public Dialled dialToPair(NodeAddress address, Optional<OwnerId> expected) {
        return dial(address, new Wish(true, expected, membership.paired()));
    }

    /** What a link is made for. @param pins of an open confederation: who is a member on it */
    private record Wish(boolean dialled, Optional<OwnerId> expected, Optional<Predicate<OwnerId>> pins) {}

    private Dialled dial(NodeAddress address, Wish wish) {
        if (closed) {
            return new Dialled.Failed(ErrorCode.CANCELLED, "the node is stopping");
        }
        try {
            Link link = transport.connect(address, key, Optional.empty(), DIAL);
            return greet(link, wish);
        } catch (HoldfastException e) {
            LOG.debug("{} cannot be reached: {}", address, e.getMessage());
            return new Dialled.Failed(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** An accepted link: greets, and serves a stranger on this thread. Too many of them at a time are turned away. */
    private void meet(Link link) {
        Optional<Anteroom.Place> place = anteroom.enter(link.remote());
        if (place.isEmpty()) {
            LOG.debug("Too many strangers wait; {} is turned away", link.remote());
            link.close();
            return;
        }
        try (var _ = place.get()) {
            if (greet(link, new Wish(false, Optional.empty(), membership.pins()))
                    instanceof Dialled.Stranger stranger) {
                try (link) {
                    strangers.serve(stranger.channel(), stranger.outcome(), Bytes.of(link.channelBinding()));
                }
            }
        } catch (HoldfastException e) {
            LOG.debug("{} went away: {}", link.remote(), e.getMessage());
            link.close();
        }
    }

    private Dialled greet(Link link, Wish wish) {
        FirstStream channel = new FirstStream(link);
        Handshake handshake = new Handshake(setup(link, wish));
        Handshake.Outcome outcome = Talk.hold(handshake, this::adopt, channel, clock, RosterPieces.PATIENCE);
        return switch (outcome) {
            case Handshake.Outcome.Refused refused -> {
                link.close();
                LOG.info("No handshake with {}: {} ({})", link.remote(), refused.why(), refused.code());
                refused.newer().ifPresent(replacement::shown);
                yield new Dialled.Failed(refused.code(), refused.why());
            }
            case Handshake.Outcome.Connected connected
            when connected.members() -> new Dialled.Member(start(link, wish.dialled(), connected));
            case Handshake.Outcome.Connected connected -> new Dialled.Stranger(link, channel, connected);
        };
    }

    private Optional<Void> adopt(Handshake.Adopt wanted) {
        membership.adopt(wanted.roster());
        return Optional.empty();
    }

    private HandshakeSetup setup(Link link, Wish wish) {
        Hello.Role role = wish.dialled() ? Hello.Role.DIALLER : Hello.Role.ACCEPTOR;
        return new HandshakeSetup(
                new Hello.Binding(role, Bytes.of(link.channelBinding()), key.publicKey(), link.peer()),
                self.certificate(),
                self.device(),
                port(),
                membership.roster(),
                membership.voucher(),
                List.of(BlockHeader.VERSION),
                wish.expected(),
                wish.pins(),
                this::knownCertificate,
                clock.instant());
    }

    private Optional<DeviceCert> knownCertificate(OwnerId id) {
        return ledger.peers()
                .find(id)
                .map(row -> DeviceCert.read(row.certificate().toArray()));
    }

    private PeerLink start(Link link, boolean dialled, Handshake.Outcome.Connected connected) {
        PeerLink made = new PeerLink(link, connected.peer(), dialled, handler);
        remember(link, dialled, connected);
        OwnerId id = connected.peer().id();
        admit(made);
        dials.isHere(id);
        links.compute(id, (key, present) -> present != null && present.isOpen() ? present : made);
        Thread.ofVirtual().name("link-" + id.brief()).start(() -> {
            try {
                made.run();
            } finally {
                all.remove(made);
                links.remove(id, made);
                all.stream()
                        .filter(each -> each.isOpen() && each.peer().id().equals(id))
                        .findAny()
                        .ifPresent(other -> links.putIfAbsent(id, other));
                parted(id);
            }
        });
        listeners.forEach(
                each -> Thread.ofVirtual().name("linked-" + id.brief()).start(() -> each.accept(made)));
        if (closed) {
            made.close();
        }
        return made;
    }

    /** Whoever dials again and again loses its oldest link, not its newest: a machine that fell over is let in anew. */
    private synchronized void admit(PeerLink made) {
        List<PeerLink> older = all.stream()
                .filter(each -> each.isOpen()
                        && each.isIncoming()
                        && each.peer().id().equals(made.peer().id()))
                .toList();
        if (made.isIncoming() && older.size() >= MOST_FROM_ONE) {
            older.getFirst().close();
        }
        all.add(made);
    }

    /** A link may have stood for weeks: that it began is not when its peer was last seen. */
    private void parted(OwnerId id) {
        if (!closed) {
            seen(id);
        }
    }

    private void seen(OwnerId id) {
        try {
            ledger.peers().seen(id, clock.instant());
        } catch (HoldfastException e) {
            LOG.warn("When {} was last seen could not be noted: {}", id.brief(), e.getMessage());
        }
    }

    private void remember(Link link, boolean dialled, Handshake.Outcome.Connected connected) {
        OwnerId id = connected.peer().id();
        Optional<PeerRow> known = ledger.peers().find(id);
        Optional<RosterEntry> row = membership.roster().flatMap(roster -> entry(roster, id));
        List<NodeAddress> addresses = new ArrayList<>();
        if (dialled) {
            addresses.add(link.remote());
        } else if (connected.port() > 0) {
            addresses.add(new NodeAddress(link.remote().host(), connected.port()));
        }
        known.stream()
                .flatMap(each -> each.addresses().stream())
                .filter(each -> !addresses.contains(each))
                .limit(3)
                .forEach(addresses::add);
        ledger.peers()
                .save(new PeerRow(
                        id,
                        membership.name(id).orElse(known.map(PeerRow::name).orElse(id.brief())),
                        addresses,
                        known.map(PeerRow::domains)
                                .orElse(new Domains(
                                        id.brief(), row.map(RosterEntry::site).orElse(UNKNOWN), UNKNOWN, UNKNOWN)),
                        Bytes.of(connected.peer().certificate().bytes()),
                        clock.instant()));
    }

    private static Optional<RosterEntry> entry(Roster roster, OwnerId id) {
        return roster.entries().stream().filter(each -> each.owner().equals(id)).findFirst();
    }

    /** About when another machine came from this one's recovery sheet, so that nobody serves this one any more. */
    public Optional<Instant> replacedAt() {
        return replacement.present().map(Replacement::made);
    }

    /** Whether nothing new may be agreed or stored with this member: revoked on the roster, or its pin taken back. */
    public boolean isRevoked(OwnerId id) {
        return membership.isRevoked(id);
    }

    /** Closes the links of peers that the roster no longer admits, so that the next handshake judges them anew. */
    public void recheck() {
        membership
                .roster()
                .ifPresent(roster -> all.stream()
                        .filter(link -> roster.standing(link.peer().certificate()) == Roster.Standing.SUSPENDED)
                        .forEach(PeerLink::close));
    }

    @Override
    public void close() {
        closed = true;
        linked().forEach(this::seen);
        listener.close();
        all.forEach(PeerLink::close);
    }

    private static final class NotListening implements Transport.Listener {
        @Override
        public int port() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
