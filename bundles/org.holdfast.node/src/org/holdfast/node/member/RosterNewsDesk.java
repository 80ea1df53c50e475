// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
            Optional<Long> version = membership.roster().map(Roster::version);
            version.ifPresent(now -> linked.get().forEach(peer -> tell(peer, now)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(OwnerId peer, long version) {
        Thread.ofVirtual().name("news-" + peer.brief()).start(() -> {
            try {
                Reply<Pong> reply = partners.tellRoster(peer, version);
                LOG.trace("{} hears of roster {}: {}", peer.brief(), version, reply);
            } catch (HoldfastException e) {
                LOG.debug("{} cannot be told of the roster: {}", peer.brief(), e.getMessage());
            }
        });
    }

    /** What a peer hears that tells of its roster; a newer one is fetched on a thread of its own. */
    public Pong hear(Peer peer, RosterNews news) {
        if (isNewer(news.version())) {
            Thread.ofVirtual().name("roster-" + peer.id().brief()).start(() -> fetch(peer.id(), news.version()));
        }
        return new Pong(news.version());
    }

    private boolean isNewer(long version) {
        return membership.roster().filter(own -> own.version() < version).isPresent();
    }

    /** One at a time: who waited for another's answer may need none any more. */
    private synchronized void fetch(OwnerId peer, long version) {
        if (!isNewer(version)) {
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
