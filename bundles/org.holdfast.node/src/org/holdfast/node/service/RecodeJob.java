// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.backup.RecodeRun;
import org.holdfast.node.control.RecodeReport;
import org.holdfast.node.work.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The re-coding of a node: writes everything anew, in the background and within a rate, that is stored in one format of
 * one role. What it is to do stands in the ledger, so that it goes on after a restart. Thread-safe.
 */
final class RecodeJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecodeJob.class);
    private static final String KEY = "recode";
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Node node;
    private volatile boolean paused;
    private volatile String problem = "";
    private volatile long total;
    private volatile Optional<Thread> thread = Optional.empty(); // changed under this

    RecodeJob(Node node) {
        this.node = node;
    }

    /** What is to be written anew. */
    private record Task(String role, int format) {
        boolean leaves(FormatSet formats) {
            ToIntFunction<FormatSet> plane = PluginDesk.plane(role);
            return plane.applyAsInt(formats) == format;
        }

        Bytes bytes() {
            return Bytes.of((role + " " + format).getBytes(StandardCharsets.US_ASCII));
        }

        static Task of(Bytes bytes) {
            String[] words = new String(bytes.toArray(), StandardCharsets.US_ASCII).split(" ");
            return new Task(words[0], Integer.parseInt(words[1]));
        }
    }

    private Ledger.Settings settings() {
        return node.stores().ledger().settings();
    }

    private Optional<Task> task() {
        return settings().get(KEY).map(Task::of);
    }

    /** @throws HoldfastException BUSY while another one goes on, PROVIDER_REFUSED if new data are written in it, too */
    synchronized void begin(String role, int format, String name) {
        Task wanted = new Task(role, format);
        if (task().filter(present -> !present.equals(wanted)).isPresent()) {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    "recode",
                    "Another re-coding goes on. 'holdfast plugin status' shows it,"
                            + " 'holdfast plugin recode --cancel' ends it.");
        }
        if (wanted.leaves(node.owner().dataFormats())) {
            throw new HoldfastException(
                    ErrorCode.PROVIDER_REFUSED,
                    name,
                    "New data are written with " + name + " itself: choose another with 'holdfast plugin prefer " + role
                            + " ID' first.");
        }
        settings().put(KEY, wanted.bytes());
        paused = false;
        start();
    }

    /** Goes on with what a former life of this node had begun. */
    synchronized void start() {
        if (task().isPresent() && thread.filter(Thread::isAlive).isEmpty()) {
            thread = Optional.of(Thread.ofVirtual().name("recode").start(this::work));
        }
    }

    void pause(boolean wanted) {
        paused = wanted;
    }

    /** Leaves everything as it is: some data in old formats, some in new ones, all readable. */
    synchronized void cancel() {
        settings().remove(KEY);
        thread.ifPresent(Thread::interrupt);
        thread = Optional.empty(); // it is ending: the next re-coding needs another one
    }

    private void work() {
        try {
            while (!node.isStopping() && task().isPresent()) {
                if (paused || !attempt(task().get())) {
                    node.clock().sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // cancelled, or the node is stopping
        }
    }

    /** @return whether to go on at once */
    private boolean attempt(Task task) throws InterruptedException {
        try (var _ = node.retention().holdOff();
                OwnerDesk.Writing writing = node.owner().writing()) {
            RecodeRun run = writing.recode(row -> task.leaves(row.formats()), contents(writing), new WritingPace(node));
            total = Math.max(total, bytes(run.left()));
            if (!run.round()) {
                finish(task);
            }
            problem = "";
            return true;
        } catch (HoldfastException e) {
            problem = String.valueOf(e.getMessage());
            LOG.warn("Re-coding waits: {} ({})", problem, e.code());
            return false;
        }
    }

    private void finish(Task task) {
        settings().remove(KEY);
        total = 0;
        node.stores()
                .ledger()
                .events()
                .append(node.clock().instant(), "RECODED", task.role(), "nothing is stored in format " + task.format());
        LOG.info("Re-coding is done: nothing is stored in {} format {} any more", task.role(), task.format());
    }

    private RecodeRun.Contents contents(OwnerDesk.Writing writing) {
        return new RecodeRun.Contents() {
            @Override
            public List<SegmentEntry> entries(SegmentId segment) {
                return writing.reading().segments().entries(segment);
            }

            @Override
            public byte[] chunk(ChunkLocation place) {
                return writing.reading().chunks().at(place);
            }

            @Override
            public List<Snapshot> snapshots() {
                return new RestoreDesk(node).snapshots();
            }
        };
    }

    private static long bytes(List<SegmentRow> rows) {
        return rows.stream()
                .mapToLong(row -> (long) row.shardLength() * row.shape().m())
                .sum();
    }

    /** What goes on, if something does. */
    Optional<RecodeReport> report() {
        return task().map(task -> {
            long left = bytes(node.stores().ledger().segments().inState(SegmentState.PLACED).stream()
                    .filter(row -> row.blockClass() == BlockClass.DATA && task.leaves(row.formats()))
                    .toList());
            return new RecodeReport(task.role(), task.format(), paused, left, Math.max(total, left), problem);
        });
    }

    @Override
    public void close() {
        thread.ifPresent(Ending::of);
    }
}
