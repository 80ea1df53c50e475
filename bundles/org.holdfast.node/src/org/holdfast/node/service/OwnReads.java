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

    /** What reads for a user, as far as the budget goes. One thread's. */
    final class Turn {
        private final Reading reading;
        private final RestoreTally tally;
        private long paid;

        private Turn(Reading reading, RestoreTally tally) {
            this.reading = reading;
            this.tally = tally;
        }

        Reading reading() {
            return reading;
        }

        RestoreTally tally() {
            return tally;
        }

        /** Pays for what partners have sent since. @throws HoldfastException READ_BUDGET_USED if that was the last */
        void pay() {
            if (tally.fetchedBytes() > paid) {
                settle();
                budget.requireLeft();
            }
        }

        private void settle() {
            long fetched = tally.fetchedBytes();
            budget.spend(fetched - paid);
            paid = fetched;
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
        RestoreTally tally = new RestoreTally();
        try (Reading reading = node.owner().littleReading(tally)) {
            Turn turn = new Turn(reading, tally);
            try {
                work.accept(turn);
            } finally {
                turn.settle();
            }
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
