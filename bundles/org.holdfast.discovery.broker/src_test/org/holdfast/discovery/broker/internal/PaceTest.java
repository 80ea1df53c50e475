// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Pace PACE = Pace.every(Duration.ofMinutes(5));
    private final RandomGenerator random = new Random(1);

    @Test
    void visitsAreSpread() {
        for (int i = 0; i < 1_000; i++) {
            Duration first = Duration.ofNanos(PACE.untilFirst(random));
            assertTrue(first.compareTo(Duration.ofSeconds(2)) <= 0, first::toString);
            Duration next = Duration.ofNanos(PACE.untilNext(random));
            assertTrue(next.compareTo(Duration.ofSeconds(270)) >= 0, next::toString);
            assertTrue(next.compareTo(Duration.ofSeconds(330)) <= 0, next::toString);
        }
    }

    @Test
    void whoWantsPartnersForLongComesLessAndLess() {
        assertEquals(Duration.ofSeconds(5).toNanos(), PACE.gap(0));
        assertEquals(Duration.ofSeconds(20).toNanos(), PACE.gap(2));
        assertEquals(Duration.ofMinutes(5).toNanos(), PACE.gap(6));
        assertEquals(Duration.ofMinutes(5).toNanos(), PACE.gap(Integer.MAX_VALUE));
    }

    @Test
    void nothingIsLongerThanAShortInterval() {
        Pace pace = Pace.every(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(1).toNanos(), pace.gap(0));
        assertTrue(pace.untilFirst(random) <= Duration.ofSeconds(1).toNanos());
    }
}
