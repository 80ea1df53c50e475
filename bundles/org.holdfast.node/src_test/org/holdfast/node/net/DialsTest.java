// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a peer is dialled that does not answer. */
class DialsTest {
    private static final OwnerId PEER = OwnerId.of(new byte[32]);

    private final AtomicLong now = new AtomicLong(77);
    private final AtomicInteger dialled = new AtomicInteger();
    private final Dials dials = new Dials(now::get);

    private Optional<String> reach(Optional<String> answer) {
        return dials.reach(PEER, Optional::empty, () -> {
            dialled.incrementAndGet();
            return answer;
        });
    }

    @Test
    void whoDoesNotAnswerIsLeftAloneForSomeSeconds() {
        for (int i = 0; i < 100; i++) {
            assertEquals(Optional.empty(), reach(Optional.empty()));
        }
        assertEquals(1, dialled.get());
        now.addAndGet(Dials.MEMORY.toNanos());
        assertEquals(Optional.of("link"), reach(Optional.of("link")));
        assertEquals(Optional.of("again"), reach(Optional.of("again")));
        assertEquals(3, dialled.get());
    }

    @Test
    void whoCallsByItselfIsDialledAgain() {
        reach(Optional.empty());
        dials.isHere(PEER);
        assertEquals(Optional.of("link"), reach(Optional.of("link")));
    }

    @Test
    @Timeout(20)
    void manyWaitForOneDialAndNobodyForThatOfOneWhoIsAway() throws InterruptedException {
        assertEquals(1, dialsOfTen(), "all ten wait for the first answer");
        now.addAndGet(Dials.MEMORY.toNanos());
        assertEquals(1, dialsOfTen(), "one tries anew");
    }

    /** Ten ask while the first of them dials; the dial ends when the nine others wait or have their answer. */
    private int dialsOfTen() throws InterruptedException {
        dialled.set(0);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Supplier<Optional<String>> slow = () -> {
            dialled.incrementAndGet();
            begun.countDown();
            awaitQuietly(end);
            return Optional.empty();
        };
        List<Thread> asking = new ArrayList<>();
        asking.add(Thread.ofPlatform().start(() -> dials.reach(PEER, Optional::empty, slow)));
        begun.await();
        for (int i = 0; i < 9; i++) {
            asking.add(Thread.ofPlatform().start(() -> dials.reach(PEER, Optional::empty, slow)));
        }
        while (asking.subList(1, 10).stream()
                .anyMatch(each -> each.getState() != Thread.State.WAITING && each.isAlive())) {
            Thread.onSpinWait();
        }
        end.countDown();
        for (Thread each : asking) {
            each.join();
        }
        return dialled.get();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
