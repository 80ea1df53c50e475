// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static Allowance after(Allowance from, int used) {
        Allowance left = from;
        for (int i = 0; i < used; i++) {
            assertFalse(left.isEmpty(), "after " + i);
            left = left.less();
        }
        return left;
    }

    @Test
    void itIsUsedUpAndGrowsToItsMost() {
        Allowance empty = after(Allowance.full(2, 5, START), 5);
        assertTrue(empty.isEmpty());
        assertEquals(empty, empty.less());
        assertTrue(empty.at(START.plusMillis(499)).isEmpty());
        assertTrue(after(empty.at(START.plusMillis(500)), 1).isEmpty());
        assertTrue(after(empty.at(START.plus(Duration.ofDays(1))), 5).isEmpty());
    }

    @Test
    void partsAddUp() {
        Allowance left = after(Allowance.full(1, 1, START), 1);
        for (int i = 1; i <= 10; i++) {
            assertTrue(left.isEmpty(), "after " + i);
            left = left.at(START.plusMillis(100L * i + (i == 10 ? 1 : 0)));
        }
        assertFalse(left.isEmpty());
    }

    @Test
    void aClockThatGoesBackGivesNothingAndTakesNothing() {
        Allowance half = after(Allowance.full(1, 4, START), 2);
        Allowance back = half.at(START.minusSeconds(100));
        assertTrue(after(back, 2).isEmpty());
        assertTrue(after(back.at(START.minusSeconds(99)), 3).isEmpty());
    }

    @Test
    void itIsSound() {
        assertThrows(IllegalArgumentException.class, () -> new Allowance(0, 1, 0, START));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(1, 0, 0, START));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(1, 1, 1.5, START));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(1, 1, -1, START));
    }
}
