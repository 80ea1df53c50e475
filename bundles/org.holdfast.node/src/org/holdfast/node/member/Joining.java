// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.core.handshake.JoinAsker;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
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
 * Redeems a join code: tries every address there is, again and again, until a member lets this node in or says that the
 * code is no good. One thread's.
 */
public final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final JoinStore store;
    private final StoredMembership membership;
    private final OwnerId self;
    private final NodeClock clock;
    private volatile Optional<String> refusal = Optional.empty();

    public Joining(JoinStore store, StoredMembership membership, OwnerId self, NodeClock clock) {
        this.store = store;
        this.membership = membership;
        this.self = self;
        this.clock = clock;
    }

    public Optional<PendingJoin> pending() {
        return store.load();
    }

    /** Why the node is still outside, if a member has said so. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** What a machine says of itself when it joins. */
    public record Introduction(String site, String name) {}

    /** Returns when this node is a member. @param found addresses that discovery has come across */
    public void join(Network network, PendingJoin pending, Introduction me, Supplier<List<NodeAddress>> found)
            throws InterruptedException {
        while (membership.roster().isEmpty()) {
            Set<NodeAddress> addresses = new LinkedHashSet<>(pending.seeds());
            addresses.addAll(found.get());
            for (NodeAddress address : addresses) {
                if (membership.roster().isEmpty()) {
                    ask(network, pending, me, address);
                }
            }
            if (membership.roster().isEmpty()) {
                clock.sleep(RETRY);
            }
        }
        store.done();
        pending.code().close();
    }

    private void ask(Network network, PendingJoin pending, Introduction me, NodeAddress address) {
        if (!(network.dial(address, Optional.empty()) instanceof Dialled.Stranger stranger)) {
            return;
        }
        try (var link = stranger.link()) {
            JoinAsker asker = new JoinAsker(
                    pending.code(),
                    self,
                    me.site(),
                    me.name(),
                    stranger.outcome().peer(),
                    Bytes.of(link.channelBinding()));
            take(Talk.hold(asker, action -> Optional.empty(), stranger.channel(), clock), address);
        } catch (HoldfastException e) {
            LOG.info("Joining at {} did not work: {}", address, e.getMessage());
        }
    }

    private void take(Reply<JoinAsker.Joined> reply, NodeAddress address) {
        switch (reply) {
            case Reply.Answered<JoinAsker.Joined>(JoinAsker.Joined joined) -> {
                membership.enter(joined.roster());
                LOG.info("Joined '{}' at {}", joined.roster().founding().name(), address);
            }
            case Reply.Refused<JoinAsker.Joined>(ErrorCode code, String reason) -> {
                refusal = Optional.of(reason + " (" + code + ")");
                LOG.warn("{} does not let this node join: {} ({})", address, reason, code);
            }
            case Reply.Misbehaved<JoinAsker.Joined>(String what) -> LOG.warn("{} misbehaves: {}", address, what);
            case Reply.Silent<JoinAsker.Joined>(ErrorCode why) -> LOG.info("No answer from {}: {}", address, why);
            case Reply.Broken<JoinAsker.Joined>(ErrorCode code, String why) ->
                LOG.warn("Joining broke: {} ({})", why, code);
        }
    }
}
