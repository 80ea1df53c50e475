// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.format.head.HeadRun;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.SnapshotId;
import org.holdfast.node.backup.Source;
import org.holdfast.node.backup.TwinWatch;
import org.holdfast.node.recovery.RecoveryRun;
import org.holdfast.node.recovery.Wanted;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.work.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings ledger and index up to what the partners hold: by itself when this node has lost them, and when somebody
 * recovers a machine. One at a time, and never beside a backup, which waits for it. Thread-safe.
 */
final class RebuildDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildDesk.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** Longer than an attempt in the background takes. */
    private static final Duration TURN = Duration.ofMinutes(3);

    private final Node node;
    private final ReentrantLock running = new ReentrantLock(true);
    private final Semaphore looking = new Semaphore(1);
    private Optional<Thread> background = Optional.empty(); // guarded by this
    private final MissingDesk missing;
    private volatile int done; // changed under running

    RebuildDesk(Node node) {
        this.node = node;
        this.missing = new MissingDesk(node);
    }

    /** What a recovery still waits for. */
    MissingDesk missing() {
        return missing;
    }

    /** Goes on in the background until nothing is missing. */
    synchronized void begin() {
        if (background.filter(Thread::isAlive).isEmpty()) {
            background = Optional.of(Thread.ofVirtual().name("rebuild").start(this::untilWhole));
        }
    }

    /**
     * @throws HoldfastException BUSY while something is missing: a head made now would leave it out; CONFLICT while another
     *     machine seems to write with these keys
     */
    void requireWhole() {
        twins().requireAlone();
        node.stores().losses().present().ifPresent(loss -> {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    "ledger",
                    "On this node " + loss.shown() + ". It is being fetched from the partners, as soon as they can be"
                            + " reached; back up again then.",
                    true,
                    null);
        });
    }

    /** How often something was fetched; index and ledger may be others each time. */
    int done() {
        return done;
    }

    /** Whether there is another machine with this one's keys. */
    TwinWatch twins() {
        return new TwinWatch(node.stores().ledger(), node.clock());
    }

    private void untilWhole() {
        try {
            while (isWanted()) {
                if (!attempt()) {
                    node.clock().sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is stopping
        }
    }

    /** Said under the lock, so that whoever begins knows whether this thread goes on. */
    private synchronized boolean isWanted() {
        boolean wanted = !node.isStopping() && node.stores().losses().present().isPresent();
        if (!wanted) {
            background = Optional.empty();
        }
        return wanted;
    }

    private boolean attempt() throws InterruptedException {
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            run(List.of(), Wanted.NEWEST, reading, LOG::info);
            return true;
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.NO_HEAD_FOUND && node.stores().metadata().isEmpty()) {
                LOG.info("No backup was ever made here, so nothing but the agreements had to be fetched");
                recovered();
                return true;
            }
            LOG.warn("What was lost cannot be fetched yet: {} ({})", e.getMessage(), e.code());
            return false;
        }
    }

    /**
     * Fetches everything that a head names.
     *
     * @param seeds further addresses to look at
     * @param wanted which head
     * @throws HoldfastException BUSY if a backup is running; what {@link RecoveryRun#run} throws
     */
    RecoveryRun.Recovered run(List<NodeAddress> seeds, Wanted wanted, Reading reading, Consumer<String> say)
            throws InterruptedException {
        running.lockInterruptibly();
        try {
            RecoveryRun.Recovered recovered = recovery(reading).run(() -> addresses(seeds), wanted, say);
            done++;
            node.stores()
                    .losses()
                    .present()
                    .filter(Losses.Loss.LATEST::equals)
                    .ifPresent(loss -> forgetWhatIsOver(recovered));
            recoverSources(recovered.snapshots());
            ChunkIndex index = node.stores().index();
            // What neither is here nor named by the head is gone for good; nobody must wait for it.
            index.retain(index.runs().stream().map(ChunkIndex.Run::id).toList());
            recovered();
            return recovered;
        } finally {
            running.unlock();
        }
    }

    /**
     * An old ledger knows snapshots that were forgotten since, and an old index finds chunks in segments that were dropped
     * since: the newest head has neither.
     */
    private void forgetWhatIsOver(RecoveryRun.Recovered recovered) {
        Set<SnapshotId> present =
                recovered.snapshots().stream().map(Snapshot::id).collect(Collectors.toSet());
        Ledger.Snapshots ledger = node.stores().ledger().snapshots();
        ledger.all().stream()
                .map(SnapshotRow::id)
                .filter(id -> !present.contains(id))
                .forEach(ledger::remove);
        node.stores()
                .index()
                .retain(recovered.head().indexRuns().stream().map(HeadRun::id).toList());
    }

    /**
     * The heads that members keep, the newest first. One at a time, so that those who only look never keep a recovery
     * waiting for longer than one search takes.
     *
     * @throws HoldfastException BUSY while another such search goes on or waits, or a recovery goes on for long
     */
    List<RecoveryRun.Kept> heads(List<NodeAddress> seeds, int most) throws InterruptedException {
        if (!looking.tryAcquire()) {
            throw busy("Another search for what partners keep");
        }
        try {
            return search(seeds, most);
        } finally {
            looking.release();
        }
    }

    private static HoldfastException busy(String what) {
        return new HoldfastException(
                ErrorCode.BUSY, "recovery", what + " goes on; ask again when it has ended.", true, null);
    }

    private List<RecoveryRun.Kept> search(List<NodeAddress> seeds, int most) throws InterruptedException {
        if (!running.tryLock(TURN.toSeconds(), TimeUnit.SECONDS)) {
            throw busy("A recovery");
        }
        try (Reading reading = node.owner().reading(new RestoreTally())) {
            return recovery(reading).list(() -> addresses(seeds), most, LOG::info);
        } finally {
            running.unlock();
        }
    }

    private void recovered() {
        node.releasing().recovered();
        node.stores().losses().recovered();
        node.startSearch();
    }

    /** Only where the list was lost on the machine it belongs to; what was excluded is not known to the partners. */
    private void recoverSources(List<Snapshot> snapshots) {
        boolean lost = node.stores()
                .losses()
                .present()
                .filter(Losses.Loss.LEDGER::equals)
                .isPresent();
        if (!lost || snapshots.isEmpty() || !node.owner().sources().all().isEmpty()) {
            return;
        }
        snapshots
                .getLast()
                .sources()
                .forEach(root -> node.owner().sources().add(new Source(root.path(), List.of(), false)));
        node.stores()
                .ledger()
                .events()
                .append(node.clock().instant(), "SOURCES_RECOVERED", "sources", "without what was excluded");
        LOG.warn("The sources are those of the newest snapshot; what was excluded has to be said again");
    }

    private RecoveryRun recovery(Reading reading) {
        return new RecoveryRun(new RecoveryRun.Parts(
                node.network(),
                node.membership(),
                node.partners(),
                () -> node.partnership().map(Partnership::agreements),
                node::agreed,
                node.stores().ledger(),
                node.stores().index(),
                reading.chunks(),
                node.owner().book(),
                node.identity().keys(),
                node.identity().certificate(),
                missing::found,
                node.clock()));
    }

    private List<NodeAddress> addresses(List<NodeAddress> seeds) {
        List<NodeAddress> all = new ArrayList<>(seeds);
        all.addAll(node.settings().seeds());
        all.addAll(node.adverts().addresses());
        return all;
    }

    @Override
    public void close() {
        running().ifPresent(Ending::of);
    }

    private synchronized Optional<Thread> running() {
        return background;
    }
}
