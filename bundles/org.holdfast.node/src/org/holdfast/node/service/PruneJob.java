// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.node.backup.RecodeRun;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.PruneReport;
import org.holdfast.node.release.PruneRun;
import org.holdfast.node.release.Reachable;
import org.holdfast.node.restore.RestoreTally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One prune of this node, from marking to packing anew. The caller holds off whoever moves chunks. One thread's. */
final class PruneJob {
    private static final Logger LOG = LoggerFactory.getLogger(PruneJob.class);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Node node;
    private final Consumer<ProgressReport> progress;
    private final int rebuilt;
    private long moved; // by others

    /** @param progress is told of each step before it begins, and may throw to end it */
    PruneJob(Node node, Consumer<ProgressReport> progress) {
        this.node = node;
        this.progress = progress;
        this.rebuilt = node.rebuilds().done();
        this.moved = node.owner().moves().count();
    }

    private void step(String phase) {
        progress.accept(Reports.phase(phase, ""));
    }

    private List<Snapshot> snapshots() {
        return node.retention().snapshots();
    }

    /** @param forgotten when the newest snapshot that was forgotten had been finished */
    PruneReport run(Instant forgotten) throws InterruptedException {
        node.rebuilds().requireWhole();
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            PruneRun run = new PruneRun(
                    node.stores().ledger(),
                    node.stores().index(),
                    node.owner().book(),
                    new Reachable(node.stores().index(), reading.chunks(), reading.compositions()));
            step("marking");
            run.mark(present(snapshots()));
            step("dropping");
            PruneRun.Dropped dropped = drop(run, forgotten);
            dropped.segments().forEach(this::clear);
            int repacked = repack(run);
            long kept = node.stores()
                    .ledger()
                    .segments()
                    .inState(SegmentState.PLACED)
                    .size();
            return new PruneReport(dropped.segments().size(), dropped.bytes(), repacked, kept);
        }
    }

    /** What lies here of a dropped segment: in the cache, and what still waits for a partner. */
    private void clear(SegmentId segment) {
        node.stores().metadata().drop(segment);
        Ledger.Segments segments = node.stores().ledger().segments();
        segments.placements(segment).stream()
                .filter(place -> place.state() == PlacementState.SPOOLED)
                .forEach(place -> {
                    segments.mark(place.block(), PlacementState.LOST);
                    node.stores().spool().remove(place.agreement(), place.block());
                });
    }

    private static List<Snapshot> present(List<Snapshot> all) {
        if (all.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_UNKNOWN,
                    "prune",
                    "There is no snapshot yet, so nothing can be told from waste.");
        }
        return all;
    }

    private PruneRun.Dropped drop(PruneRun run, Instant forgotten) throws InterruptedException {
        try (OwnerDesk.Writing writing = writing()) {
            List<Snapshot> now = present(snapshots());
            PruneRun.Dropped dropped = run.drop(now, horizon(now, forgotten), list -> {
                step("publishing");
                Set<OwnerId> holders = writing.refreshHead(list);
                step("striking off");
                return holders;
            });
            LOG.info(
                    "{} segments, which no snapshot needs, are dropped",
                    dropped.segments().size());
            return dropped;
        }
    }

    private static Instant horizon(List<Snapshot> snapshots, Instant forgotten) {
        return snapshots.stream()
                .map(Snapshot::finished)
                .filter(each -> each.isAfter(forgotten))
                .max(Instant::compareTo)
                .orElse(forgotten);
    }

    /**
     * Waits for a backup, and does not wait for partners: a backup would then wait for this. What was marked must still be
     * so.
     */
    private OwnerDesk.Writing writing() throws InterruptedException {
        OwnerDesk.Writing writing = whenNobodyWrites();
        if (node.rebuilds().done() != rebuilt || node.owner().moves().count() != moved) {
            writing.close();
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    "prune",
                    "Chunks were stored anew meanwhile, by a backup or from the partners, so what was marked is not all"
                            + " that is needed. Nothing more is dropped; try again.",
                    true,
                    null);
        }
        return writing;
    }

    private OwnerDesk.Writing whenNobodyWrites() throws InterruptedException {
        while (true) {
            try {
                return node.owner().writingNow();
            } catch (HoldfastException e) {
                if (e.code() != ErrorCode.BUSY || !e.subject().equals("backup")) {
                    throw e;
                }
                node.clock().sleep(LOOK);
            }
        }
    }

    /** A few segments at a time, so that a backup need not wait for long. */
    private int repack(PruneRun run) throws InterruptedException {
        Set<SegmentId> sparse = Set.copyOf(run.sparse());
        boolean more = !sparse.isEmpty();
        while (more) {
            step("packing anew");
            try (OwnerDesk.Writing writing = writing()) {
                run.markAgain(snapshots());
                more = writing.recode(row -> sparse.contains(row.id()), contents(run, writing), new WritingPace(node))
                        .round();
                moved = node.owner().moves().count();
            }
        }
        return sparse.size();
    }

    private RecodeRun.Contents contents(PruneRun run, OwnerDesk.Writing writing) {
        return new RecodeRun.Contents() {
            @Override
            public List<SegmentEntry> entries(SegmentId segment) {
                return writing.reading().segments().entries(segment).stream()
                        .filter(entry -> run.needs(segment, entry.frame()))
                        .toList();
            }

            @Override
            public byte[] chunk(ChunkLocation place) {
                return writing.reading().chunks().at(place);
            }

            @Override
            public List<Snapshot> snapshots() {
                return PruneJob.this.snapshots();
            }

            @Override
            public void moved(List<SegmentId> segments) {
                run.moved(segments);
            }
        };
    }
}
