// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.Expectation;
import org.holdfast.format.block.Opened;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lease;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Gives a shard that its partner will not take to another one, in a new block. The ledger knows the new block before its
 * first byte is sent, and only then gives up the old one. One segment's; thread-safe.
 */
final class Reseating {
    private final BackupParts parts;
    private final Resealing resealing;
    private final BlockOpener opener = new BlockOpener();
    private final Set<OwnerId> asked = new HashSet<>(); // guarded by this

    /** @param blocks as they were seated first */
    Reseating(BackupParts parts, List<SealedBlock> blocks) {
        this.parts = parts;
        this.resealing = new Resealing(parts, parts.lender());
        blocks.forEach(block -> asked.add(block.header().partner()));
    }

    /**
     * The block for another partner; empty if there is none that can be reached, has room, and stands on a machine that
     * has no shard of the segment. The payload of {@code refused} is overwritten where there is one.
     */
    Optional<SealedBlock> reseat(SealedBlock refused) {
        PlacementRow old = parts.ledger()
                .segments()
                .find(refused.header().block())
                .orElseThrow(() -> new IllegalStateException("a block on its way has no row"));
        SegmentRow segment = parts.ledger().segments().find(old.segment()).orElseThrow();
        return seat(segment, refused).map(seat -> {
            SealedBlock block = resealing.seal(segment, old.position(), open(refused), seat);
            parts.ledger().segments().adopt(segment, List.of(Resealing.row(segment, old.position(), block)));
            parts.ledger().segments().mark(old.block(), PlacementState.LOST);
            return block;
        });
    }

    private synchronized Optional<Seat> seat(SegmentRow segment, SealedBlock refused) {
        Optional<Seat> seat = parts.groups().another(segment.shape(), asked, refused.payloadLength());
        seat.ifPresent(found -> asked.add(found.partner()));
        return seat;
    }

    private byte[] open(SealedBlock refused) {
        BlockHeader header = refused.header();
        ShardLocation location = opener.locate(parts.keys(), header);
        Expectation itself = new Expectation(
                parts.self(), header.partner(), header.agreement(), header.sequence(), header.blockClass(), location);
        try (Lease<CipherSuite> outer = Ciphers.borrow(parts.lender(), header.outerSuite())) {
            Opened opened = opener.open(
                    parts.keys(), number -> outer.get(), header, refused.payload(), refused.payloadLength(), itself);
            return switch (opened) {
                case Opened.Shard shard -> shard.shard();
                case Opened.Rejected rejected ->
                    throw new IllegalStateException("a block that was just sealed does not open: " + rejected.reason());
            };
        }
    }
}
