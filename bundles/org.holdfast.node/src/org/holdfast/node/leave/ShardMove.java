// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.BlockSender.Sent;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.restore.ShardSource;

/**
 * Moves one shard to a successor: choose one – get the shard, or rebuild it – seal it anew for the successor – note the
 * block – send it – and only with the receipt give up the old place. A crash in between leaves the old place as it was,
 * and at worst a block at the successor that nobody refers to. Thread-safe.
 */
public final class ShardMove {
    private final BackupParts parts;
    private final ShardSource source;
    private final Resealing resealing;
    private final Predicate<AgreementId> lasting;

    /** How it went. */
    public sealed interface Moved {
        record Done() implements Moved {}

        /** Nothing has changed; it may be tried again. */
        record Waits(String why) implements Moved {}
    }

    /** @param lasting whether what lies under this agreement may stay there */
    public ShardMove(BackupParts parts, ShardSource source, Resealing resealing, Predicate<AgreementId> lasting) {
        this.parts = parts;
        this.source = source;
        this.resealing = resealing;
        this.lasting = lasting;
    }

    /** @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS, or that a format is not known here */
    public Moved move(PlacementRow old) {
        Ledger.Segments ledger = parts.ledger().segments();
        SegmentRow segment = ledger.find(old.segment()).orElseThrow();
        List<PlacementRow> others = ledger.placements(segment.id()).stream()
                .filter(row ->
                        row.state() != PlacementState.LOST && !row.block().equals(old.block()))
                .toList();
        if (others.stream().anyMatch(row -> replaces(row, old))) {
            return retire(old);
        }
        Set<OwnerId> holders = others.stream().map(PlacementRow::partner).collect(Collectors.toSet());
        Optional<Seat> seat = parts.groups().another(segment.shape(), holders, segment.shardLength());
        return seat.map(found -> move(segment, old, found))
                .orElseGet(() -> new Moved.Waits("no partner that can be reached has room and stands on a machine of"
                        + " its own; the node looks for one by itself"));
    }

    /** It was moved before, and the stop came between the receipt and this. */
    private boolean replaces(PlacementRow row, PlacementRow old) {
        return row.position() == old.position() && row.state() == PlacementState.ACKED && lasting.test(row.agreement());
    }

    private Moved move(SegmentRow segment, PlacementRow old, Seat seat) {
        byte[] shard = source.shard(segment, old);
        SealedBlock block = resealing.seal(segment, old.position(), shard, seat);
        PlacementRow row = Resealing.row(segment, old.position(), block);
        parts.ledger().segments().adopt(segment, List.of(row));
        Sent sent = parts.sender().send(block.header(), ByteBuffer.wrap(block.payload(), 0, block.payloadLength()));
        if (sent instanceof Sent.Stored(var receipt)) {
            parts.ledger().segments().acknowledge(row.block(), receipt);
            return retire(old);
        }
        parts.ledger().segments().mark(row.block(), PlacementState.LOST);
        return new Moved.Waits(seat.partner().brief() + " did not take a block: " + why(sent));
    }

    private static String why(Sent sent) {
        return switch (sent) {
            case Sent.Stored stored -> "";
            case Sent.Away(String why) -> why;
            case Sent.Refused(var code, String why) -> code + ": " + why;
        };
    }

    private Moved retire(PlacementRow old) {
        parts.ledger().segments().mark(old.block(), PlacementState.LOST);
        parts.spool().remove(old.agreement(), old.block());
        return new Moved.Done();
    }
}
