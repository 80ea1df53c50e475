// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.core.release.ReleaseBook.Fate;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.SimulatedCrash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 40 blocks of one owner; those up to 10 are locked for 100 days, the others not any more. */
@Tag("R27")
class ReleaseBookTest {
    private static final Instant START = World.BEGINNING;
    private final Holdings holder = new Holdings(new World(1), START);

    @BeforeEach
    void store() {
        IntStream.rangeClosed(1, 40)
                .forEach(number -> holder.put(
                        number, number <= 10 ? START.plus(Duration.ofDays(100)) : START.minus(Duration.ofDays(1))));
    }

    /** A node that runs all the time, looked at once an hour. */
    private void pass(Duration time) {
        for (long hour = 0; hour < time.toHours(); hour++) {
            holder.clock = holder.clock.advance(holder.clock.wall().plus(Duration.ofHours(1)), Duration.ofHours(1));
        }
    }

    private Instant due(ReleaseBook.Asked asked) {
        return assertInstanceOf(Fate.Leaving.class, asked.fates().getFirst()).due();
    }

    @Test
    void aReleasedBlockIsFreedAfterTheDelayAndNotBeforeItsLock() {
        assertEquals(START.plus(Duration.ofDays(14)), due(holder.release(10, List.of(20))));
        assertEquals(START.plus(Duration.ofDays(100)), due(holder.release(10, List.of(1))));
        pass(Duration.ofHours(14 * 24 - 1));
        assertEquals(Ledger.Sum.NOTHING, holder.free());
        pass(Duration.ofHours(1));
        assertEquals(1, holder.free().blocks());
        assertFalse(holder.isThere(20));
        pass(Duration.ofHours(86 * 24 - 1));
        assertEquals(0, holder.free().blocks());
        pass(Duration.ofHours(1));
        assertEquals(1, holder.free().blocks());
        assertTrue(IntStream.rangeClosed(2, 19).allMatch(holder::isThere), "others never");
        assertEquals(
                38L * Holdings.BYTES,
                holder.ledger.holdings().bytes(Holdings.AGREEMENT).value());
    }

    @Test
    void releasedBytesCountUntilTheyAreFreed() {
        holder.release(10, List.of(20));
        assertEquals(
                40L * Holdings.BYTES,
                holder.ledger.holdings().bytes(Holdings.AGREEMENT).value());
    }

    @Test
    void sayingItAgainChangesNothing() {
        Instant due = due(holder.release(10, List.of(20)));
        pass(Duration.ofDays(5));
        assertEquals(due, due(holder.release(10, List.of(20))));
    }

    @Test
    void anotherVersionIsKeptAndWhatIsNotHereIsGone() {
        var asked = holder.book.ask(
                Holdings.OWNER,
                10,
                Holdings.AGREEMENT,
                List.of(new ReleaseBook.Wish(Holdings.block(20), 21), new ReleaseBook.Wish(Holdings.block(99), 99)),
                holder.clock);
        assertEquals(List.of(new Fate.Kept(Holdings.block(20)), new Fate.Gone(Holdings.block(99))), asked.fates());
        assertEquals(0, holder.ledger.holdings().releases().of(Holdings.OWNER).blocks());
    }

    /** The ninth of forty is more than a fifth. */
    @Test
    void muchWithinAWeekStaysForThirtyDaysAndIsToldOnce() {
        for (int number = 11; number <= 18; number++) {
            ReleaseBook.Asked asked = holder.release(10, List.of(number));
            assertFalse(asked.mass() || asked.begun());
            pass(Duration.ofHours(12));
        }
        ReleaseBook.Asked ninth = holder.release(10, List.of(19));
        assertTrue(ninth.mass() && ninth.begun());
        ReleaseBook.Asked tenth = holder.release(10, List.of(20));
        assertTrue(tenth.mass() && !tenth.begun());
        pass(Duration.ofDays(25));
        assertEquals(0, holder.free().blocks(), "the first has waited for 29 days");
        pass(Duration.ofDays(1));
        assertTrue(holder.free().blocks() > 0);
    }

    @Test
    void littleAfterLittleIsNotMuch() {
        for (int number = 11; number <= 30; number++) {
            assertFalse(holder.release(10, List.of(number)).mass());
            pass(Duration.ofDays(2));
            holder.free();
        }
    }

    @Test
    void whatIsPutAgainStays() {
        holder.release(10, List.of(20));
        assertTrue(holder.book.keep(Holdings.AGREEMENT, Holdings.block(20)));
        pass(Duration.ofDays(40));
        assertEquals(0, holder.free().blocks());
        holder.release(10, List.of(20));
        pass(Duration.ofDays(14));
        assertEquals(1, holder.free().blocks());
        assertFalse(holder.book.keep(Holdings.AGREEMENT, Holdings.block(20)), "it is gone");
    }

    /** The thief has the device key, the owner the sheet. */
    @Test
    void anotherDeviceEndsWhatTheOldOneReleasedAlsoIfNobodySaidSoYet() {
        holder.release(10, List.of(20, 21, 22));
        holder.epoch = 11;
        pass(Duration.ofDays(40));
        assertEquals(0, holder.free().blocks(), "a newer device is known");
        assertEquals(3, holder.book.succeed(Holdings.OWNER, 11).blocks());
        holder.release(11, List.of(20));
        pass(Duration.ofDays(14));
        assertEquals(1, holder.free().blocks());
        assertTrue(holder.isThere(21) && holder.isThere(22));
    }

    @Test
    void theSheetCancelsAll() {
        holder.release(10, List.of(20, 21));
        assertEquals(2, holder.book.cancel(Holdings.OWNER).blocks());
        pass(Duration.ofDays(40));
        assertEquals(0, holder.free().blocks());
    }

    @Test
    void whatIsBusyIsFreedLater() {
        holder.release(10, List.of(20));
        pass(Duration.ofDays(15));
        assertEquals(
                0,
                holder.book
                        .free(holder.clock.time(), owner -> 10, row -> true, 100)
                        .blocks());
        assertTrue(holder.isThere(20));
        assertEquals(1, holder.free().blocks());
    }

    /** At each side of each change that freeing makes. */
    @Test
    void aCrashWhileFreeingLeavesABlockThatIsThereOrOneThatIsGone() {
        int crashes = 0;
        for (int after = 1; after < 20; after++) {
            Holdings fresh = new Holdings(new World(after), START);
            fresh.put(20, START);
            fresh.release(10, List.of(20));
            fresh.clock = LockClock.starting(START.plus(Duration.ofDays(31)));
            fresh.faults.crashAt(fresh.faults.points() + after);
            try {
                fresh.free();
            } catch (SimulatedCrash crash) {
                crashes++;
            }
            fresh.faults.crashAt(0);
            fresh.restart();
            boolean row = fresh.ledger
                    .holdings()
                    .find(Holdings.AGREEMENT, Holdings.block(20))
                    .isPresent();
            assertEquals(fresh.isThere(20), row);
            fresh.free();
            assertFalse(fresh.isThere(20));
            assertEquals(
                    0, fresh.ledger.holdings().releases().of(Holdings.OWNER).blocks());
            assertEquals(0, fresh.ledger.holdings().totalBytes().value());
        }
        assertEquals(4, crashes, "a file and a row, before and after");
    }
}
