// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.holdfast.core.schedule.Decision;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.RunMeter;
import org.holdfast.node.backup.Source;
import org.holdfast.node.backup.SourceTask;
import org.holdfast.node.backup.SourceTask.Reach;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.schedule.Brake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How backups begin: because somebody says so, because somebody said so before, or by the schedule. Thread-safe. */
final class BackupDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);

    private final Node node;
    private final OwnerDesk owner;
    private final AtomicReference<BackupJob> job = new AtomicReference<>();

    BackupDesk(Node node, OwnerDesk owner) {
        this.node = node;
        this.owner = owner;
    }

    /** The backup that is running, if one is. */
    Optional<BackupJob> running() {
        return Optional.ofNullable(job.get()).filter(BackupJob::isRunning);
    }

    /** Whether one that somebody asked for is still to begin. */
    boolean isWaiting() {
        return running().isEmpty() && owner.wish().isKept();
    }

    /**
     * Starts a backup of everything, or joins the one that is running. If that does not read everything, another one
     * begins by itself when it is over.
     *
     * @throws HoldfastException NOT_ENOUGH_PARTNERS; then it begins by itself when there are enough
     */
    synchronized BackupJob backup() {
        Optional<BackupJob> present = running();
        if (present.isPresent()) {
            present.get().urge();
            if (!present.get().reads(owner.sources().all())) {
                owner.wish().keep();
            }
            return present.get();
        }
        requireReady();
        List<Source> wanted = wanted();
        CodeShape shape = shapeOrLater();
        List<SourceTask> tasks = wanted.stream()
                .map(source -> new SourceTask(source, owner.schedule().reach(source.path())))
                .toList();
        return start(tasks, shape, new Brake(node.clock(), () -> Brake.Level.FREE));
    }

    /**
     * Backs up everything and waits for the end: for FULL, or PROTECTED where a partner stays away; for missing partners
     * as long as {@link Setting#PARTNERS_SECONDS} says.
     *
     * @throws HoldfastException NOT_ENOUGH_PARTNERS if they have not come by then, with the backup kept for later
     */
    SnapshotReport backupAndWait(Consumer<ProgressReport> progress) {
        BackupJob begun = withPartners(progress);
        while (!begun.reads(owner.sources().all())) {
            endOf(begun, progress);
            begun = withPartners(progress);
        }
        return owner.await(begun, progress);
    }

    /** Machines that have just met agree within seconds, so too few partners now are no failure yet. */
    private BackupJob withPartners(Consumer<ProgressReport> progress) {
        Instant end = node.clock().instant().plusSeconds(node.settings().number(Setting.PARTNERS_SECONDS));
        BackupJob before = job.get();
        while (true) {
            try {
                BackupJob latest = job.get();
                return latest != before && latest.reads(owner.sources().all()) ? latest : backup();
            } catch (HoldfastException e) {
                if (e.code() != ErrorCode.NOT_ENOUGH_PARTNERS
                        || !node.clock().instant().isBefore(end)) {
                    throw e;
                }
                progress.accept(Reports.phase(
                        "waiting for partners", node.redundancy().shortage().orElse("")));
                BackupJob.pause(node.clock());
            }
        }
    }

    /** How it ends is no matter: it is not the one that was asked for. */
    private static void endOf(BackupJob other, Consumer<ProgressReport> progress) {
        try {
            other.await(progress);
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            LOG.info("The backup that was running ended: {}", e.getMessage());
        }
    }

    private List<Source> wanted() {
        List<Source> wanted = owner.sources().all();
        if (wanted.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.SOURCE_UNKNOWN,
                    "sources",
                    "There is nothing to back up yet. 'holdfast source add PATH' adds a tree.");
        }
        return wanted;
    }

    private void requireReady() {
        node.leave().requireStaying();
        node.rebuilds().requireWhole();
    }

    /**
     * Starts a backup of what is due; all else stays in the snapshot as it was, except for what could not be read.
     *
     * @throws HoldfastException BUSY if one is running; NOT_ENOUGH_PARTNERS, which is not kept for later
     */
    synchronized void backUp(Map<Bytes, Decision.Run> due) {
        if (running().isPresent()) {
            throw new HoldfastException(ErrorCode.BUSY, "backup", "Another backup is running.", true, null);
        }
        requireReady();
        List<Bytes> unread = owner.sources().unread();
        List<SourceTask> tasks = wanted().stream()
                .map(source -> new SourceTask(source, reach(due.get(source.path()), unread.contains(source.path()))))
                .toList();
        start(tasks, owner.shape(), new Brake(node.clock(), owner.schedule()::level));
    }

    private static Reach reach(Decision.@Nullable Run due, boolean unread) {
        if (due == null) {
            return unread ? Reach.CHANGED : Reach.KEPT;
        }
        return due.reread() ? Reach.EVERYTHING : Reach.CHANGED;
    }

    private BackupJob start(List<SourceTask> tasks, CodeShape shape, Brake brake) {
        RunMeter meter = new RunMeter(node.clock());
        Reading reading = owner.reading(new RestoreTally());
        BackupJob started = new BackupJob(
                owner.run(shape, reading, meter), tasks, brake, meter, reading, owner.dataShape(shape), node);
        owner.schedule().started(tasks);
        job.set(started);
        started.start();
        return started;
    }

    private CodeShape shapeOrLater() {
        try {
            return owner.shape();
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.NOT_ENOUGH_PARTNERS) {
                throw e;
            }
            if (!owner.wish().isKept()) {
                LOG.warn("A backup waits: {}", e.getMessage());
                owner.wish().keep();
            }
            throw new HoldfastException(
                    e.code(),
                    e.subject(),
                    e.getMessage() + " The backup is not forgotten: it begins by itself when they are there.",
                    true,
                    e);
        }
    }

    /** Begins the backup that waits, if there is one and the partners for it can be reached. */
    synchronized void resume() {
        if (!isWaiting() || node.redundancy().shortage().isPresent()) {
            return;
        }
        try {
            if (owner.reachableHosts() >= OwnerDesk.needed(owner.shape())) {
                backup();
                LOG.info("The backup that waited begins");
            }
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.SOURCE_UNKNOWN) {
                owner.wish().drop();
            }
            LOG.debug("The backup that waits for partners cannot begin yet: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        Optional.ofNullable(job.get()).ifPresent(BackupJob::cancel);
    }
}
