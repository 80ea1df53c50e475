// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.BlockSender.Sent;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.restore.ShardSource;

/**
 * Moves one shard to a successor: choose one – get the shard, or rebuild it – seal it anew for the successor – note the
 * block – send it – and only with the receipt give up the old place. A crash in between leaves the old place as it was,
 * and at worst a block at the successor that nobody refers to. Who did not take a block is left out for a while.
 * Thread-safe.
 */
public final class ShardMove {
    private final BackupParts parts;
    private final ShardSource source;
    private final Resealing resealing;
    private final Predicate<AgreementId> lasting;
    private final Memory memory;
    private final Consumer<PlacementRow> givenUp;

    /**
     * What is known of former moves, and outlives this.
     *
     * @param refusals of partners
     * @param underway what was sent and not answered
     */
    public record Memory(Refusals refusals, Underway underway) {}

    /** How it went. */
    public sealed interface Moved {
        /** @param bytes that were sent */
        record Done(long bytes) implements Moved {}

        /** Nothing has changed; it may be tried again. */
        record Waits(String why) implements Moved {}
    }

    /**
     * @param lasting whether what lies under this agreement may stay there, as it is at the moment of asking
     * @param givenUp hears of each block that is needed no more where it lies, as its shard has a receipt elsewhere
     */
    public ShardMove(
            BackupParts parts,
            ShardSource source,
            Resealing resealing,
            Predicate<AgreementId> lasting,
            Memory memory,
            Consumer<PlacementRow> givenUp) {
        this.parts = parts;
        this.source = source;
        this.resealing = resealing;
        this.lasting = lasting;
        this.memory = memory;
        this.givenUp = givenUp;
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
            return retire(old, 0);
        }
        return memory.underway()
                .of(old.block())
                .map(block -> again(old, block))
                .orElseGet(() -> anew(segment, old, others));
    }

    /** Once; then it is given up, and another partner is looked for. */
    private Moved again(PlacementRow old, SealedBlock block) {
        OwnerId partner = block.header().partner();
        if (memory.refusals().present().contains(partner)) {
            return waits(partner, "it did not answer; it is asked again soon");
        }
        memory.underway().forget(old.block());
        return send(old, block, false);
    }

    private Moved anew(SegmentRow segment, PlacementRow old, List<PlacementRow> others) {
        Set<OwnerId> taken = others.stream().map(PlacementRow::partner).collect(Collectors.toSet());
        if (lasting.test(old.agreement())) {
            taken.add(old.partner()); // it stays a partner and asked for its disk; who left and came back may take
            // it again
        }
        taken.addAll(memory.refusals().present());
        Optional<Seat> seat = parts.groups().another(segment.shape(), taken, segment.shardLength());
        return seat.map(found -> seal(segment, old, found))
                .map(block -> send(old, block, true))
                .orElseGet(() -> new Moved.Waits("no partner that can be reached has room and stands on a machine of"
                        + " its own; the node looks for one by itself"));
    }

    /** It was moved before, and the stop came between the receipt and this. */
    private boolean replaces(PlacementRow row, PlacementRow old) {
        return row.position() == old.position() && row.state() == PlacementState.ACKED && lasting.test(row.agreement());
    }

    private SealedBlock seal(SegmentRow segment, PlacementRow old, Seat seat) {
        byte[] shard = source.shard(segment, old);
        SealedBlock block = resealing.seal(segment, old.position(), shard, seat);
        PlacementRow row = Resealing.row(segment, old.position(), block);
        parts.ledger().segments().adopt(segment, List.of(row));
        return block;
    }

    /** @param again whether the block may be sent once more if there is no answer */
    private Moved send(PlacementRow old, SealedBlock block, boolean again) {
        boolean open = false; // whether the row goes on standing for something
        try {
            Sent sent = sent(block);
            open = sent instanceof Sent.Stored
                    || again && sent instanceof Sent.Away && memory.underway().keep(old.block(), block);
            return switch (sent) {
                case Sent.Stored(var receipt) -> stored(old, block, receipt);
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

    private Moved refused(SealedBlock block, String why) {
        OwnerId partner = block.header().partner();
        memory.refusals().refused(partner);
        return waits(partner, why);
    }

    /** A receipt that came all the same is kept: the next try finds it. */
    private void giveUp(SealedBlock block) {
        Ledger.Segments ledger = parts.ledger().segments();
        ledger.find(block.header().block())
                .filter(row -> row.state() == PlacementState.BUILT)
                .ifPresent(row -> ledger.mark(row.block(), PlacementState.LOST));
    }

    private Moved stored(PlacementRow old, SealedBlock block, Bytes receipt) {
        OwnerId partner = block.header().partner();
        memory.refusals().taken(partner);
        parts.ledger().segments().acknowledge(block.header().block(), receipt);
        return lasting.test(block.header().agreement())
                ? retire(old, block.payloadLength())
                : waits(partner, "it leaves, too");
    }

    private static Moved waits(OwnerId partner, String why) {
        return new Moved.Waits(partner.brief() + " did not take a block: " + why);
    }

    private Moved retire(PlacementRow old, long bytes) {
        parts.ledger().segments().mark(old.block(), PlacementState.LOST);
        parts.spool().remove(old.agreement(), old.block());
        givenUp.accept(old);
        return new Moved.Done(bytes);
    }
}
