// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.Trouble;
import org.holdfast.format.Chunker;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SnapshotId;
import org.holdfast.node.backup.RunMeter.Stage;
import org.holdfast.node.control.ProblemReport;
import org.holdfast.node.pages.PageNotes;
import org.holdfast.node.selection.OwnFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup, from the sources to a protected snapshot: scan each source – cut, known? skip, compress, seal, encode,
 * seal per partner, send (all in the {@link SegmentPipeline}) – wait until everything is placed – store index runs and
 * snapshot list – head and witness to every partner – and only then call it PROTECTED. One thread's, from start to end.
 */
public final class BackupRun {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRun.class);
    private static final int LISTED_PROBLEMS = 100;

    private final BackupParts parts;
    private final FileTree files;
    private final Bytes ownHome;
    private final SourceReading reading;
    private final String host;
    private final ChunkSource previousChunks;
    private final Compositions compositions;
    private final PageNotes pages;
    private final HeadPublisher heads;
    private final RunMeter meter;
    private final Instant started;
    private final List<ProblemReport> problems = new ArrayList<>();
    private final List<Bytes> unread = new ArrayList<>();
    private final List<ScanBook.Scan> scanned = new ArrayList<>();
    private final ScanBook scans;
    private long troubles;

    /**
     * What surrounds a run.
     *
     * @param ownHome the node's folder, which is never backed up
     * @param host this machine's name, for the snapshot
     * @param previousChunks gives back what earlier snapshots stored
     * @param compositions tells which chunks of it are put together from others
     * @param pages notes of large files
     * @param shelf where the jars are that a blank machine will need
     * @param packages root of the system whose package database says what vendors supplied
     */
    public record Surroundings(
            FileTree files,
            Bytes ownHome,
            String host,
            ChunkSource previousChunks,
            Compositions compositions,
            PageNotes pages,
            HeadBook book,
            HeadSender headSender,
            Supplier<List<HeadPartner>> partners,
            ReaderShelf shelf,
            Path packages) {}

    public BackupRun(BackupParts parts, Surroundings around, RunMeter meter) {
        this.parts = parts;
        this.files = around.files();
        this.ownHome = around.ownHome();
        this.reading = new SourceReading(parts, around.packages(), this::note);
        this.host = around.host();
        this.previousChunks = around.previousChunks();
        this.compositions = around.compositions();
        this.pages = around.pages();
        this.heads = new HeadPublisher(parts, around);
        this.meter = meter;
        this.scans = new ScanBook(parts.ledger());
        this.started = parts.clock().instant();
    }

    /**
     * The snapshot when it is PROTECTED.
     *
     * @param unread the sources that could not be read at all; each is in the snapshot as it was in the one before
     */
    public record Made(
            Snapshot snapshot,
            Set<OwnerId> headHolders,
            List<ProblemReport> problems,
            long troubles,
            List<Bytes> unread) {}

    /**
     * Makes a snapshot of all these sources.
     *
     * @param pause called again and again while sources are read, between two files or pieces of one; may wait
     * @throws HoldfastException what ended the run; what was placed until then is found again by the next one
     */
    public Made run(List<SourceTask> tasks, Runnable pause) {
        Checkpoints checkpoints = new Checkpoints(
                parts.ledger().snapshots(),
                started,
                meter,
                parts.settings().checkpointBytes(),
                heads::publish,
                heads.needed());
        RunFailure failure = new RunFailure();
        Chunker chunker = new Chunker(parts.keys().dedup().gear());
        try (SegmentPipeline pipeline = new SegmentPipeline(parts, compositions, chunker, meter, failure)) {
            List<SourceRoot> roots = scan(tasks, pipeline, pause, checkpoints);
            pipeline.settle();
            Snapshot snapshot = snapshot(roots, !unread.isEmpty());
            List<Snapshot> snapshots = checkpoints.beside(unread);
            snapshots.add(snapshot);
            Set<OwnerId> holders = heads.publish(pipeline, snapshots);
            requireHolders(holders);
            checkpoints.replace(snapshot, unread);
            scans.note(scanned);
            return new Made(snapshot, holders, problems, troubles, unread);
        }
    }

    private List<Snapshot> known() {
        List<Snapshot> snapshots = new ArrayList<>();
        for (SnapshotRow row : parts.ledger().snapshots().all()) {
            snapshots.addAll(SnapshotList.decode(row.record().toArray()));
        }
        return snapshots;
    }

    private List<SourceRoot> scan(
            List<SourceTask> tasks, SegmentPipeline pipeline, Runnable pause, Checkpoints checkpoints) {
        List<Snapshot> snapshots = known();
        List<SourceRoot> roots = new ArrayList<>();
        FileStore store = new FileStore(pipeline, new LargeFiles(parts, pages, started), pause);
        for (SourceTask task : tasks) {
            Bytes path = task.source().path();
            Optional<ContentRef> before = rootOf(snapshots, path);
            Instant began = before.map(root -> scans.began(new SourceRoot(path, root), snapshots))
                    .orElse(Instant.MIN);
            if (task.isRead() || isHalf(path, before, snapshots)) {
                Instant trusted = task.reach() == SourceTask.Reach.EVERYTHING ? Instant.MIN : began;
                var tree = new TreeBackup(
                        files,
                        task.source(),
                        new TreeBackup.Stores(pipeline, store),
                        new TreeBackup.Previous(previousChunks, trusted),
                        place(task.source()),
                        meter,
                        new TreeBackup.Hears(this::note, pause, soFar -> {
                            if (checkpoints.isDue()) {
                                SourceRoot present = new SourceRoot(path, soFar.get());
                                checkpoints.make(pipeline, snapshot(Checkpoints.roots(roots, present), true));
                            }
                        }));
                try (var _ = meter.time(Stage.SCAN)) {
                    TreeBackup.Scanned found = reading.read(task.source(), tree, before);
                    note(
                            roots,
                            new SourceRoot(path, root(task.source(), found, before)),
                            found.read() ? started : began);
                }
            } else if (before.isPresent()) {
                count(before.get());
                note(roots, new SourceRoot(path, before.get()), began);
            }
        }
        pages.trim();
        return roots;
    }

    /** What only a checkpoint has may be half of a source: it is looked at, due or not. Runs that ended noted theirs. */
    private boolean isHalf(Bytes path, Optional<ContentRef> root, List<Snapshot> snapshots) {
        return root.isPresent() && isPartial(snapshots) && !scans.isNoted(new SourceRoot(path, root.get()));
    }

    private static boolean isPartial(List<Snapshot> snapshots) {
        return snapshots.getLast().partial();
    }

    private void note(List<SourceRoot> roots, SourceRoot root, Instant began) {
        roots.add(root);
        if (began.isAfter(Instant.MIN)) {
            scanned.add(new ScanBook.Scan(root, began));
        }
    }

    private TreeBackup.Place place(Source source) {
        return new TreeBackup.Place(OwnFolder.find(files, ownHome), reading.packages(source), started);
    }

    /** A source that is away, such as a disk that is not mounted, must not drop out of what a recovery restores. */
    private ContentRef root(Source source, TreeBackup.Scanned scanned, Optional<ContentRef> before) {
        if (scanned.read()) {
            return scanned.object();
        }
        unread.add(source.path());
        before.ifPresent(this::count);
        return before.orElse(scanned.object());
    }

    private void count(ContentRef takenOver) {
        try {
            TreeTotals totals = TreeTotals.of(takenOver, previousChunks);
            meter.files.add(totals.files());
            meter.bytes.add(totals.bytes());
        } catch (HoldfastException e) {
            LOG.warn("How much a source holds that was taken over cannot be counted: {}", e.getMessage());
        }
    }

    /** In the newest snapshot; where that is not whole, several may have to be put together. */
    private static Optional<ContentRef> rootOf(List<Snapshot> snapshots, Bytes path) {
        if (snapshots.isEmpty()) {
            return Optional.empty();
        }
        List<Snapshot> looked = isPartial(snapshots) ? snapshots.reversed() : List.of(snapshots.getLast());
        return looked.stream()
                .flatMap(each -> each.sources().stream())
                .filter(root -> root.path().equals(path))
                .map(SourceRoot::root)
                .findFirst();
    }

    private void note(Trouble trouble) {
        troubles++;
        if (problems.size() < LISTED_PROBLEMS) {
            problems.add(new ProblemReport(
                    PathText.shown(trouble.path()), trouble.code().name(), trouble.why()));
        }
    }

    private Snapshot snapshot(List<SourceRoot> roots, boolean partial) {
        byte[] id = new byte[Id16.BYTES];
        parts.random().nextBytes(id);
        return new Snapshot(
                SnapshotId.of(id),
                started,
                parts.clock().instant(),
                host,
                roots,
                partial,
                meter.files.sum(),
                meter.bytes.sum(),
                meter.newBytes.sum());
    }

    /** Promise P2: head and witness at k + 1 partners at least. */
    private void requireHolders(Set<OwnerId> holders) {
        int needed = heads.needed();
        if (holders.size() < needed) {
            throw new HoldfastException(
                    ErrorCode.NOT_ENOUGH_PARTNERS,
                    "head",
                    "Only " + holders.size() + " partners confirmed the snapshot's head and " + needed
                            + " must. All data are stored; the next backup completes it as soon as they can be"
                            + " reached.",
                    true,
                    null);
        }
    }
}
