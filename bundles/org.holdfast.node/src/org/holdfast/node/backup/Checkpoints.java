// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a long first backup restorable before it is through: after so much new data all that was read until then is placed,
 * and a snapshot that says it is partial goes to the partners. It gives way to the next one of its run, and in the end to
 * the whole one; those of runs before, which may hold what this one has not read yet, only to the whole one. Where there is
 * a whole snapshot already, that one is worth more than half of the next. One thread's.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final Ledger.Snapshots snapshots;
    private final Instant started;
    private final RunMeter meter;
    private final long distance;
    private final boolean wanted;
    private final BiFunction<SegmentPipeline, List<Snapshot>, Set<OwnerId>> publish;
    private final int needed;
    private long last;

    /**
     * @param started when this run began
     * @param distance bytes of new data from one to the next
     * @param publish leaves a head with the partners
     * @param needed so many must have it
     */
    Checkpoints(
            Ledger.Snapshots snapshots,
            Instant started,
            RunMeter meter,
            long distance,
            BiFunction<SegmentPipeline, List<Snapshot>, Set<OwnerId>> publish,
            int needed) {
        this.snapshots = snapshots;
        this.started = started;
        this.meter = meter;
        this.distance = distance;
        this.publish = publish;
        this.needed = needed;
        this.wanted = snapshots.all().stream().allMatch(Checkpoints::isCheckpoint);
    }

    private static boolean isCheckpoint(SnapshotRow row) {
        return row.protection() == Protection.PARTIAL;
    }

    boolean isDue() {
        return wanted && meter.newBytes.sum() - last >= distance;
    }

    /** @param snapshot all that was read until now, as a partial one */
    void make(SegmentPipeline pipeline, Snapshot snapshot) {
        pipeline.settle();
        List<Snapshot> beside = decoded(row -> isCheckpoint(row) && !isOwn(row));
        beside.add(snapshot);
        Set<OwnerId> holders = publish.apply(pipeline, beside);
        last = meter.newBytes.sum();
        if (holders.size() < needed) {
            LOG.warn(
                    "A checkpoint reached {} partners and needs {}; the backup goes on without it",
                    holders.size(),
                    needed);
            return;
        }
        replace(snapshot, Protection.PARTIAL, this::isOwn);
        LOG.info("Checkpoint {}: {} files can be restored already", snapshot.id(), snapshot.files());
    }

    private boolean isOwn(SnapshotRow row) {
        return row.time().toEpochMilli() == started.toEpochMilli();
    }

    private List<Snapshot> decoded(Predicate<SnapshotRow> wanted) {
        List<Snapshot> found = new ArrayList<>();
        snapshots.all().stream()
                .filter(wanted)
                .forEach(row -> found.addAll(SnapshotList.decode(row.record().toArray())));
        return found;
    }

    /**
     * What stands beside a whole snapshot: the others, without what was only made meanwhile.
     *
     * @param unread paths of sources that could not be read: what an earlier checkpoint has of them stays, as it may be
     *     more than what was taken over
     */
    List<Snapshot> beside(Collection<Bytes> unread) {
        return decoded(row -> !isCheckpoint(row) || isMissed(row, unread));
    }

    /** Keeps the whole snapshot, which partners have with what stands {@link #beside} it. */
    void replace(Snapshot whole, Collection<Bytes> unread) {
        replace(whole, Protection.PROTECTED, row -> !isMissed(row, unread));
    }

    private boolean isMissed(SnapshotRow row, Collection<Bytes> unread) {
        return !isOwn(row)
                && SnapshotList.decode(row.record().toArray()).stream()
                        .flatMap(each -> each.sources().stream())
                        .anyMatch(root -> unread.contains(root.path()));
    }

    private void replace(Snapshot snapshot, Protection protection, Predicate<SnapshotRow> which) {
        List<SnapshotRow> gone = snapshots.all().stream()
                .filter(row -> isCheckpoint(row) && which.test(row))
                .toList();
        Bytes record = Bytes.of(SnapshotList.encode(List.of(snapshot)));
        snapshots.save(new SnapshotRow(snapshot.id(), snapshot.started(), protection, record));
        gone.forEach(row -> snapshots.remove(row.id()));
    }

    /** What a checkpoint says of the sources: those that are through, and the one that is being read. */
    static List<SourceRoot> roots(List<SourceRoot> through, SourceRoot present) {
        List<SourceRoot> roots = new ArrayList<>(through);
        roots.add(present);
        return roots;
    }
}
