// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.console.client.ControlException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A vigil interrupts the call that it gives up, and nothing that its thread does afterwards. */
@Timeout(60)
class VigilTest {
    private static void gone() {
        throw new ControlException(Kind.SILENT, "NODE_UNREACHABLE", "gone", null);
    }

    private static void awaitInterruption() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCallThatEndsWellJustThenLeavesItsThreadAsItWas() {
        try (Vigil vigil = new Vigil(Duration.ofMillis(1), VigilTest::gone)) {
            vigil.heard();
            awaitInterruption();
        }
        assertFalse(Thread.interrupted());
    }

    @Test
    void whoCancelsLaterIsHeard() {
        try (Vigil vigil = new Vigil(Duration.ofMillis(1), VigilTest::gone)) {
            awaitInterruption();
            assertTrue(vigil.gaveUp());
            Thread.currentThread().interrupt();
        }
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatIsOverIsNotGivenUp() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Vigil vigil = new Vigil(Duration.ofMillis(1), () -> {
            asked.countDown();
            await(closed);
            gone();
        })) {
            vigil.heard();
            assertTrue(asked.await(30, TimeUnit.SECONDS));
        }
        closed.countDown();
        assertFalse(new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS), "an interruption would have ended it");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
