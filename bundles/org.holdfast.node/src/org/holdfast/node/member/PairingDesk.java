// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.pair.PairAnswerer;
import org.holdfast.core.pair.PairAsker;
import org.holdfast.core.pair.Pairing.Outcome;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.member.PairingSession.Shown;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.Network.Dialled;
import org.holdfast.node.net.PeerLink;
import org.holdfast.trust.Identity;
import org.holdfast.trust.PairingAttempts;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.PairMessage.PairAsk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs this machine with others of an open confederation, when a person here says so: {@link #ask} dials, {@link
 * #accept} waits to be asked, {@link #judge} is what the person says of the digits. Nobody who is not paired gets more
 * than that. One pairing at a time. Thread-safe.
 */
public final class PairingDesk implements Network.StrangerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PairingDesk.class);
    private static final Duration FIRST_WORD = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 300;

    private final Parts parts;
    private final AtomicReference<PairingSession> session = new AtomicReference<>();

    /** What the desk works with. @param name of this machine, now */
    public record Parts(
            Identity identity,
            StoredMembership membership,
            PairingAttempts attempts,
            Ledger ledger,
            NodeClock clock,
            SecureRandom random,
            Supplier<String> name) {
        void pin(Peer peer, String called) {
            membership.pin(peer.certificate(), called, clock.instant());
            ledger.events().append(clock.instant(), "PAIRED", peer.id().brief(), called);
            LOG.info("Paired with '{}' ({})", called, peer.id().brief());
        }

        private PairingDigits.Side side() {
            byte[] nonce = new byte[PairingDigits.NONCE];
            random.nextBytes(nonce);
            DeviceCert own = identity.certificate();
            return new PairingDigits.Side(own.root(), own.device(), Bytes.of(nonce));
        }
    }

    /** Where a machine may be found, and which one it must be. */
    public record Target(List<NodeAddress> addresses, Optional<OwnerId> owner) {
        public Target {
            addresses = List.copyOf(addresses);
        }
    }

    public PairingDesk(Parts parts) {
        this.parts = parts;
    }

    /**
     * Dials, again and again while nobody there accepts, and returns what is to be compared.
     *
     * @throws HoldfastException PAIRING_REFUSED, BUSY, USAGE in a managed confederation, or why nobody can be reached
     */
    public Shown ask(Network network, Target target) {
        PairingSession mine = open(false);
        Thread.ofVirtual().name("pairing").start(() -> keepAsking(network, target, mine));
        return digits(mine);
    }

    /** Waits until another machine asks, and returns what is to be compared. @throws HoldfastException as above */
    public Shown accept() {
        return digits(open(true));
    }

    private PairingSession open(boolean accepting) {
        confederation();
        parts.attempts().requireNoWait();
        PairingSession made = new PairingSession(accepting);
        PairingSession before = session.get();
        boolean busy = before != null && !before.isOver() && before.hasBegun();
        if (busy || !session.compareAndSet(before, made)) {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    "pairing",
                    "Another pairing is under way at this machine. Finish it first.",
                    true,
                    null);
        }
        if (before != null) {
            before.cancel();
        }
        return made;
    }

    private ConfederationId confederation() {
        return parts.membership()
                .confederation()
                .filter(_ -> parts.membership().isOpen())
                .map(known -> known.ref().id())
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.USAGE,
                        "pair",
                        "This machine is in no open confederation, so it pairs with nobody: 'holdfast invite' at the"
                                + " founder lets machines into a managed one."));
    }

    private static Shown digits(PairingSession mine) {
        try {
            return mine.awaitDigits();
        } catch (HoldfastException e) {
            mine.cancel();
            throw e;
        }
    }

    /**
     * What the person here says; returns when the other side has decided, too.
     *
     * @param digits those that were shown, so that no other run is meant
     * @throws HoldfastException PAIRING_REFUSED and others: why it failed; PAIRING_CLOSED if these digits are not shown
     */
    public Outcome.Paired judge(String digits, boolean same) {
        PairingSession mine = Optional.ofNullable(session.get())
                .filter(each -> each.shown().map(Shown::digits).equals(Optional.of(digits)))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.PAIRING_CLOSED,
                        digits,
                        "No pairing with these digits is under way here. Begin again with 'holdfast pair'."));
        mine.judge(same);
        return mine.awaitEnd();
    }

    /** Until there is an outcome, or the other machine's own call was answered meanwhile. */
    private void keepAsking(Network network, Target target, PairingSession mine) {
        try {
            for (int tries = 0; tries < TRIES && !mine.isOver() && !mine.hasBegun(); tries++) {
                Outcome how = once(network, target, mine);
                if (!mine.hasBegun() && !isClosed(how)) {
                    mine.end(how);
                }
                parts.clock().sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine.hasBegun()) {
            mine.end(new Outcome.Failed(
                    ErrorCode.PAIRING_CLOSED, "nobody said 'holdfast pair --accept' at the other machine in time"));
        }
    }

    private static boolean isClosed(Outcome how) {
        return how instanceof Outcome.Failed(ErrorCode code, String why) && code == ErrorCode.PAIRING_CLOSED;
    }

    private Outcome once(Network network, Target target, PairingSession mine) {
        Outcome last = new Outcome.Failed(ErrorCode.PEER_LOST, "no address of that machine is known");
        for (NodeAddress address : target.addresses()) {
            switch (network.dialToPair(address, target.owner())) {
                case Dialled.Member(PeerLink link) -> {
                    return known(link.peer(), mine);
                }
                case Dialled.Stranger stranger -> {
                    return talk(network, address, stranger, mine);
                }
                case Dialled.Failed(ErrorCode code, String why) ->
                    last = new Outcome.Failed(code, "nobody to pair with at " + address + ": " + why);
            }
        }
        return last;
    }

    /** People have compared digits with this machine before: taking it back takes no more than the wish. */
    private Outcome known(Peer peer, PairingSession mine) {
        String name = parts.membership().name(peer.id()).orElse(peer.id().brief());
        if (!parts.membership().wasPaired(peer.id())) {
            return new Outcome.Failed(ErrorCode.NOT_PAIRED, "no digits were ever compared with that machine");
        }
        if (parts.membership().isRevoked(peer.id())) {
            parts.pin(peer, name);
        }
        mine.show(new Shown("", peer.id(), name));
        return new Outcome.Paired(name, true);
    }

    private Outcome talk(Network network, NodeAddress address, Dialled.Stranger stranger, PairingSession mine) {
        Peer peer = stranger.outcome().peer();
        mine.isAsking(peer.id());
        try (var link = stranger.link()) {
            PairAsker asker = new PairAsker(
                    confederation(), parts.side(), parts.name().get(), peer, Bytes.of(link.channelBinding()));
            Outcome how = new PairingRun(parts, mine, peer, stranger.channel()).hold(asker);
            if (how instanceof Outcome.Paired) {
                Thread.ofVirtual().name("paired").start(() -> network.dialMember(address, Optional.of(peer.id())));
            }
            return how;
        }
    }

    @Override
    public void serve(Channel channel, Connected met, Bytes channelBinding) {
        try {
            Optional<Message> first = channel.receive(FIRST_WORD);
            if (first.isPresent() && first.get() instanceof PairAsk ask) {
                answer(ask, channel, met.peer(), channelBinding);
            } else if (first.isPresent()) {
                channel.send(new Failure(
                        ErrorCode.NOT_PAIRED, "our machines are not paired: 'holdfast pair' on both sides does that"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(PairAsk ask, Channel channel, Peer peer, Bytes binding) {
        PairingSession mine = session.get();
        if (mine == null || !mine.answers(peer.id(), parts.identity().owner())) {
            channel.send(new Failure(
                    ErrorCode.PAIRING_CLOSED,
                    "nobody waits for your machine here: say 'holdfast pair --accept' at this one"));
            return;
        }
        PairAnswerer answerer =
                new PairAnswerer(confederation(), parts.side(), parts.name().get(), peer, binding);
        Outcome how = new PairingRun(parts, mine, peer, channel).answer(ask, answerer);
        LOG.info("{} asked to pair: {}", peer.id().brief(), how);
    }
}
