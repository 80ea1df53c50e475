// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.Test;

/** How much goes out in how long. */
class SendPacerTest {
    private static final int BLOCK = 100_000;
    private final NodeClock clock = new NodeClock();
    private final AtomicReference<OptionalLong> rate = new AtomicReference<>(OptionalLong.of(4000)); // 500,000 bytes/s
    private final SendPacer pacer = new SendPacer(clock, rate::get);

    private double secondsFor(int blocks) {
        long begun = clock.nanos();
        for (int i = 0; i < blocks; i++) {
            pacer.admit(BLOCK);
        }
        return (clock.nanos() - begun) / 1e9;
    }

    @Test
    void theRateIsKept() {
        assertTrue(secondsFor(1) < 0.19, "the first goes at once");
        double seconds = secondsFor(4);
        assertTrue(seconds >= 0.7, seconds + " s for 400,000 bytes behind the first");
    }

    @Test
    void aLimitThatEndsHoldsNobody() {
        pacer.admit(1_000_000_000);
        rate.set(OptionalLong.empty());
        assertTrue(secondsFor(50) < 5);
    }

    @Test
    void whatDidNotGoIsNotCountedEvenForThoseWhoWaitAlready() throws InterruptedException {
        pacer.admit(1_000_000_000);
        Thread waiting = Thread.ofPlatform().start(() -> pacer.admit(BLOCK));
        assertFalse(waiting.join(Duration.ofMillis(300)));
        pacer.giveBack(1_000_000_000);
        assertTrue(waiting.join(Duration.ofSeconds(20)));
    }

    @Test
    void whoWaitsCanBeCancelled() {
        pacer.admit(1_000_000_000);
        Thread.currentThread().interrupt();
        HoldfastException end = assertThrows(HoldfastException.class, () -> pacer.admit(1));
        assertEquals(ErrorCode.CANCELLED, end.code());
        assertTrue(Thread.interrupted());
    }
}
