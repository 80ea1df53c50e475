// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.repair;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Resealing;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.health.HealthBook;
import org.holdfast.node.restore.Commitments;
import org.holdfast.node.restore.ShardSource;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs with no command: when something was found, when somebody is back, and now and then. A thread of its own, and
 * {@link #now} on that of whoever asks; one repair at a time.
 */
public final class RepairCare implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepairCare.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Parts parts;
    private final Rounds rounds;
    private final Semaphore signal = new Semaphore(0);
    private final ReentrantLock running = new ReentrantLock();
    private final Map<AgreementId, Instant> settled = new HashMap<>(); // guarded by running
    private volatile Repairs last = Repairs.NOTHING;
    private Duration lookAgain = LOOK_AGAIN; // the thread's

    /**
     * What it works with.
     *
     * @param idle whether nothing is repaired now: this machine leaves, or has to find its own data first
     * @param backup what blocks are made and stored with, as it is now
     * @param source of shards, as it is now
     * @param memory shared with whoever else moves shards
     * @param threshold below how many shards absent ones are made anew
     */
    public record Parts(
            Ledger ledger,
            HealthBook book,
            BooleanSupplier idle,
            Supplier<BackupParts> backup,
            Supplier<ShardSource> source,
            Function<BackupParts, Resealing> resealing,
            Rehoming.Memory memory,
            ToIntFunction<CodeShape> threshold,
            Predicate<OwnerId> reachable,
            Supplier<Commitments> commitments,
            Pace pace,
            NodeClock clock) {}

    /** How fast it may go. */
    @FunctionalInterface
    public interface Pace {
        /** Returns when the next segment may be repaired. */
        void moved(long bytes) throws InterruptedException;
    }

    public RepairCare(Parts parts) {
        this.parts = parts;
        this.rounds = new Rounds("repair", PAUSE, parts.clock(), this::round);
    }

    public void start() {
        rounds.start();
    }

    /** Something is missing, or somebody is there who can help. */
    public void wake() {
        signal.release();
    }

    /** What the last repair left to be done; nothing where all is well. */
    public Repairs last() {
        return last;
    }

    private void round() throws InterruptedException {
        boolean woken = signal.tryAcquire(lookAgain.toMillis(), TimeUnit.MILLISECONDS);
        signal.drainPermits();
        if (!parts.idle().getAsBoolean()) {
            Repairs done = repair(false);
            lookAgain = woken || done.shards() > 0 ? LOOK_AGAIN : longer(lookAgain);
        }
    }

    private static Duration longer(Duration before) {
        Duration twice = before.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    /**
     * Repairs what is missing now, and returns when that is done as far as it can be.
     *
     * @throws HoldfastException BUSY while this machine leaves or recovers; CANCELLED
     */
    public Repairs now() {
        if (parts.idle().getAsBoolean()) {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    "repair",
                    "Nothing is repaired while this machine leaves, or has to find its own data first.",
                    true,
                    null);
        }
        try {
            return repair(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "repair", "The repair was cancelled.", e);
        }
    }

    /** @param all also what needed nothing last time, with partners that are silent since */
    private Repairs repair(boolean all) throws InterruptedException {
        running.lockInterruptibly();
        try {
            List<HealthRow> looked = parts.book().all().stream()
                    .filter(row -> all || !row.health().since().equals(settled.get(row.agreement())))
                    .toList();
            RepairSurvey survey = new RepairSurvey(parts.ledger(), looked, parts.book()::state, parts.threshold());
            Repairs done = run(survey).run(parts.memory());
            if (done.waiting() == 0 && survey.isComplete()) {
                settle(looked);
            }
            tell(done);
            last = done;
            return done;
        } finally {
            running.unlock();
        }
    }

    /** Until its state changes nothing more is wanted of what lies there: what is lost elsewhere is found without it. */
    private void settle(List<HealthRow> looked) {
        looked.stream()
                .filter(row -> !row.health().state().isSound())
                .forEach(row -> settled.put(row.agreement(), row.health().since()));
    }

    private RepairRun run(RepairSurvey survey) {
        BackupParts backup = parts.backup().get();
        Rehoming rehoming = new Rehoming(backup, parts.resealing().apply(backup), parts.memory());
        return new RepairRun(
                backup, survey, parts.source().get(), rehoming, parts.reachable(), parts.commitments(), parts.pace());
    }

    private void tell(Repairs done) {
        if (done.shards() > 0) {
            String text = done.shards() + " shards of " + done.segments() + " segments were made anew (" + done.bytes()
                    + " bytes)";
            LOG.info("Repair: {}", text);
            parts.ledger().events().append(parts.clock().instant(), "REPAIRED", "repair", text);
        }
        List<String> fresh = done.troubles().stream()
                .filter(each -> !last.troubles().contains(each))
                .toList();
        if (!fresh.isEmpty()) {
            LOG.warn("Repair: {} shards cannot be made anew yet: {}", done.waiting(), String.join("; ", fresh));
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
