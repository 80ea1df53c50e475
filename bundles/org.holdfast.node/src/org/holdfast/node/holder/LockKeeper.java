// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lock clock, and frees what is due by it, once a minute. A thread of its own; the clock may be read by any.
 */
public final class LockKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String CLOCK = "lock.clock";
    private static final String NOTED = "lock.clock.ahead";
    private static final int AT_ONCE = 1000;

    private final Ledger ledger;
    private final ReleaseBook book;
    private final Function<OwnerId, Integer> epochs;
    private final Predicate<HeldRow> busy;
    private final NodeClock clock;
    private final Rounds rounds;
    private long last; // guarded by this

    /**
     * @param epochs the number of the newest device of an owner that is known here
     * @param busy what must not be freed yet
     */
    public LockKeeper(
            Ledger ledger,
            ReleaseBook book,
            Function<OwnerId, Integer> epochs,
            Predicate<HeldRow> busy,
            NodeClock clock) {
        this.ledger = ledger;
        this.book = book;
        this.epochs = epochs;
        this.busy = busy;
        this.clock = clock;
        this.rounds = new Rounds("locks", PAUSE, clock, () -> elapse(Duration.ZERO));
        this.last = clock.nanos();
    }

    public void start() {
        rounds.start();
    }

    /** The lock clock as it stands now, and as the ledger has it. */
    public synchronized LockClock look() {
        return look(Duration.ZERO);
    }

    private LockClock look(Duration more) {
        Instant wall = clock.instant();
        long now = clock.nanos();
        Duration passed = Duration.ofNanos(now - last).plus(more);
        last = now;
        LockClock before = ledger.settings().get(CLOCK).map(LockClock::read).orElseGet(() -> LockClock.starting(wall));
        LockClock after = before.advance(wall, passed);
        if (ledger.holdings().totalBytes().equals(ByteCount.ZERO)) {
            after = after.restarted();
        }
        ledger.settings().put(CLOCK, after.bytes());
        return after;
    }

    /**
     * Lets time pass and frees what is due then.
     *
     * @param more time that went by besides what the stop-watch says
     * @return what was freed
     */
    public Ledger.Sum elapse(Duration more) {
        LockClock present;
        synchronized (this) {
            present = look(more);
        }
        tell(present);
        endOfOldDevices();
        Ledger.Sum freed = book.free(present.time(), epochs, busy, AT_ONCE);
        if (freed.blocks() > 0) {
            LOG.info("{} blocks ({}) that their owners had released are freed", freed.blocks(), freed.bytes());
            note("BLOCKS_FREED", "locks", freed.blocks() + " blocks, " + freed.bytes());
        }
        return freed;
    }

    /** Once, until it is over. */
    private void tell(LockClock present) {
        boolean ahead = present.behind().compareTo(LockClock.AHEAD) > 0;
        boolean noted = ledger.settings().get(NOTED).isPresent();
        if (ahead && !noted) {
            ledger.settings().put(NOTED, present.bytes());
            LOG.warn(
                    "This machine's clock is {} hours ahead of the time that locks end by. After a time switched off"
                            + " that is as it should be; else look whether somebody has set the clock",
                    present.behind().toHours());
            note("CLOCK_AHEAD", "locks", present.behind().toHours() + " hours ahead of the lock clock");
        } else if (!ahead && noted) {
            ledger.settings().remove(NOTED);
        }
    }

    /** What a device asked for whose place another one has taken with the sheet. */
    private void endOfOldDevices() {
        for (Map.Entry<OwnerId, Integer> each :
                ledger.holdings().releases().owners().entrySet()) {
            int epoch = epochs.apply(each.getKey());
            if (each.getValue() < epoch) {
                Ledger.Sum stays = book.succeed(each.getKey(), epoch);
                String owner = each.getKey().brief();
                LOG.info("{} blocks that a former device of {} had released stay", stays.blocks(), owner);
                note("RELEASE_ENDED", owner, "another device took its place: " + stays.blocks() + " blocks stay");
            }
        }
    }

    private void note(String type, String subject, String text) {
        ledger.events().append(clock.instant(), type, subject, text);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
