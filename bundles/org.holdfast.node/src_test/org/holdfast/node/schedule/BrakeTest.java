// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.schedule.Brake.Level;
import org.junit.jupiter.api.Test;

/** How a backup is slowed and stopped. */
class BrakeTest {
    private static final Duration SPELL = Duration.ofMillis(25);
    private final NodeClock clock = new NodeClock();
    private final AtomicReference<Level> level = new AtomicReference<>(Level.FREE);
    private final AtomicInteger looks = new AtomicInteger();
    private final Brake brake = new Brake(clock, () -> {
        looks.incrementAndGet();
        return level.get();
    });

    private long work() {
        long begun = clock.nanos();
        while (clock.nanos() - begun < SPELL.toNanos()) {
            Thread.onSpinWait();
        }
        long braked = clock.nanos();
        brake.run();
        return clock.nanos() - braked;
    }

    @Test
    void whileSomebodyIsThereItRestsThreeTimesAsLongAsItWorked() {
        level.set(Level.SLOW);
        long rested = work();
        assertTrue(rested >= SPELL.multipliedBy(3).toNanos(), rested + " ns");
    }

    @Test
    void shortPiecesOfWorkAreNotLookedAtOneByOne() {
        work();
        int before = looks.get();
        brake.run();
        assertEquals(before, looks.get());
    }

    private Thread held(CountDownLatch over, AtomicReference<ErrorCode> end) {
        level.set(Level.HELD);
        return Thread.ofPlatform().start(() -> {
            try {
                work();
            } catch (HoldfastException e) {
                end.set(e.code());
            }
            over.countDown();
        });
    }

    @Test
    void itStandsStillUntilItMayGoOn() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        held(over, new AtomicReference<>());
        assertFalse(over.await(1500, TimeUnit.MILLISECONDS));
        level.set(Level.FREE);
        assertTrue(over.await(30, TimeUnit.SECONDS));
    }

    @Test
    void whoWantsTheBackupNowReleasesIt() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        held(over, new AtomicReference<>());
        brake.release();
        assertTrue(over.await(30, TimeUnit.SECONDS));
        level.set(Level.SLOW);
        assertTrue(work() < SPELL.toNanos(), "and it is not braked again");
    }

    @Test
    void aNodeThatStopsDoesNotWaitForIt() throws InterruptedException {
        AtomicReference<ErrorCode> end = new AtomicReference<>();
        Thread thread = held(new CountDownLatch(1), end);
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(30)));
        assertEquals(ErrorCode.CANCELLED, end.get());
        assertThrows(HoldfastException.class, () -> {
            Thread.currentThread().interrupt();
            level.set(Level.HELD);
            work();
        });
        assertTrue(Thread.interrupted());
    }
}
