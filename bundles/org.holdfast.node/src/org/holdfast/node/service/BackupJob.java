// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.backup.BackupRun;
import org.holdfast.node.backup.RunMeter;
import org.holdfast.node.backup.Source;
import org.holdfast.node.backup.SourceTask;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.recovery.Wanted;
import org.holdfast.node.schedule.Brake;
import org.holdfast.node.work.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backup in the background, which any number of callers may wait for; when they go, it goes on. */
final class BackupJob {
    private static final Logger LOG = LoggerFactory.getLogger(BackupJob.class);
    private static final long TELL_MILLIS = 500;
    /** After these a backup that had waited for partners goes on waiting: they have gone again, or the node stops. */
    private static final Set<ErrorCode> WORTH_ANOTHER =
            EnumSet.of(ErrorCode.NOT_ENOUGH_PARTNERS, ErrorCode.PEER_LOST, ErrorCode.CANCELLED, ErrorCode.BUSY);

    private final BackupRun run;
    private final List<SourceTask> tasks;
    private final Brake brake;
    private final RunMeter meter;
    private final Reading reading;
    private final CodeShape shape;
    private final Node node;
    private final CompletableFuture<SnapshotReport> outcome = new CompletableFuture<>();
    private final Reports.Totals expected;
    private final Thread thread;

    BackupJob(
            BackupRun run,
            List<SourceTask> tasks,
            Brake brake,
            RunMeter meter,
            Reading reading,
            CodeShape shape,
            Node node) {
        this.run = run;
        this.tasks = List.copyOf(tasks);
        this.brake = brake;
        this.meter = meter;
        this.reading = reading;
        this.shape = shape;
        this.node = node;
        this.expected = asBefore(node.stores().ledger().snapshots().all());
        this.thread = Thread.ofPlatform().name("backup").daemon().unstarted(this::work);
    }

    /** Most trees are about as large as the last time. */
    private static Reports.Totals asBefore(List<SnapshotRow> snapshots) {
        if (snapshots.isEmpty()) {
            return Reports.Totals.UNKNOWN;
        }
        Snapshot last =
                SnapshotList.decode(snapshots.getLast().record().toArray()).getFirst();
        return new Reports.Totals(last.files(), last.bytes());
    }

    void start() {
        thread.start();
    }

    boolean isRunning() {
        return !outcome.isDone();
    }

    /** Whether it reads all of these. */
    boolean reads(List<Source> sources) {
        return tasks.stream()
                .filter(SourceTask::isRead)
                .map(SourceTask::source)
                .toList()
                .containsAll(sources);
    }

    /** Somebody waits for it. */
    void urge() {
        brake.release();
    }

    private void work() {
        try (reading) {
            catchUp();
            BackupRun.Made made = write();
            node.owner().sources().noteUnread(made.unread());
            node.owner().schedule().made(tasks, made.unread());
            made.unread().forEach(this::tellUnread);
            SnapshotReport report = Reports.snapshot(made, meter, shape);
            node.stores()
                    .ledger()
                    .events()
                    .append(node.clock().instant(), "SNAPSHOT_PROTECTED", report.id(), report.files() + " files");
            LOG.info("Snapshot {} is protected: {} files, {} bytes", report.id(), report.files(), report.bytes());
            if (reads(node.owner().sources().all())) {
                node.owner().wish().drop();
            }
            node.retention().afterBackup();
            outcome.complete(report);
        } catch (HoldfastException e) {
            LOG.warn("The backup ended: {} ({})", e.getMessage(), e.code());
            if (!WORTH_ANOTHER.contains(e.code())) {
                node.owner().wish().drop();
            }
            node.owner().schedule().failed(tasks, String.valueOf(e.getMessage()));
            outcome.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            LOG.error("The backup failed", e);
            node.owner().schedule().failed(tasks, e.toString());
            outcome.completeExceptionally(new HoldfastException(
                    ErrorCode.INTERNAL, "backup", "The backup failed: " + e + ". The log says more.", e));
        }
    }

    private void tellUnread(Bytes source) {
        node.stores()
                .ledger()
                .events()
                .append(
                        node.clock().instant(),
                        "SOURCE_UNREAD",
                        PathText.shown(source),
                        "the snapshot has it as it was in the one before");
        LOG.warn("A source could not be read; the snapshot has it as it was in the one before, if it was there");
    }

    /** Alone: a round of re-coding that goes on is waited for, some seconds. */
    private BackupRun.Made write() {
        ReentrantLock write = node.owner().write();
        try {
            write.lockInterruptibly();
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
        try {
            return run.run(tasks, brake);
        } finally {
            write.unlock();
        }
    }

    /** A ledger that is an old copy first learns what has happened since. */
    private void catchUp() {
        if (!node.owner().isRolledBack()) {
            return;
        }
        node.stores().losses().note(Losses.Loss.LATEST);
        try {
            node.rebuilds().run(List.of(), Wanted.NEWEST, reading, LOG::info);
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (HoldfastException e) {
            node.rebuilds().begin();
            throw e;
        }
    }

    /** Waits for the end, telling of the progress meanwhile. @throws HoldfastException what ended it */
    SnapshotReport await(Consumer<ProgressReport> progress) {
        while (true) {
            try {
                return outcome.get(TELL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.accept(progress());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof HoldfastException known ? again(known) : new IllegalStateException(e);
            } catch (InterruptedException e) {
                throw cancelled(e);
            }
        }
    }

    /** How far it is. */
    ProgressReport progress() {
        return Reports.progress("backing up", meter, expected, waitingFor(), Lanes.of(node, meter.lanes()));
    }

    private String waitingFor() {
        Optional<String> reason = node.owner().waitingFor();
        return reason.map(text -> "waits: " + text).orElse("");
    }

    private static HoldfastException again(HoldfastException known) {
        return new HoldfastException(
                known.code(), known.subject(), String.valueOf(known.getMessage()), known.retryable(), known);
    }

    void pause(Duration time) {
        pause(node.clock(), time);
    }

    /** Until there is something to tell again. @throws HoldfastException CANCELLED */
    static void pause(NodeClock clock) {
        pause(clock, Duration.ofMillis(TELL_MILLIS));
    }

    private static void pause(NodeClock clock, Duration time) {
        try {
            clock.sleep(time);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private static HoldfastException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new HoldfastException(ErrorCode.CANCELLED, "backup", "No longer waiting; the backup goes on.", e);
    }

    /** Ends it at once; the next one goes on where this one was. */
    void cancel() {
        Ending.of(thread);
    }
}
