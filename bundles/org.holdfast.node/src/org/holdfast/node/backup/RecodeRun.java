// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.holdfast.core.content.ChunkSink;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.Chunker;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/**
 * Writes data anew that are stored in segments which are to go, for their formats or because little of them is needed: takes every chunk that still is looked for in such a
 * segment, packs it into new segments as a backup would, lets the index point there, and leaves a head that says so with
 * the partners. Only then the old segments are abandoned. It works in rounds of a few segments; killed between or within
 * them it goes on where it was, because a chunk that is found elsewhere has been moved. Both generations are readable
 * all the time. One thread's.
 */
public final class RecodeRun {
    private static final int SEGMENTS_A_ROUND = 8;

    private final BackupParts parts;
    private final HeadPublisher heads;
    private final Compositions compositions;
    private final Predicate<SegmentRow> leaving;
    private final Contents contents;
    private final Pace pace;

    /** What is stored now. */
    public interface Contents {
        /** The chunks of a segment. @throws HoldfastException NOT_ENOUGH_SHARDS */
        List<SegmentEntry> entries(SegmentId segment);

        /** A chunk, compared with its name. @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED */
        byte[] chunk(ChunkLocation place);

        List<Snapshot> snapshots();

        /** All that is wanted of these segments is stored elsewhere and findable; a head that says so comes next. */
        default void moved(List<SegmentId> segments) {}
    }

    /** How fast it may go, and whether it may go on. */
    public interface Pace {
        /** After each segment: returns when the next may begin. @throws HoldfastException CANCELLED */
        void moved(long bytes);
    }

    public RecodeRun(
            BackupParts parts,
            BackupRun.Surroundings around,
            Predicate<SegmentRow> leaving,
            Contents contents,
            Pace pace) {
        this.parts = parts;
        this.heads = new HeadPublisher(parts, around);
        this.compositions = around.compositions();
        this.leaving = leaving;
        this.contents = contents;
        this.pace = pace;
    }

    /** Segments that are still to be written anew; metadata are always in built-in formats, and small, and stay. */
    public List<SegmentRow> left() {
        return parts.ledger().segments().inState(SegmentState.PLACED).stream()
                .filter(row -> row.blockClass() == BlockClass.DATA && leaving.test(row))
                .toList();
    }

    /**
     * One round.
     *
     * @return whether there was anything left to do
     * @throws HoldfastException what ended it; nothing is lost, and the next round tries again
     */
    public boolean round() {
        List<SegmentRow> old = left();
        if (old.isEmpty()) {
            return false;
        }
        List<SegmentRow> batch = old.subList(0, Math.min(SEGMENTS_A_ROUND, old.size()));
        RunFailure failure = new RunFailure();
        Chunker chunker = new Chunker(parts.keys().dedup().gear());
        try (SegmentPipeline pipeline =
                new SegmentPipeline(parts, compositions, chunker, new RunMeter(parts.clock()), failure)) {
            ChunkSink sink = pipeline.rewriting();
            batch.forEach(row -> move(row, sink));
            pipeline.settle();
            contents.moved(batch.stream().map(SegmentRow::id).toList());
            requireHolders(heads.publish(pipeline, contents.snapshots()));
        }
        batch.forEach(row -> parts.ledger().segments().mark(row.id(), SegmentState.ABANDONED));
        return true;
    }

    private void move(SegmentRow row, ChunkSink sink) {
        for (SegmentEntry entry : contents.entries(row.id())) {
            parts.index()
                    .find(entry.id())
                    .filter(place -> place.segment().equals(row.id()))
                    .map(contents::chunk)
                    .ifPresent(plain -> sink.put(plain, 0, plain.length));
        }
        pace.moved((long) row.shardLength() * row.shape().m());
    }

    private void requireHolders(Set<OwnerId> holders) {
        int needed = heads.needed();
        if (holders.size() < needed) {
            throw new HoldfastException(
                    ErrorCode.NOT_ENOUGH_PARTNERS,
                    "head",
                    "Only " + holders.size() + " partners confirmed the head and " + needed + " must before the old"
                            + " segments are given up. It is tried again.",
                    true,
                    null);
        }
    }
}
