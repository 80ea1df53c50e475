// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.NoCipher;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.NoTags;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.format.segment.ChunkData;
import org.holdfast.format.segment.SealedSegment;
import org.holdfast.format.segment.SegmentBuffers;
import org.holdfast.format.segment.SegmentParameters;
import org.holdfast.format.segment.SegmentWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatSet;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.simulation.disk.Disk;

/** Makes segments of random data and their blocks, with the real formats. The layers of encryption are off. */
final class SegmentMaker {
    /** The number of {@link ParityCode}, a private one. */
    static final FormatSet FORMATS = new FormatSet(0x8001, 0, 0, 0);

    private static final Pipeline PLAIN = new Pipeline(false, false, false);
    private static final int TARGET = 4 << 20;
    private static final SegmentBuffers BUFFERS = new SegmentBuffers(TARGET, 2);

    private final Life life;

    SegmentMaker(Life life) {
        this.life = life;
    }

    /** A segment with everything that has to be durable before its first byte is sent. */
    record Made(SegmentRow row, List<PlacementRow> placements, List<Disk.Spooled> blocks, Bytes data) {}

    /** @param agreements by position */
    Made make(List<AgreementRow> agreements) {
        byte[] data = life.world.randomBytes(20_000 + life.world.random().nextInt(20_000));
        var keys = life.identity().keys().generation(1);
        var shape = life.computer.goal.shape();
        SegmentWriter writer =
                new SegmentWriter(new SegmentParameters(keys, NoCipher.INSTANCE, shape, PLAIN, TARGET), BUFFERS);
        var chunk = life.identity().keys().dedup().chunkId(data, 0, data.length);
        writer.add(new ChunkData(chunk, 0, data.length, data, 0, data.length));
        SealedSegment sealed = writer.finish(life.world.randomBytes(16));
        byte[] segment = Arrays.copyOf(sealed.buffer(), sealed.length());
        BUFFERS.give(sealed.buffer());

        List<PlacementRow> placements = new ArrayList<>();
        List<Disk.Spooled> blocks = new ArrayList<>();
        for (int position = 0; position < shape.n(); position++) {
            var location = new ShardLocation(sealed.id(), FORMATS, shape, position, PLAIN, sealed.shardLength());
            byte[] shard = ParityCode.shard(segment, sealed.shardLength(), shape.m(), position);
            Disk.Spooled block = seal(agreements.get(position), location, shard);
            blocks.add(block);
            placements.add(placement(block, location));
        }
        SegmentRow row = new SegmentRow(
                sealed.id(),
                BlockClass.DATA,
                1,
                FORMATS,
                shape,
                PLAIN,
                sealed.shardLength(),
                SegmentState.BUILDING,
                life.computer.clock().instant());
        return new Made(row, placements, blocks, Bytes.of(data));
    }

    private Disk.Spooled seal(AgreementRow agreement, ShardLocation location, byte[] shard) {
        OwnerId self = life.identity().id();
        AgreementId id = agreement.agreement().id();
        Instant now = life.computer.clock().instant();
        BlockTarget target = new BlockTarget(
                self,
                agreement.agreement().terms().partnerOf(self),
                id,
                life.identity().self().certificate().deviceEpoch(),
                life.disk().ledger.settings().next("sequence." + id),
                now.plus(Duration.ofDays(90)),
                now.truncatedTo(ChronoUnit.HOURS));
        SealedBlock sealed = new BlockSealer()
                .seal(
                        life.identity().keys().generation(1),
                        NoCipher.INSTANCE,
                        NoTags.INSTANCE,
                        life.identity().self().device(),
                        target,
                        location,
                        BlockClass.DATA,
                        shard,
                        0,
                        life.world.randomBytes(16),
                        new byte[shard.length]);
        return new Disk.Spooled(sealed.header(), Bytes.of(sealed.payload()));
    }

    private static PlacementRow placement(Disk.Spooled block, ShardLocation location) {
        var header = block.header();
        Digest hash = header.hash();
        return new PlacementRow(
                location.segment(),
                location.position(),
                header.partner(),
                header.agreement(),
                header.block(),
                header.sequence(),
                hash,
                header.payloadHash(),
                header.payloadLength(),
                PlacementState.BUILT,
                Bytes.EMPTY);
    }
}
