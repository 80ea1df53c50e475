// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.restore.RestoreTally;

/**
 * Turns and budget of what users of this machine read back, apart from those of restores: no user keeps the administrator
 * from restoring, neither now by being slow nor later by having read what partners give back in a year. One reads content
 * at a time and two look at names, as each takes memory; they have less room than a restore, which costs speed only.
 * Thread-safe.
 */
final class OwnReads {
    private static final int LISTS = 2;

    private final Node node;
    private final Duration longest;
    private final OwnReadBudget budget;
    private final Semaphore reads = new Semaphore(1, true);
    private final Semaphore lists = new Semaphore(LISTS, true);

    /** @param longest that somebody waits for a turn */
    OwnReads(Node node, Duration longest) {
        this.node = node;
        this.longest = longest;
        this.budget = new OwnReadBudget(node);
    }

    /** What reads for a user, as far as the budget goes: nothing is fetched, names neither, once it is used. One thread's. */
    final class Turn implements AutoCloseable {
        private final RestoreTally tally = new RestoreTally();
        private final Reading reading = node.owner().littleReading(tally, this::requireLeft);
        private long paid; // guarded by this

        private Turn() {}

        Reading reading() {
            return reading;
        }

        RestoreTally tally() {
            return tally;
        }

        /** Pays for what partners have sent since. @throws HoldfastException READ_BUDGET_USED if that was the last */
        void pay() {
            if (settle()) {
                budget.requireLeft();
            }
        }

        /** On any thread that fetches. */
        private void requireLeft() {
            settle();
            budget.requireLeft();
        }

        /** Whether there was anything to pay. */
        private synchronized boolean settle() {
            long fetched = tally.fetchedBytes() - paid;
            budget.spend(fetched);
            paid += fetched;
            return fetched > 0;
        }

        @Override
        public void close() {
            try {
                settle();
            } finally {
                reading.close();
            }
        }
    }

    /** @throws HoldfastException BUSY if others look for long; READ_BUDGET_USED if names are not here, and nothing is left */
    void list(Consumer<Turn> work) {
        inTurn(lists, work);
    }

    /** @throws HoldfastException BUSY if another one reads for long; READ_BUDGET_USED */
    void read(Consumer<Turn> work) {
        budget.requireLeft();
        inTurn(reads, work);
    }

    private void inTurn(Semaphore turns, Consumer<Turn> work) {
        take(turns);
        try (Turn turn = new Turn()) {
            work.accept(turn);
        } finally {
            turns.release();
        }
    }

    private void take(Semaphore turns) {
        try {
            if (!turns.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HoldfastException(
                        ErrorCode.BUSY,
                        "own files",
                        "Other users of this machine are being answered; ask again when that has ended.",
                        true,
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "own files", "The node is stopping.", e);
        }
    }
}
