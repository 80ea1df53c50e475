// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.net.RosterFetch;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.MemberMessage.RosterNews;
import org.holdfast.wire.MemberMessage.RosterTip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries changes of the roster over the links that there are: a suspension that waits for the next handshake could wait
 * for weeks. Who adopts a roster tells its own peers, so each hears of it once from each. Thread-safe.
 */
public final class RosterNewsDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RosterNewsDesk.class);

    private static final Duration GATHER = Duration.ofSeconds(2);

    /** How long one fetch keeps the others waiting: a roster is there long before, if the peer wants. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final StoredMembership membership;
    private final PartnerClient partners;
    private final Supplier<Set<OwnerId>> linked;
    private final NodeClock clock;
    private final RosterFetches fetches;
    private final AtomicBoolean gathering = new AtomicBoolean();

    /** @param linked with whom there is a link now */
    public RosterNewsDesk(
            StoredMembership membership, PartnerClient partners, Supplier<Set<OwnerId>> linked, NodeClock clock) {
        this.membership = membership;
        this.partners = partners;
        this.linked = linked;
        this.clock = clock;
        this.fetches = new RosterFetches(membership, partners::roster, new RosterFetch(clock::nanos), TURN);
    }

    /** Tells everybody who is linked, soon: of many changes in a row, as when many machines join, only the last. */
    public void tell() {
        if (gathering.compareAndSet(false, true)) {
            Thread.ofVirtual().name("roster-news").start(this::tellSoon);
        }
    }

    private void tellSoon() {
        try {
            clock.sleep(GATHER);
            gathering.set(false);
            membership.roster().ifPresent(now -> linked.get().forEach(peer -> tell(peer, now)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new link: of two rosters with the same version the handshake says nothing. */
    public void linked(OwnerId peer) {
        membership.roster().filter(RosterNewsDesk::isShared).ifPresent(roster -> tell(peer, roster));
    }

    /** Whether several admins may sign one version. */
    private static boolean isShared(Roster roster) {
        return !roster.succession().isEmpty();
    }

    private void tell(OwnerId peer, Roster roster) {
        long version = roster.version();
        Thread.ofVirtual().name("news-" + peer.brief()).start(() -> {
            try {
                Reply<Pong> reply = isShared(roster)
                        ? partners.tellRoster(peer, new RosterTip(version, roster.hash()))
                        : partners.tellRoster(peer, new RosterNews(version));
                LOG.trace("{} hears of roster {}: {}", peer.brief(), version, reply);
            } catch (HoldfastException e) {
                LOG.debug("{} cannot be told of the roster: {}", peer.brief(), e.getMessage());
            }
        });
    }

    /** What a peer hears that tells of its roster; a newer one is fetched on a thread of its own. */
    public Pong hear(Peer peer, RosterNews news) {
        fetches.fetchIf(own -> news.version() > own.version(), peer.id());
        return new Pong(news.version());
    }

    /** The same where of two with the same version that with the lower hash goes first. */
    public Pong hear(Peer peer, RosterTip tip) {
        fetches.fetchIf(own -> goesFirst(tip, own), peer.id());
        return new Pong(tip.version());
    }

    private static boolean goesFirst(RosterTip tip, Roster own) {
        return tip.version() > own.version()
                || (tip.version() == own.version() && tip.hash().compareTo(own.hash()) < 0);
    }
}
