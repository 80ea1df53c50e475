// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.retention.RepackRule;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.StreamRef;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.node.backup.HeadBook;

/**
 * Drops the segments that nothing needs: marks what all snapshots reach, which takes long and stands in nobody's way –
 * then, while nobody writes, marks what has come meanwhile, takes the rows of all else out of the index, leaves a head
 * that says so with k + 1 partners, and only then calls those segments DROPPED. So a chunk of a dropped segment is never
 * found again, and a stop in between costs nothing but that the next prune begins anew. One thread's.
 */
public final class PruneRun {
    private final Ledger ledger;
    private final ChunkIndex index;
    private final HeadBook book;
    private final Reachable reachable;

    /** Leaves a head with the partners that names these snapshots and the index of now; who has it. */
    @FunctionalInterface
    public interface Heads {
        Set<OwnerId> publish(List<Snapshot> snapshots);
    }

    /** What was dropped. @param bytes of it, parity included */
    public record Dropped(List<SegmentId> segments, long bytes) {
        public Dropped {
            segments = List.copyOf(segments);
        }
    }

    public PruneRun(Ledger ledger, ChunkIndex index, HeadBook book, Reachable reachable) {
        this.ledger = ledger;
        this.index = index;
        this.book = book;
        this.reachable = reachable;
    }

    /** While others write. @throws HoldfastException what makes it impossible to say what is needed */
    public void mark(List<Snapshot> snapshots) {
        reachable.survey();
        reachable.walk(snapshots);
    }

    /**
     * While nobody writes.
     *
     * @param snapshots all that there are now
     * @param horizon what was stored after it may belong to a backup that is still to be completed, and stays
     * @throws HoldfastException NOT_ENOUGH_PARTNERS if too few took the head; CONFLICT if a segment that is needed is not
     *     there. Nothing was dropped then
     */
    public Dropped drop(List<Snapshot> snapshots, Instant horizon, Heads heads) {
        reachable.walk(snapshots);
        List<SegmentRow> placed = ledger.segments().inState(SegmentState.PLACED);
        requireNeeded(placed);
        Set<SegmentId> kept = new HashSet<>();
        placed.stream()
                .filter(row -> reachable.isNeeded(row.id()) || row.created().isAfter(horizon))
                .forEach(row -> kept.add(row.id()));
        index.keepOnly(kept::contains);
        requireConfirmed(heads.publish(snapshots));
        Set<SegmentId> named = named(book.newest().orElseThrow());
        List<SegmentRow> dead = placed.stream()
                .filter(row -> !kept.contains(row.id()) && !named.contains(row.id()))
                .toList();
        dead.forEach(row -> ledger.segments().mark(row.id(), SegmentState.DROPPED));
        return new Dropped(
                dead.stream().map(SegmentRow::id).toList(),
                dead.stream()
                        .mapToLong(row -> (long) row.shardLength() * row.shape().n())
                        .sum());
    }

    /** Else what was marked is not what there is: somebody has moved chunks meanwhile. */
    private void requireNeeded(List<SegmentRow> placed) {
        Set<SegmentId> there = new HashSet<>();
        placed.forEach(row -> there.add(row.id()));
        if (!reachable.needed().allMatch(there::contains)) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT,
                    "prune",
                    "A segment that snapshots need is not stored any more, or was written anew meanwhile. Nothing is"
                            + " dropped; try again, and look at 'holdfast status'.",
                    true,
                    null);
        }
    }

    private void requireConfirmed(Set<OwnerId> holders) {
        if (!book.isConfirmed()) {
            throw new HoldfastException(
                    ErrorCode.NOT_ENOUGH_PARTNERS,
                    "head",
                    "Only " + holders.size()
                            + " partners took the new head. Nothing is dropped; try again when more can"
                            + " be reached.",
                    true,
                    null);
        }
    }

    /** What is found by place. */
    static Set<SegmentId> named(Head head) {
        Set<SegmentId> named = new HashSet<>();
        Stream.of(
                        Stream.of(head.snapshots()),
                        head.readers().stream().map(reader -> reader.jar()),
                        head.indexRuns().stream().map(run -> run.stream()))
                .flatMap(streams -> streams)
                .map(StreamRef::pieces)
                .forEach(pieces -> pieces.forEach(piece -> named.add(piece.segment())));
        return named;
    }

    /** Segments of which so little is needed that it is worth packing it anew, as much as may be done at once. */
    public List<SegmentId> sparse() {
        List<RepackRule.Use> all = new ArrayList<>();
        for (SegmentRow row : ledger.segments().inState(SegmentState.PLACED)) {
            reachable
                    .of(row.id())
                    .filter(use -> row.blockClass() == BlockClass.DATA && use.isNeeded())
                    .map(use -> new RepackRule.Use(row.id(), use.neededBytes(), use.knownBytes()))
                    .ifPresent(all::add);
        }
        return RepackRule.choose(all);
    }

    /** Before a sparse segment is packed anew, while nobody writes: what has come meanwhile may need more of it. */
    public void markAgain(List<Snapshot> snapshots) {
        reachable.walk(snapshots);
    }

    /** Whether a snapshot needs the chunk of a segment that begins with this frame. */
    public boolean needs(SegmentId segment, int frame) {
        return reachable.needs(segment, frame);
    }

    /** All of these segments that is needed has been stored elsewhere: nothing else of them is ever found again. */
    public void moved(List<SegmentId> segments) {
        Set<SegmentId> gone = Set.copyOf(segments);
        index.keepOnly(segment -> !gone.contains(segment));
    }
}
