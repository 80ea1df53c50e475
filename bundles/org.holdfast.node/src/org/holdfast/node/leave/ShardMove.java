// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Rehoming.Settled;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.restore.ShardSource;

/**
 * Moves one shard to a successor: get the shard, or rebuild it – give it a home there ({@link Rehoming}) – and only with
 * the receipt give up the old place. A crash in between leaves the old place as it was. Thread-safe.
 */
public final class ShardMove {
    private final BackupParts parts;
    private final ShardSource source;
    private final Rehoming rehoming;
    private final Predicate<AgreementId> lasting;
    private final Rehoming.Memory memory;

    /** How it went. */
    public sealed interface Moved {
        /** @param bytes that were sent */
        record Done(long bytes) implements Moved {}

        /** Nothing has changed; it may be tried again. */
        record Waits(String why) implements Moved {}
    }

    /** @param lasting whether what lies under this agreement may stay there, as it is at the moment of asking */
    public ShardMove(
            BackupParts parts,
            ShardSource source,
            Resealing resealing,
            Predicate<AgreementId> lasting,
            Rehoming.Memory memory) {
        this.parts = parts;
        this.source = source;
        this.rehoming = new Rehoming(parts, resealing, memory);
        this.lasting = lasting;
        this.memory = memory;
    }

    /** @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS, or that a format is not known here */
    public Moved move(PlacementRow old) {
        memory.turn().lock();
        try {
            return inTurn(old);
        } finally {
            memory.turn().unlock();
        }
    }

    private Moved inTurn(PlacementRow old) {
        Ledger.Segments ledger = parts.ledger().segments();
        SegmentRow segment = ledger.find(old.segment()).orElseThrow();
        List<PlacementRow> others = ledger.placements(segment.id()).stream()
                .filter(row ->
                        row.state() != PlacementState.LOST && !row.block().equals(old.block()))
                .toList();
        if (others.stream().anyMatch(row -> replaces(row, old))) {
            return retire(old, 0);
        }
        Set<OwnerId> taken = others.stream().map(PlacementRow::partner).collect(Collectors.toSet());
        if (lasting.test(old.agreement())) {
            taken.add(old.partner()); // it stays, and has asked for some of its disk
        }
        return switch (rehoming.settle(segment, old.position(), taken, () -> source.shard(segment, old))) {
            case Settled.Stored(OwnerId partner, AgreementId agreement, long bytes) ->
                lasting.test(agreement)
                        ? retire(old, bytes)
                        : new Moved.Waits(partner.brief() + " took a block, and leaves, too");
            case Settled.Waits(String why) -> new Moved.Waits(why);
        };
    }

    /** It was moved before, and the stop came between the receipt and this. */
    private boolean replaces(PlacementRow row, PlacementRow old) {
        return row.position() == old.position() && row.state() == PlacementState.ACKED && lasting.test(row.agreement());
    }

    private Moved retire(PlacementRow old, long bytes) {
        parts.ledger().segments().mark(old.block(), PlacementState.LOST);
        parts.spool().remove(old.agreement(), old.block());
        return new Moved.Done(bytes);
    }
}
