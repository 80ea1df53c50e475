// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.NoTags;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.crypto.CipherSuite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a shard of a segment that is placed already into a block for another partner. It gets an id of its own, because
 * an id names one sealed instance for ever. Thread-safe.
 */
public final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private final BackupParts parts;
    private final Lender lender;
    private final BlockSealer sealer = new BlockSealer();

    /** @param lender of ciphers that read and write what is stored already */
    public Resealing(BackupParts parts, Lender lender) {
        this.parts = parts;
        this.lender = lender;
    }

    /** @param shard the bytes of that position; kept as they are */
    public SealedBlock seal(SegmentRow segment, int position, byte[] shard, Seat seat) {
        try (Lease<CipherSuite> outer = Ciphers.borrow(lender, segment.formats().outer());
                Lease<AuditScheme> audit = audit()) {
            return sealer.seal(
                    parts.keys().generation(parts.keys().current()),
                    outer.get(),
                    audit.get(),
                    parts.device(),
                    target(seat),
                    location(segment, position),
                    segment.blockClass(),
                    shard,
                    0,
                    random16(),
                    new byte[segment.shardLength()]);
        }
    }

    /** A shard that has to move does not wait for a scheme that is missing: it can be audited whole. */
    private Lease<AuditScheme> audit() {
        try {
            return parts.lender()
                    .audit(parts.formations().apply(BlockClass.META).audit());
        } catch (HoldfastException e) {
            LOG.warn("A block gets no tags, and can only be audited whole: {}", e.getMessage());
            return new Lease<>() {
                @Override
                public AuditScheme get() {
                    return NoTags.INSTANCE;
                }

                @Override
                public void close() {
                    // nothing was lent
                }
            };
        }
    }

    private static ShardLocation location(SegmentRow segment, int position) {
        return new ShardLocation(
                segment.id(), segment.formats(), segment.shape(), position, segment.pipeline(), segment.shardLength());
    }

    private BlockTarget target(Seat seat) {
        Instant now = parts.clock().instant();
        return new BlockTarget(
                parts.self(),
                seat.partner(),
                seat.agreement(),
                parts.deviceEpoch(),
                parts.ledger().settings().next("block.sequence"),
                now.plus(parts.settings().retention()),
                now);
    }

    /** What the ledger has to know before the block's first byte is sent. */
    public static PlacementRow row(SegmentRow segment, int position, SealedBlock block) {
        BlockHeader header = block.header();
        return new PlacementRow(
                segment.id(),
                position,
                header.partner(),
                header.agreement(),
                header.block(),
                header.sequence(),
                header.hash(),
                header.payloadHash(),
                block.payloadLength(),
                PlacementState.BUILT,
                Bytes.EMPTY,
                header.auditSuite(),
                header.keyGeneration());
    }

    private byte[] random16() {
        byte[] bytes = new byte[Id16.BYTES];
        parts.random().nextBytes(bytes);
        return bytes;
    }
}
