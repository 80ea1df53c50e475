// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R27")
class ReleaseRuleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    @Test
    void theLongerOfLockAndDelayCounts() {
        assertEquals(NOW.plus(days(14)), ReleaseRule.due(NOW.minus(days(99)), NOW, ReleaseRule.DELAY));
        assertEquals(NOW.plus(days(99)), ReleaseRule.due(NOW.plus(days(99)), NOW, ReleaseRule.DELAY));
        assertEquals(NOW.plus(days(30)), ReleaseRule.due(NOW.plus(days(29)), NOW, ReleaseRule.MASS_DELAY));
    }

    @Test
    void askedIsTheWallAsFarAsItCanBeBelieved() {
        LockClock right = LockClock.starting(NOW);
        assertEquals(NOW, ReleaseRule.asked(right));
        LockClock afterHoliday = right.advance(NOW.plus(days(20)), Duration.ZERO);
        assertEquals(NOW.plus(days(20)), ReleaseRule.asked(afterHoliday), "catching up would shorten the delay");
        LockClock setForward = right.advance(NOW.plus(days(9999)), Duration.ZERO);
        assertEquals(NOW.plus(ReleaseRule.MOST_SKEW), ReleaseRule.asked(setForward));
        LockClock setBack = right.advance(NOW.minus(days(9999)), Duration.ZERO);
        assertEquals(NOW, ReleaseRule.asked(setBack));
    }

    @Test
    void muchIsMoreThanAFifth() {
        assertFalse(ReleaseRule.isMass(0, 0));
        assertFalse(ReleaseRule.isMass(200, 1000));
        assertTrue(ReleaseRule.isMass(201, 1000));
        assertTrue(ReleaseRule.isMass(1, 1));
        assertFalse(ReleaseRule.isMass(Long.MAX_VALUE / 6, Long.MAX_VALUE));
        assertTrue(ReleaseRule.isMass(Long.MAX_VALUE / 4, Long.MAX_VALUE));
    }
}
