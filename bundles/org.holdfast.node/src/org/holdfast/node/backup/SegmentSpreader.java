// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.format.segment.SealedSegment;
import org.holdfast.format.segment.SegmentBuffers;
import org.holdfast.format.segment.SegmentParameters;
import org.holdfast.format.segment.SegmentWriter;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.backup.RunMeter.Stage;
import org.holdfast.spi.coding.Shards;

/**
 * Takes a full segment through the rest of the pipeline: seal, encode to n shards, seal each for its partner, write the
 * plan into the ledger, and only then let the first byte go. Runs on CPU threads; holds back while too many segments
 * are on their way.
 */
final class SegmentSpreader {
    private static final int OPEN_SEGMENTS = 3;

    private final BackupParts parts;
    private final BlockSealer sealer = new BlockSealer();
    private final RunMeter meter;
    private final SegmentDeliveries deliveries;
    private final Permits inFlight;
    private final SegmentBuffers segmentBuffers;
    private final SegmentBuffers shardBuffers;

    SegmentSpreader(BackupParts parts, SegmentDeliveries deliveries, RunMeter meter, RunFailure failure) {
        this.parts = parts;
        this.deliveries = deliveries;
        this.meter = meter;
        int flying = parts.settings().segmentsInFlight();
        CodeShape shape = parts.settings().shape();
        int longest = parts.settings().segmentBytes();
        this.inFlight = new Permits(flying, failure);
        this.segmentBuffers = new SegmentBuffers(longest, OPEN_SEGMENTS);
        this.shardBuffers = new SegmentBuffers(longest / shape.m(), flying * shape.n());
    }

    SegmentWriter newSegment() {
        BackupSettings settings = parts.settings();
        return new SegmentWriter(
                new SegmentParameters(
                        parts.keys().generation(parts.keys().current()),
                        parts.inner(),
                        settings.shape(),
                        settings.pipeline(),
                        settings.segmentBytes()),
                segmentBuffers);
    }

    void spread(BlockClass blockClass, SegmentWriter writer) {
        inFlight.take(1);
        SealedSegment sealed = seal(writer);
        if (blockClass == BlockClass.META) {
            parts.metaCache().keep(sealed.id(), sealed.buffer(), sealed.length());
        }
        Shards shards = encode(sealed);
        List<Seat> seats = parts.groups().choose(parts.settings().shape(), sealed.shardLength());
        List<SealedBlock> blocks = sealBlocks(blockClass, sealed, shards, seats);
        giveBack(sealed, shards);
        parts.ledger().segments().begin(row(blockClass, sealed), placements(sealed, seats, blocks));
        meter.segments.increment();
        deliveries.start(new SegmentDelivery(sealed.id(), sealed.entries(), blocks), () -> {
            blocks.forEach(block -> shardBuffers.give(block.payload()));
            inFlight.give(1);
        });
    }

    /** The blocks are copies: the segment and its parity are not needed any more. */
    private void giveBack(SealedSegment sealed, Shards shards) {
        segmentBuffers.give(sealed.buffer());
        for (int position = parts.settings().shape().m(); position < shards.count(); position++) {
            shardBuffers.give(shards.slice(position).array());
        }
    }

    private SealedSegment seal(SegmentWriter writer) {
        try (var _ = meter.time(Stage.SEAL)) {
            return writer.finish(random16());
        }
    }

    private Shards encode(SealedSegment sealed) {
        CodeShape shape = parts.settings().shape();
        int length = sealed.shardLength();
        List<Shards.Slice> slices = new ArrayList<>(shape.n());
        for (int i = 0; i < shape.n(); i++) {
            slices.add(
                    i < shape.m()
                            ? new Shards.Slice(sealed.buffer(), i * length)
                            : new Shards.Slice(shardBuffers.take(length), 0));
        }
        Shards shards = Shards.ofData(slices, length, shape.m());
        try (var _ = meter.time(Stage.CODE)) {
            parts.code().code(shape).encode(shards);
        }
        return shards;
    }

    private List<SealedBlock> sealBlocks(BlockClass blockClass, SealedSegment sealed, Shards shards, List<Seat> seats) {
        Instant now = parts.clock().instant();
        long sequence = parts.ledger().settings().next("block.sequence");
        List<SealedBlock> blocks = new ArrayList<>(seats.size());
        try (var _ = meter.time(Stage.BLOCK)) {
            for (int position = 0; position < seats.size(); position++) {
                Seat seat = seats.get(position);
                BlockTarget target = new BlockTarget(
                        parts.self(),
                        seat.partner(),
                        seat.agreement(),
                        parts.deviceEpoch(),
                        sequence,
                        now.plus(parts.settings().retention()),
                        now);
                Shards.Slice slice = shards.slice(position);
                blocks.add(sealer.seal(
                        parts.keys().generation(parts.keys().current()),
                        parts.outer(),
                        parts.device(),
                        target,
                        location(sealed, position),
                        blockClass,
                        slice.array(),
                        slice.offset(),
                        random16(),
                        shardBuffers.take(sealed.shardLength())));
            }
        }
        return blocks;
    }

    private ShardLocation location(SealedSegment sealed, int position) {
        BackupSettings settings = parts.settings();
        return new ShardLocation(
                sealed.id(),
                parts.code().id().number(),
                settings.shape(),
                position,
                settings.pipeline(),
                sealed.shardLength());
    }

    private SegmentRow row(BlockClass blockClass, SealedSegment sealed) {
        BackupSettings settings = parts.settings();
        return new SegmentRow(
                sealed.id(),
                blockClass,
                parts.keys().current(),
                parts.code().id().number(),
                settings.shape(),
                settings.pipeline(),
                sealed.shardLength(),
                SegmentState.BUILDING,
                parts.clock().instant());
    }

    private static List<PlacementRow> placements(SealedSegment sealed, List<Seat> seats, List<SealedBlock> blocks) {
        List<PlacementRow> rows = new ArrayList<>(seats.size());
        for (int position = 0; position < seats.size(); position++) {
            Seat seat = seats.get(position);
            SealedBlock block = blocks.get(position);
            rows.add(new PlacementRow(
                    sealed.id(),
                    position,
                    seat.partner(),
                    seat.agreement(),
                    block.header().block(),
                    block.header().sequence(),
                    block.header().hash(),
                    block.header().payloadHash(),
                    block.payloadLength(),
                    PlacementState.BUILT,
                    Bytes.EMPTY));
        }
        return rows;
    }

    private byte[] random16() {
        byte[] bytes = new byte[16];
        parts.random().nextBytes(bytes);
        return bytes;
    }
}
