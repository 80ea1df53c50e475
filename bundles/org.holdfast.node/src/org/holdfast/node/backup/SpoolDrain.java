// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.holdfast.core.port.BlockStore.Stored;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BlockSender.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spooled blocks to their partners when these are back. Thread-safe; one drain for each partner at a time, and
 * few blocks in memory, however many partners come back at once.
 */
public final class SpoolDrain {
    private static final int IN_MEMORY = 2;
    private static final Logger LOG = LoggerFactory.getLogger(SpoolDrain.class);

    private final Ledger ledger;
    private final Spool spool;
    private final BlockSender sender;
    private final Set<OwnerId> draining = ConcurrentHashMap.newKeySet();
    private final Semaphore memory = new Semaphore(IN_MEMORY);

    public SpoolDrain(Ledger ledger, Spool spool, BlockSender sender) {
        this.ledger = ledger;
        this.spool = spool;
        this.sender = sender;
    }

    /** Sends what waits for this partner, oldest first, until it is away again. */
    public void drain(OwnerId partner) {
        if (!draining.add(partner)) {
            return;
        }
        try {
            for (PlacementRow place : ledger.segments().placements(partner, PlacementState.SPOOLED)) {
                if (!deliverInTurn(place)) {
                    return;
                }
            }
        } finally {
            draining.remove(partner);
        }
    }

    private boolean deliverInTurn(PlacementRow place) {
        memory.acquireUninterruptibly(); // a delivery has a deadline, and so has this wait
        try {
            return deliver(place);
        } finally {
            memory.release();
        }
    }

    private boolean deliver(PlacementRow place) {
        Optional<Spool.Waiting> waiting = spool.load(place.agreement(), place.block());
        if (waiting.isEmpty()) {
            LOG.warn(
                    "A spooled block for {} is gone from the disk",
                    place.partner().brief());
            ledger.segments().mark(place.block(), PlacementState.LOST);
            return true;
        }
        Sent sent = sender.send(waiting.get().header(), waiting.get().content());
        if (sent instanceof Sent.Stored) {
            spool.remove(place.agreement(), place.block());
            return true;
        }
        LOG.info("A block for {} goes on waiting: {}", place.partner().brief(), sent);
        return false;
    }

    /**
     * Clears what a killed run left: segments that never were placed are abandoned with all their blocks. Whatever a
     * snapshot or the index refers to was placed before.
     */
    public void clearLeftovers() {
        for (SegmentRow segment : ledger.segments().inState(SegmentState.BUILDING)) {
            for (PlacementRow place : ledger.segments().placements(segment.id())) {
                if (place.state() == PlacementState.SPOOLED) {
                    spool.remove(place.agreement(), place.block());
                    ledger.segments().mark(place.block(), PlacementState.LOST);
                }
            }
            ledger.segments().mark(segment.id(), SegmentState.ABANDONED);
        }
        ledger.peers().all().forEach(peer -> dropUnsent(peer.id()));
        spool.files().forEach(this::dropUnlessItWaits);
    }

    /** A shard that was on its way to another partner when the node stopped still lies where it was. */
    private void dropUnsent(OwnerId partner) {
        for (PlacementRow place : ledger.segments().placements(partner, PlacementState.BUILT)) {
            boolean placed = ledger.segments()
                    .find(place.segment())
                    .filter(segment -> segment.state() == SegmentState.PLACED)
                    .isPresent();
            if (placed) {
                ledger.segments().mark(place.block(), PlacementState.LOST);
            }
        }
    }

    /**
     * A stop between a partner's receipt and the end of the file, or between the file and its row, leaves a file that
     * nobody waits for; it would take up room for ever. One that the ledger does not know stays: the ledger may be an old
     * copy, and the block the only one.
     */
    private void dropUnlessItWaits(Stored file) {
        ledger.segments()
                .find(file.block())
                .filter(place -> place.state() != PlacementState.SPOOLED)
                .ifPresent(place -> {
                    LOG.info(
                            "A block for {} need not wait any more",
                            place.partner().brief());
                    spool.remove(file.agreement(), file.block());
                });
    }
}
