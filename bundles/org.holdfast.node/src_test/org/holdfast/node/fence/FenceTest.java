// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.holdfast.node.fence.Fence.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R63")
class FenceTest {
    private final Fence fence = new Fence("The criterion of a test", Duration.ofSeconds(60));
    private final CountDownLatch never = new CountDownLatch(1);

    private String hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "too late";
    }

    private static String fail() {
        throw new IllegalStateException("out of\nideas");
    }

    @Test
    void anAnswerPassesAndComesFromAThreadOfItsOwn() {
        Thread[] by = new Thread[1];
        Outcome<String> outcome = fence.call(() -> {
            by[0] = Thread.currentThread();
            return "yes";
        });
        assertEquals(new Outcome.Answered<>("yes"), outcome);
        assertFalse(by[0].isVirtual(), "an endless loop would keep a carrier");
        assertTrue(by[0].isDaemon(), "what hangs must not keep the node from ending");
    }

    @Test
    void whatHangsIsGivenUp() {
        Fence strict = new Fence("strict", Duration.ofMillis(30));
        assertEquals(new Outcome.Failed<>("it did not answer within 30 ms"), strict.call(this::hang));
        assertEquals(Optional.empty(), strict.shut(), "once is forgiven");
    }

    /** Whoever asks while two calls hang begins no third. */
    @Test
    void manyCallersAtOnceLoseNoMoreThanTwoThreads() throws Exception {
        Fence strict = new Fence("strict", Duration.ofMillis(300));
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(10);
        for (int caller = 0; caller < 10; caller++) {
            Thread.ofVirtual().start(() -> {
                strict.call(() -> {
                    begun.incrementAndGet();
                    while (never.getCount() > 0) {
                        Thread.onSpinWait(); // deaf to interrupts
                    }
                    return "too late";
                });
                answered.countDown();
            });
        }
        assertTrue(answered.await(60, TimeUnit.SECONDS));
        never.countDown();
        assertEquals(2, begun.get());
        assertTrue(strict.shut().isPresent());
    }

    /** What an exception says of itself is foreign, too. */
    @Test
    void anExceptionThatHangsIsGivenUp() {
        Fence strict = new Fence("strict", Duration.ofMillis(30));
        Outcome<String> outcome = strict.call(() -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String toString() {
                    return hang();
                }
            };
        });
        assertEquals(new Outcome.Failed<>("it did not answer within 30 ms"), outcome);
    }

    @Test
    void whatThrowsIsToldInOneLine() {
        assertEquals(
                new Outcome.Failed<>("it ended in java.lang.IllegalStateException: out of ideas"),
                fence.call(FenceTest::fail));
    }

    @Test
    void errorsOfLinkingAreItsOwnTroubleToo() {
        Supplier<String> broken = () -> {
            throw new NoClassDefFoundError("com/example/Gone");
        };
        assertEquals(
                new Outcome.Failed<>("it ended in java.lang.NoClassDefFoundError: com/example/Gone"),
                fence.call(broken));
    }

    @Test
    void afterTwoFailuresItIsNotCalledAnyMore() {
        AtomicInteger calls = new AtomicInteger();
        Supplier<String> failing = () -> {
            calls.incrementAndGet();
            return fail();
        };
        fence.call(failing);
        assertEquals(new Outcome.Answered<>("between"), fence.call(() -> "between"));
        fence.call(failing);
        String why = "it failed 2 times, the last time it ended in java.lang.IllegalStateException: out of ideas";
        assertEquals(Optional.of(why), fence.shut());
        assertEquals(new Outcome.Failed<>("it is off: " + why), fence.call(failing));
        assertEquals(2, calls.get());
    }

    @Test
    void aNodeThatStopsIsNotItsFault() throws InterruptedException {
        Thread asking = Thread.ofVirtual().unstarted(() -> {
            fence.call(this::hang);
            fence.call(this::hang);
        });
        asking.start();
        asking.interrupt();
        asking.join();
        assertEquals(Optional.empty(), fence.shut());
    }
}
