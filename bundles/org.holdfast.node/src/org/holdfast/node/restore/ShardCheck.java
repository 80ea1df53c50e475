// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Optional;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.KeyRing;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockOpener;
import org.holdfast.format.block.Expectation;
import org.holdfast.format.block.Opened;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.work.Ciphers;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.crypto.CipherSuite;

/** Whether a file that came back is exactly the block that was stored; if so, the shard in it. Thread-safe. */
final class ShardCheck {
    private final OwnerId self;
    private final SegmentRow segment;
    private final KeyRing keys;
    private final Lender lender;
    private final BlockOpener opener = new BlockOpener();

    ShardCheck(OwnerId self, SegmentRow segment, KeyRing keys, Lender lender) {
        this.self = self;
        this.segment = segment;
        this.keys = keys;
        this.lender = lender;
    }

    /** What the check says. */
    sealed interface Checked {
        record Right(byte[] shard) implements Checked {}

        record Wrong(String why) implements Checked {}
    }

    Checked check(BlockFileBuffer file, PlacementRow place) {
        try {
            BlockHeader header = file.header();
            if (!header.block().equals(place.block())) {
                return new Checked.Wrong("it is another block");
            }
            return switch (open(header, file.payload(), expected(place))) {
                case Opened.Shard shard -> new Checked.Right(shard.shard());
                case Opened.Rejected rejected ->
                    new Checked.Wrong(rejected.reason().name());
            };
        } catch (HoldfastException e) {
            return new Checked.Wrong(
                    Optional.ofNullable(e.getMessage()).orElse(e.code().name()));
        }
    }

    private Opened open(BlockHeader header, byte[] payload, Expectation expected) {
        try (Lease<CipherSuite> outer = Ciphers.borrow(lender, header.outerSuite())) {
            return opener.open(keys, number -> outer.get(), header, payload, payload.length, expected);
        }
    }

    private Expectation expected(PlacementRow place) {
        ShardLocation location = new ShardLocation(
                segment.id(),
                segment.formats(),
                segment.shape(),
                place.position(),
                segment.pipeline(),
                segment.shardLength());
        return new Expectation(
                self, place.partner(), place.agreement(), place.sequence(), segment.blockClass(), location);
    }
}
