// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A drill is never in the way of a restore. */
@Tag("R54")
@Timeout(20)
class RestoreTurnTest {
    private final RestoreTurn turn = new RestoreTurn();

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRestoreEndsWhatNobodyWaitsFor() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<RestoreTurn.Spare> spare = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> spare.complete(turn.spare(
                        () -> {
                            begun.countDown();
                            await(ended);
                            throw new HoldfastException(ErrorCode.CANCELLED, "drill", "ended");
                        },
                        ended::countDown)));
        await(begun);
        CountDownLatch restored = new CountDownLatch(1);
        turn.restore(restored::countDown);
        await(restored);
        assertEquals(RestoreTurn.Spare.GAVE_WAY, spare.get(10, TimeUnit.SECONDS));
    }

    @Test
    void nothingElseBeginsWhileARestoreRuns() throws Exception {
        turn.restore(() -> {
            CompletableFuture<RestoreTurn.Spare> other = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> other.complete(turn.spare(
                            () -> {
                                throw new AssertionError("it ran");
                            },
                            () -> {})));
            assertEquals(RestoreTurn.Spare.NOT_FREE, other.join());
        });
        assertEquals(RestoreTurn.Spare.DONE, turn.spare(() -> {}, () -> {}));
    }

    @Test
    void whoeverElseEndsItIsToldSo() {
        assertThrows(
                HoldfastException.class,
                () -> turn.spare(
                        () -> {
                            throw new HoldfastException(ErrorCode.CANCELLED, "drill", "the client is gone");
                        },
                        () -> {}));
        assertEquals(RestoreTurn.Spare.DONE, turn.spare(() -> {}, () -> {}));
    }

    @Test
    void whoWaitsForALookIsToldWhenARestoreGoesOn() throws Exception {
        turn.restore(() -> {
            CompletableFuture<Boolean> look = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    look.complete(turn.soon(Duration.ofMillis(20), () -> {
                        throw new AssertionError("it ran");
                    }));
                } catch (InterruptedException e) {
                    look.completeExceptionally(e);
                }
            });
            assertFalse(look.join());
        });
        CountDownLatch looked = new CountDownLatch(1);
        assertTrue(turn.soon(Duration.ofSeconds(5), looked::countDown));
        await(looked);
    }
}
