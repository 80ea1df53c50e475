// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.Machine;
import org.holdfast.core.Reply;
import org.holdfast.core.handshake.CertificateAsker;
import org.holdfast.core.handshake.JoinAsker;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.Network.Dialled;
import org.holdfast.node.net.Talk;
import org.holdfast.trust.JoinStore;
import org.holdfast.trust.JoinStore.PendingJoin;
import org.holdfast.trust.Ticket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins with a code or a certificate: tries every address there is, again and again, until a member lets this node in.
 * Whoever refused is left alone for a while; another ticket takes the place of the first one at the next round. One
 * thread's, except for what is asked of it.
 */
public final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration RESPITE = Duration.ofSeconds(60);

    /** All of asking at one address: an admin may have to sign, and the roster has to come. */
    private static final Duration LONGEST = JoinAsker.PATIENCE.plus(RosterPieces.PATIENCE);

    private final JoinStore store;
    private final StoredMembership membership;
    private final DeviceCert self;
    private final NodeClock clock;
    private final Consumer<String> placed;
    private final Map<NodeAddress, Refusal> refusals = new HashMap<>(); // the joining thread's
    private volatile Optional<Refusal> told = Optional.empty();

    /** What a member said to a ticket, and until when it is left in peace. */
    private record Refusal(Id16 ticket, ErrorCode code, String reason, Instant until) {
        boolean holds(Ticket shown, Instant now) {
            return ticket.equals(shown.id()) && now.isBefore(until);
        }

        /** Who could have let this node in says why not; the others have nothing to say. */
        boolean counts() {
            return code != ErrorCode.JOIN_CODE_INVALID && code != ErrorCode.NOT_ON_ROSTER;
        }
    }

    /** @param placed hears the site that the invitation lays down, before the roster is stored */
    public Joining(
            JoinStore store, StoredMembership membership, DeviceCert self, NodeClock clock, Consumer<String> placed) {
        this.store = store;
        this.membership = membership;
        this.self = self;
        this.clock = clock;
        this.placed = placed;
    }

    public Optional<PendingJoin> pending() {
        return store.load();
    }

    /** Why the node is still outside, and what can be done; empty if it is in, or has no ticket. */
    public Optional<String> trouble() {
        if (membership.roster().isPresent() || store.load().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(told.map(Joining::shown)
                .orElse("this machine has not joined yet: no member has answered; where multicast does not reach,"
                        + " name one with '--seed HOST:PORT' when saying 'holdfast init --join' again"));
    }

    private static String shown(Refusal refusal) {
        return switch (refusal.code()) {
            case JOIN_CODE_INVALID ->
                "this machine has not joined yet: the members that answered do not know its join code, which is"
                        + " redeemed at the machine that made it; that one must be on line";
            case NOT_ON_ROSTER ->
                "this machine has not joined yet: the members that answered are no admins, and only an admin's"
                        + " machine takes certificates; one of them must be on line";
            default -> "this machine may not join: " + refusal.reason() + " (" + refusal.code() + ")";
        };
    }

    /** Of a member: erases the ticket that a stop at the wrong moment has left, whole or half erased. */
    public void tidy() {
        if (store.exists()) {
            store.done();
        }
    }

    /** What a machine says of itself when it joins. */
    public record Introduction(String site, String name) {}

    /**
     * Returns when this node is a member.
     *
     * @param me asked each time: a name that was refused may have been changed
     * @param found addresses that discovery has come across
     */
    public void join(Network network, Supplier<Introduction> me, Supplier<List<NodeAddress>> found)
            throws InterruptedException {
        while (membership.roster().isEmpty()) {
            Optional<PendingJoin> pending = store.load();
            if (pending.isPresent()) {
                round(network, pending.get(), me.get(), found.get());
            }
            if (membership.roster().isEmpty()) {
                clock.sleep(RETRY);
            }
        }
        store.done();
    }

    private void round(Network network, PendingJoin pending, Introduction me, List<NodeAddress> found) {
        try (Ticket ticket = pending.ticket()) {
            Set<NodeAddress> addresses = new LinkedHashSet<>(pending.seeds());
            addresses.addAll(found);
            refusals.keySet().retainAll(addresses);
            told = told.filter(each -> each.ticket().equals(ticket.id()));
            for (NodeAddress address : addresses) {
                Optional<Refusal> last = Optional.ofNullable(refusals.get(address));
                boolean left =
                        last.filter(each -> each.holds(ticket, clock.instant())).isPresent();
                if (!left && membership.roster().isEmpty()) {
                    ask(network, ticket, me, address);
                }
            }
        }
    }

    private void ask(Network network, Ticket ticket, Introduction me, NodeAddress address) {
        if (!(network.dial(address, Optional.empty()) instanceof Dialled.Stranger stranger)) {
            return;
        }
        try (var link = stranger.link()) {
            switch (ticket) {
                case Ticket.Code(JoinCode code) -> {
                    JoinAsker asker = new JoinAsker(
                            code,
                            self.owner(),
                            me.site(),
                            me.name(),
                            stranger.outcome().peer(),
                            Bytes.of(link.channelBinding()));
                    take(hold(asker, stranger), ticket, address, this::admitted);
                }
                case Ticket.Certificate(CertifiedJoin wish) -> {
                    CertificateAsker asker = new CertificateAsker(wish, self, me.site(), me.name());
                    take(hold(asker, stranger), ticket, address, roster -> roster);
                }
            }
        } catch (HoldfastException e) {
            LOG.info("Joining at {} did not work: {}", address, e.getMessage());
        }
    }

    private <S, R> R hold(Machine<S, Void, Void, R> asker, Dialled.Stranger stranger) {
        return Talk.hold(asker, action -> Optional.empty(), stranger.channel(), clock, LONGEST);
    }

    private Roster admitted(JoinAsker.Joined joined) {
        joined.admission().invitation().site().ifPresent(placed);
        return joined.roster();
    }

    private <T> void take(Reply<T> reply, Ticket ticket, NodeAddress address, Function<T, Roster> roster) {
        switch (reply) {
            case Reply.Answered<T>(T answer) -> {
                Roster joined = roster.apply(answer);
                membership.enter(joined);
                LOG.info("Joined '{}' at {}", joined.founding().name(), address);
            }
            case Reply.Refused<T>(ErrorCode error, String reason) ->
                refused(new Refusal(ticket.id(), error, reason, clock.instant().plus(RESPITE)), address);
            case Reply.Misbehaved<T>(String what) -> LOG.warn("{} misbehaves: {}", address, what);
            case Reply.Silent<T>(ErrorCode why) -> LOG.info("No answer from {}: {}", address, why);
            case Reply.Broken<T>(ErrorCode error, String why) -> LOG.warn("Joining broke: {} ({})", why, error);
        }
    }

    /** Told once, however often it is heard; who could have let this node in counts more than the others. */
    private void refused(Refusal refusal, NodeAddress address) {
        refusals.put(address, refusal);
        boolean news = refusal.counts() && !told.map(Refusal::reason).equals(Optional.of(refusal.reason()));
        if (told.isEmpty() || news) {
            LOG.warn("{} does not let this node join: {} ({})", address, refusal.reason(), refusal.code());
            told = Optional.of(refusal);
        }
    }
}
