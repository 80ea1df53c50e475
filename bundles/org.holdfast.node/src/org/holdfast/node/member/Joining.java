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
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.core.handshake.JoinAsker;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.Network.Dialled;
import org.holdfast.node.net.Talk;
import org.holdfast.trust.JoinStore;
import org.holdfast.trust.JoinStore.PendingJoin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redeems a join code: tries every address there is, again and again, until a member lets this node in. Whoever refused
 * is left alone for a while; another code takes the place of the first one at the next round. One thread's, except for
 * what is asked of it.
 */
public final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration RESPITE = Duration.ofSeconds(60);

    private final JoinStore store;
    private final StoredMembership membership;
    private final OwnerId self;
    private final NodeClock clock;
    private final Consumer<String> placed;
    private final Map<NodeAddress, Refusal> refusals = new HashMap<>(); // the joining thread's
    private volatile Optional<Refusal> told = Optional.empty();

    /** What a member said to a code, and until when it is left in peace. */
    private record Refusal(Id16 invitation, ErrorCode code, String reason, Instant until) {
        boolean holds(JoinCode code, Instant now) {
            return invitation.equals(code.invitation()) && now.isBefore(until);
        }
    }

    /** @param placed hears the site that the invitation lays down, before the roster is stored */
    public Joining(
            JoinStore store, StoredMembership membership, OwnerId self, NodeClock clock, Consumer<String> placed) {
        this.store = store;
        this.membership = membership;
        this.self = self;
        this.clock = clock;
        this.placed = placed;
    }

    public Optional<PendingJoin> pending() {
        return store.load();
    }

    /** Why the node is still outside, and what can be done; empty if it is in, or has no code. */
    public Optional<String> trouble() {
        if (membership.roster().isPresent() || store.load().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(told.map(Joining::shown)
                .orElse("this machine has not joined yet: no member has answered; where multicast does not reach,"
                        + " name one with 'holdfast init --join CODE --seed HOST:PORT'"));
    }

    private static String shown(Refusal refusal) {
        return refusal.code() == ErrorCode.JOIN_CODE_INVALID
                ? "this machine has not joined yet: the members that answered do not know its join code, which is"
                        + " redeemed at the machine that made it; that one must be on line"
                : "this machine may not join: " + refusal.reason() + " (" + refusal.code() + ")";
    }

    /** What a machine says of itself when it joins. */
    public record Introduction(String site, String name) {}

    /** Returns when this node is a member. @param found addresses that discovery has come across */
    public void join(Network network, Introduction me, Supplier<List<NodeAddress>> found) throws InterruptedException {
        while (membership.roster().isEmpty()) {
            Optional<PendingJoin> pending = store.load();
            if (pending.isPresent()) {
                round(network, pending.get(), me, found.get());
            }
            if (membership.roster().isEmpty()) {
                clock.sleep(RETRY);
            }
        }
        store.done();
    }

    private void round(Network network, PendingJoin pending, Introduction me, List<NodeAddress> found) {
        try (JoinCode code = pending.code()) {
            Set<NodeAddress> addresses = new LinkedHashSet<>(pending.seeds());
            addresses.addAll(found);
            refusals.keySet().retainAll(addresses);
            told = told.filter(each -> each.invitation().equals(code.invitation()));
            for (NodeAddress address : addresses) {
                Optional<Refusal> last = Optional.ofNullable(refusals.get(address));
                boolean left =
                        last.filter(each -> each.holds(code, clock.instant())).isPresent();
                if (!left && membership.roster().isEmpty()) {
                    ask(network, code, me, address);
                }
            }
        }
    }

    private void ask(Network network, JoinCode code, Introduction me, NodeAddress address) {
        if (!(network.dial(address, Optional.empty()) instanceof Dialled.Stranger stranger)) {
            return;
        }
        try (var link = stranger.link()) {
            JoinAsker asker = new JoinAsker(
                    code, self, me.site(), me.name(), stranger.outcome().peer(), Bytes.of(link.channelBinding()));
            take(Talk.hold(asker, action -> Optional.empty(), stranger.channel(), clock), code, address);
        } catch (HoldfastException e) {
            LOG.info("Joining at {} did not work: {}", address, e.getMessage());
        }
    }

    private void take(Reply<JoinAsker.Joined> reply, JoinCode code, NodeAddress address) {
        switch (reply) {
            case Reply.Answered<JoinAsker.Joined>(JoinAsker.Joined joined) -> {
                joined.admission().invitation().site().ifPresent(placed);
                membership.enter(joined.roster());
                LOG.info("Joined '{}' at {}", joined.roster().founding().name(), address);
            }
            case Reply.Refused<JoinAsker.Joined>(ErrorCode error, String reason) ->
                refused(
                        new Refusal(
                                code.invitation(),
                                error,
                                reason,
                                clock.instant().plus(RESPITE)),
                        address);
            case Reply.Misbehaved<JoinAsker.Joined>(String what) -> LOG.warn("{} misbehaves: {}", address, what);
            case Reply.Silent<JoinAsker.Joined>(ErrorCode why) -> LOG.info("No answer from {}: {}", address, why);
            case Reply.Broken<JoinAsker.Joined>(ErrorCode error, String why) ->
                LOG.warn("Joining broke: {} ({})", why, error);
        }
    }

    /** Told once, however often it is heard; what the inviter says counts more than that others do not know the code. */
    private void refused(Refusal refusal, NodeAddress address) {
        refusals.put(address, refusal);
        boolean inviter = refusal.code() != ErrorCode.JOIN_CODE_INVALID;
        if (told.isEmpty() || (inviter && !told.get().reason().equals(refusal.reason()))) {
            LOG.warn("{} does not let this node join: {} ({})", address, refusal.reason(), refusal.code());
            told = Optional.of(refusal);
        }
    }
}
