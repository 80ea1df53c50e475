// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.Test;

/** What happens again and again. */
class RoundsTest {
    @Test
    void aRoundThatFailsIsFollowedByTheNext() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(3);
        try (Rounds rounds = new Rounds("test", Duration.ofMillis(1), new NodeClock(), () -> {
            left.countDown();
            throw new IllegalStateException("made up");
        })) {
            rounds.start();
            assertTrue(left.await(20, TimeUnit.SECONDS), left.getCount() + " rounds did not come");
        }
    }

    @Test
    void closingInterruptsTheRoundThatRuns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Rounds rounds = new Rounds("test", Duration.ofMillis(1), new NodeClock(), () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        })) {
            rounds.start();
            assertTrue(begun.await(20, TimeUnit.SECONDS), "no round");
        }
        assertTrue(interrupted.await(20, TimeUnit.SECONDS), "it goes on");
    }
}
