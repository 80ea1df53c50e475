// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.holdfast.model.OwnerId;

/**
 * Who dials a peer, and when: one at a time, and nobody for some seconds after it was in vain. A machine that is
 * switched off answers nothing, so each try costs the whole patience for each of its addresses; a backup asks for it
 * with every block. Thread-safe.
 */
final class Dials {
    /** For so long a peer that could not be reached is taken to be away. */
    static final Duration MEMORY = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Map<OwnerId, ReentrantLock> dialling = new ConcurrentHashMap<>();
    private final Map<OwnerId, Long> inVain = new ConcurrentHashMap<>();

    /** @param nanos a stop-watch that never goes back */
    Dials(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * What {@code dial} makes of it. Whoever comes while another dials waits for the answer, if the peer is not known to
     * be away; if it is, one tries and the others hear at once that there is nobody.
     *
     * @param present the link that there is by now
     */
    <L> Optional<L> reach(OwnerId peer, Supplier<Optional<L>> present, Supplier<Optional<L>> dial) {
        if (isAway(peer)) {
            return Optional.empty();
        }
        ReentrantLock turn = dialling.computeIfAbsent(peer, each -> new ReentrantLock());
        if (!turn.tryLock()) {
            if (inVain.containsKey(peer)) {
                return Optional.empty();
            }
            turn.lock();
        }
        try {
            Optional<L> now = present.get();
            return now.isPresent() || isAway(peer) ? now : note(peer, dial.get());
        } finally {
            turn.unlock();
        }
    }

    private <L> Optional<L> note(OwnerId peer, Optional<L> link) {
        if (link.isPresent()) {
            inVain.remove(peer);
        } else {
            inVain.put(peer, nanos.getAsLong());
        }
        return link;
    }

    /** It has called by itself. */
    void isHere(OwnerId peer) {
        inVain.remove(peer);
    }

    private boolean isAway(OwnerId peer) {
        Long since = inVain.get(peer);
        return since != null && nanos.getAsLong() - since < MEMORY.toNanos();
    }
}
