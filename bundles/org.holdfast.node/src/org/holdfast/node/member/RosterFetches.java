// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.holdfast.core.Reply;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.Membership;
import org.holdfast.node.net.RosterFetch;
import org.holdfast.wire.MemberMessage.RosterGet;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the rosters that peers tell of, each on a thread of its own, and at most one of a peer at a time. All tell of the
 * same change at once, so the fetches take turns: who waited for another's answer mostly needs none any more. But nobody
 * waits longer than a turn, so that a peer that drips its roster keeps no news of another's away. Thread-safe.
 */
final class RosterFetches {
    private static final Logger LOG = LoggerFactory.getLogger(RosterFetches.class);

    private final Membership membership;
    private final BiFunction<OwnerId, RosterGet, Reply<RosterPiece>> partners;
    private final RosterFetch fetch;
    private final Duration turn;
    private final Semaphore turns = new Semaphore(1);

    /** What each peer told last, of those that are asked now. */
    private final Map<OwnerId, Predicate<Roster>> wanted = new ConcurrentHashMap<>();

    /** @param partners asks one of them for a piece @param turn how long a fetch waits for the one before at most */
    RosterFetches(
            Membership membership,
            BiFunction<OwnerId, RosterGet, Reply<RosterPiece>> partners,
            RosterFetch fetch,
            Duration turn) {
        this.membership = membership;
        this.partners = partners;
        this.fetch = fetch;
        this.turn = turn;
    }

    /** Gets the peer's roster soon, if it goes before the own one. */
    void fetchIf(Predicate<Roster> goesFirst, OwnerId peer) {
        if (isBehind(goesFirst) && wanted.put(peer, goesFirst) == null) {
            Thread.ofVirtual().name("roster-" + peer.brief()).start(() -> fetchAll(peer));
        }
    }

    private boolean isBehind(Predicate<Roster> goesFirst) {
        return membership.roster().filter(goesFirst).isPresent();
    }

    /** Until the peer has told nothing new meanwhile. */
    private void fetchAll(OwnerId peer) {
        Predicate<Roster> told;
        try {
            do {
                told = Objects.requireNonNull(wanted.get(peer));
                inTurn(peer, told);
            } while (!wanted.remove(peer, told));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wanted.remove(peer);
        }
    }

    private void inTurn(OwnerId peer, Predicate<Roster> goesFirst) throws InterruptedException {
        boolean mine = turns.tryAcquire(turn.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (isBehind(goesFirst)) {
                fetch.from(get -> piece(peer, get)).ifPresent(membership::adopt);
            }
        } catch (HoldfastException e) {
            LOG.info("The roster of {} was not taken: {}", peer.brief(), e.getMessage());
        } finally {
            if (mine) {
                turns.release();
            }
        }
    }

    private Optional<RosterPiece> piece(OwnerId peer, RosterGet get) {
        return partners.apply(peer, get) instanceof Reply.Answered<RosterPiece>(RosterPiece piece)
                ? Optional.of(piece)
                : Optional.empty();
    }
}
