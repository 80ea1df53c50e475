// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.model.ErrorCode;
import org.holdfast.web.internal.TokenBucket.Rate;
import org.holdfast.web.internal.TokenBucket.Taken;
import org.junit.jupiter.api.Test;

/** How often one may call. */
class TokenBucketTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Rate RATE = new Rate(3, 0.5);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final RateLimits limits = new RateLimits(RATE, now::get);

    @Test
    void aBurstIsGrantedAndThenOneHasToWaitAsLongAsIsSaid() {
        TokenBucket bucket = TokenBucket.full(RATE, START);
        for (int i = 0; i < 3; i++) {
            Taken taken = bucket.take(RATE, START);
            assertTrue(taken.granted());
            bucket = taken.left();
        }
        Taken refused = bucket.take(RATE, START);
        assertEquals(Duration.ofSeconds(2), refused.pause());
        assertFalse(bucket.take(RATE, START.plusMillis(1999)).granted());
        assertTrue(bucket.take(RATE, START.plus(refused.pause())).granted());
    }

    @Test
    void restFillsNoMoreThanTheBurst() {
        TokenBucket bucket = new TokenBucket(0, START)
                .take(RATE, START.plus(Duration.ofDays(1)))
                .left();
        assertEquals(2, bucket.tokens());
    }

    @Test
    void aClockThatIsSetBackGivesNothingAndLocksNobodyOut() {
        TokenBucket bucket =
                new TokenBucket(0, START).take(RATE, START.minusSeconds(3600)).left();
        assertEquals(0, bucket.tokens());
        assertTrue(bucket.take(RATE, START.minusSeconds(3598)).granted());
    }

    @Test
    void oneCallerTakesNothingFromAnother() {
        while (limits.ask("ada").isZero()) {
            // until its bucket is empty
        }
        assertTrue(limits.ask("bob").isZero());
        assertEquals(
                ErrorCode.TOO_MANY_CALLS,
                limits.refusal("ada", limits.ask("ada")).code());
    }

    @Test
    void aFloodOfNamesSharesOneBucketAndRestedOnesMakeRoom() {
        for (int i = 0; i < 2000; i++) {
            limits.ask("address-" + i);
        }
        assertFalse(limits.ask("one more").isZero());
        now.set(START.plusSeconds(60));
        assertTrue(limits.ask("one more").isZero());
        assertEquals(2, RateLimits.seconds(Duration.ofMillis(1001)));
    }
}
