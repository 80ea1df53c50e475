// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BlockSender.Sent;
import org.holdfast.node.backup.GroupChooser.Seat;

/**
 * Gives one shard of a segment that is placed already a home: choose a partner – get the shard – seal it anew for that
 * partner – note the block – send it – acknowledge. Nothing is given up here: what the new block replaces is the caller's.
 * A crash in between leaves at worst a block at the partner that nobody refers to. Who did not take a block is left out
 * for a while. Thread-safe.
 */
public final class Rehoming {
    private final BackupParts parts;
    private final Resealing resealing;
    private final Memory memory;

    /**
     * What is known of former moves, and outlives this.
     *
     * @param refusals of partners
     * @param underway what was sent and not answered
     * @param turn held by whoever moves a shard, so that no two make the same one
     */
    public record Memory(Refusals refusals, Underway underway, ReentrantLock turn) {
        public Memory(Refusals refusals, Underway underway) {
            this(refusals, underway, new ReentrantLock());
        }
    }

    /** How it went. */
    public sealed interface Settled {
        /** @param bytes of the payload that were sent */
        record Stored(OwnerId partner, AgreementId agreement, long bytes) implements Settled {}

        /** Nothing has changed; it may be tried again. */
        record Waits(String why) implements Settled {}
    }

    public Rehoming(BackupParts parts, Resealing resealing, Memory memory) {
        this.parts = parts;
        this.resealing = resealing;
        this.memory = memory;
    }

    /**
     * With a partner that is chosen: on a machine that has no other shard of the segment, with room for it.
     *
     * @param taken partners that are out of the question
     * @param shard asked for once a partner is found
     */
    public Settled settle(SegmentRow segment, int position, Set<OwnerId> taken, Supplier<byte[]> shard) {
        return again(segment, position).orElseGet(() -> anew(segment, position, taken, shard));
    }

    /** The same with this partner. */
    public Settled settleAt(SegmentRow segment, int position, Seat seat, Supplier<byte[]> shard) {
        return again(segment, position)
                .orElseGet(() -> send(segment, position, seal(segment, position, seat, shard), true));
    }

    /** Whether a partner did not take a block lately, and is not to be asked now. */
    public boolean isRefusing(OwnerId partner) {
        return memory.refusals().present().contains(partner);
    }

    /** A block that was not answered is sent once more as it is; then another partner is looked for. */
    private Optional<Settled> again(SegmentRow segment, int position) {
        Underway.Spot spot = new Underway.Spot(segment.id(), position);
        Optional<SealedBlock> block = memory.underway().of(spot);
        if (block.isPresent()
                && memory.refusals().present().contains(block.get().header().partner())) {
            return Optional.of(waits(block.get().header().partner(), "it did not answer; it is asked again soon"));
        }
        return memory.underway().take(spot).map(kept -> send(segment, position, kept, false));
    }

    private Settled anew(SegmentRow segment, int position, Set<OwnerId> taken, Supplier<byte[]> shard) {
        Set<OwnerId> out = new HashSet<>(taken);
        out.addAll(memory.refusals().present());
        Optional<Seat> seat = parts.groups().another(segment.shape(), out, segment.shardLength());
        return seat.map(found -> seal(segment, position, found, shard))
                .map(block -> send(segment, position, block, true))
                .orElseGet(() -> new Settled.Waits("no partner that can be reached has room and stands on a machine of"
                        + " its own; the node looks for one by itself"));
    }

    private SealedBlock seal(SegmentRow segment, int position, Seat seat, Supplier<byte[]> shard) {
        SealedBlock block = resealing.seal(segment, position, shard.get(), seat);
        parts.ledger().segments().adopt(segment, List.of(Resealing.row(segment, position, block)));
        return block;
    }

    /** @param again whether the block may be sent once more if there is no answer */
    private Settled send(SegmentRow segment, int position, SealedBlock block, boolean again) {
        boolean open = false; // whether the row goes on standing for something
        try {
            Sent sent = sent(block);
            open = sent instanceof Sent.Stored
                    || again
                            && sent instanceof Sent.Away
                            && memory.underway().keep(new Underway.Spot(segment.id(), position), block);
            return switch (sent) {
                case Sent.Stored(Bytes receipt) -> stored(block, receipt);
                case Sent.Away(String why) -> refused(block, why);
                case Sent.Refused(var code, String why) -> refused(block, code + ": " + why);
            };
        } finally {
            if (!open) {
                giveUp(block);
            }
        }
    }

    private Sent sent(SealedBlock block) {
        try {
            return parts.sender().send(block.header(), ByteBuffer.wrap(block.payload(), 0, block.payloadLength()));
        } catch (HoldfastException e) {
            return new Sent.Away(e.code() + ": " + e.getMessage());
        }
    }

    private Settled refused(SealedBlock block, String why) {
        OwnerId partner = block.header().partner();
        memory.refusals().refused(partner);
        return waits(partner, why);
    }

    /** A receipt that came all the same is kept: the next try finds it. */
    private void giveUp(SealedBlock block) {
        Ledger.Segments ledger = parts.ledger().segments();
        ledger.find(block.header().block())
                .filter(row -> row.state() == PlacementState.BUILT)
                .map(PlacementRow::block)
                .ifPresent(id -> ledger.mark(id, PlacementState.LOST));
    }

    private Settled stored(SealedBlock block, Bytes receipt) {
        memory.refusals().taken(block.header().partner());
        parts.ledger().segments().acknowledge(block.header().block(), receipt);
        return new Settled.Stored(block.header().partner(), block.header().agreement(), block.payloadLength());
    }

    private static Settled waits(OwnerId partner, String why) {
        return new Settled.Waits(partner.brief() + " did not take a block: " + why);
    }
}
