// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.Reply;
import org.holdfast.core.handshake.RosterPieces;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.MemberMessage.RosterNews;
import org.holdfast.wire.MemberMessage.RosterPiece;
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

    private final StoredMembership membership;
    private final PartnerClient partners;
    private final Supplier<Set<OwnerId>> linked;
    private final NodeClock clock;
    private final AtomicBoolean gathering = new AtomicBoolean();

    /** @param linked with whom there is a link now */
    public RosterNewsDesk(
            StoredMembership membership, PartnerClient partners, Supplier<Set<OwnerId>> linked, NodeClock clock) {
        this.membership = membership;
        this.partners = partners;
        this.linked = linked;
        this.clock = clock;
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
        fetchIf(own -> news.version() > own.version(), peer);
        return new Pong(news.version());
    }

    /** The same where of two with the same version that with the lower hash goes first. */
    public Pong hear(Peer peer, RosterTip tip) {
        fetchIf(own -> goesFirst(tip, own), peer);
        return new Pong(tip.version());
    }

    private static boolean goesFirst(RosterTip tip, Roster own) {
        return tip.version() > own.version()
                || (tip.version() == own.version() && tip.hash().compareTo(own.hash()) < 0);
    }

    private void fetchIf(Predicate<Roster> goesFirst, Peer peer) {
        if (membership.roster().filter(goesFirst).isPresent()) {
            Thread.ofVirtual().name("roster-" + peer.id().brief()).start(() -> fetch(peer.id(), goesFirst));
        }
    }

    /** One at a time: who waited for another's answer may need none any more. */
    private synchronized void fetch(OwnerId peer, Predicate<Roster> goesFirst) {
        if (membership.roster().filter(goesFirst).isEmpty()) {
            return;
        }
        try {
            RosterPieces pieces = RosterPieces.NONE;
            while (partners.roster(peer, pieces.next()) instanceof Reply.Answered<RosterPiece>(RosterPiece piece)) {
                Optional<RosterPieces> added = pieces.add(piece);
                if (added.isEmpty()) {
                    return;
                }
                if (added.get().completeWith(piece)) {
                    membership.adopt(added.get().roster());
                    return;
                }
                pieces = added.get();
            }
        } catch (HoldfastException e) {
            LOG.info("The roster of {} was not taken: {}", peer.brief(), e.getMessage());
        }
    }
}
