// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuditTimingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Tag("R28")
    @Test
    void whoWasNeverAuditedIsDue() {
        assertTrue(AuditTiming.isDue(Optional.empty(), DAY, 0, NOW));
    }

    @Test
    void aPartnerIsDueAfterItsIntervalGiveOrTakeATenth() {
        for (long lot = 0; lot < 5000; lot += 7) {
            assertFalse(AuditTiming.isDue(Optional.of(NOW), DAY, lot, NOW.plus(Duration.ofMinutes(1295))));
            assertTrue(AuditTiming.isDue(Optional.of(NOW), DAY, lot, NOW.plus(Duration.ofMinutes(1585))));
        }
        assertTrue(AuditTiming.isDue(Optional.of(NOW), DAY, 0, NOW.plus(Duration.ofHours(22))));
        assertFalse(AuditTiming.isDue(Optional.of(NOW), DAY, 999, NOW.plus(Duration.ofHours(26))));
    }

    @Test
    void aClockThatWasPutBackStopsNoAudits() {
        assertTrue(AuditTiming.isDue(Optional.of(NOW.plus(Duration.ofDays(400))), DAY, 1, NOW));
    }

    /** Over any time audits use no more than their share of it, with what was there at first and one audit beside. */
    @Tag("R53")
    @Test
    void auditsStayWithinTheirShareOfTheLink() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double rate = 1 + random.nextInt(100_000);
            long now = random.nextLong(1L << 40);
            long begun = now;
            long used = 0;
            long longest = 0;
            AuditShare share = AuditShare.begin(rate, now);
            for (int i = 0; i < 500; i++) {
                now += random.nextLong(Duration.ofMinutes(20).toNanos());
                share = share.at(rate, now);
                long expected = random.nextInt(4_000_000);
                if (share.suffices(expected)) {
                    long taken = expected + random.nextInt(100_000);
                    longest = Math.max(longest, taken);
                    used += taken;
                    share = share.minus(taken);
                }
            }
            double most = rate * ((now - begun) / 1e9 + 600) + longest;
            assertTrue(used <= most, "seed " + seed + ": " + used + " of " + most);
        }
    }

    @Tag("R53")
    @Test
    void noMoreThanADaysWorthIsKept() {
        AuditShare later = AuditShare.begin(10, 0).at(10, Duration.ofDays(30).toNanos());
        assertEquals(864_000, later.bytes());
    }
}
