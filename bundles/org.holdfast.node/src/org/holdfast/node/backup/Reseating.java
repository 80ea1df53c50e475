// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.Expectation;
import org.holdfast.format.block.Opened;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lease;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Gives a shard that its partner will not take to another one: the same shard in a new block, with an id of its own,
 * because an id names one sealed instance for ever. The ledger knows the new block before its first byte is sent, and
 * only then gives up the old one. One segment's; thread-safe.
 */
final class Reseating {
    private final BackupParts parts;
    private final BlockOpener opener = new BlockOpener();
    private final BlockSealer sealer = new BlockSealer();
    private final Set<OwnerId> asked = new HashSet<>(); // guarded by this

    /** @param blocks as they were seated first */
    Reseating(BackupParts parts, List<SealedBlock> blocks) {
        this.parts = parts;
        blocks.forEach(block -> asked.add(block.header().partner()));
    }

    /**
     * The block for another partner; empty if there is none that can be reached, has room, and stands on a machine that
     * has no shard of the segment. The payload of {@code refused} is overwritten where there is one.
     */
    Optional<SealedBlock> reseat(SealedBlock refused) {
        return seat(refused).map(seat -> {
            SealedBlock block = seal(refused, seat);
            begin(refused, block);
            return block;
        });
    }

    private synchronized Optional<Seat> seat(SealedBlock refused) {
        Optional<Seat> seat = parts.groups().another(asked, refused.payloadLength());
        seat.ifPresent(found -> asked.add(found.partner()));
        return seat;
    }

    private SealedBlock seal(SealedBlock refused, Seat seat) {
        BlockHeader old = refused.header();
        ShardLocation location = opener.locate(parts.keys(), old);
        try (Lease<CipherSuite> outer = Ciphers.borrow(parts.lender(), old.outerSuite())) {
            byte[] shard = open(refused, location, outer.get());
            return sealer.seal(
                    parts.keys().generation(parts.keys().current()),
                    outer.get(),
                    parts.device(),
                    target(seat),
                    location,
                    old.blockClass(),
                    shard,
                    0,
                    random16(),
                    new byte[refused.payloadLength()]);
        }
    }

    private byte[] open(SealedBlock refused, ShardLocation location, CipherSuite outer) {
        BlockHeader old = refused.header();
        Expectation itself = new Expectation(
                parts.self(), old.partner(), old.agreement(), old.sequence(), old.blockClass(), location);
        Opened opened =
                opener.open(parts.keys(), number -> outer, old, refused.payload(), refused.payloadLength(), itself);
        return switch (opened) {
            case Opened.Shard shard -> shard.shard();
            case Opened.Rejected rejected ->
                throw new IllegalStateException("a block that was just sealed does not open: " + rejected.reason());
        };
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

    private void begin(SealedBlock refused, SealedBlock block) {
        PlacementRow old = parts.ledger()
                .segments()
                .find(refused.header().block())
                .orElseThrow(() -> new IllegalStateException("a block on its way has no row"));
        BlockHeader header = block.header();
        PlacementRow row = new PlacementRow(
                old.segment(),
                old.position(),
                header.partner(),
                header.agreement(),
                header.block(),
                header.sequence(),
                header.hash(),
                header.payloadHash(),
                block.payloadLength(),
                PlacementState.BUILT,
                Bytes.EMPTY);
        parts.ledger()
                .segments()
                .adopt(parts.ledger().segments().find(old.segment()).orElseThrow(), List.of(row));
        parts.ledger().segments().mark(old.block(), PlacementState.LOST);
    }

    private byte[] random16() {
        byte[] bytes = new byte[Id16.BYTES];
        parts.random().nextBytes(bytes);
        return bytes;
    }
}
