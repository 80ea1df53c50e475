// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.model.ByteCount;
import org.junit.jupiter.api.Test;

class DamageTallyTest {
    private static final Instant DAY0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final ByteCount STORED = ByteCount.of(1_000_000);

    private static Instant day(int number) {
        return DAY0.plus(Duration.ofDays(number));
    }

    @Test
    void oneByteInAThousandInThirtyDaysIsForgiven() {
        DamageTally some = DamageTally.NONE.plus(day(0), 1, ByteCount.of(600)).plus(day(5), 1, ByteCount.of(400));
        assertFalse(some.isTooMuch(day(5), STORED));
        DamageTally more = some.plus(day(5), 1, ByteCount.of(1));
        assertTrue(more.isTooMuch(day(5), STORED));
        assertTrue(more.isTooMuch(day(29), STORED));
        assertFalse(more.isTooMuch(day(30), STORED), "what was 30 days ago is forgotten");
        assertFalse(more.isTooMuch(day(29), ByteCount.of(2_000_000)));
    }

    @Test
    void oneBlockIsForgivenHoweverLittleLiesThere() {
        DamageTally one = DamageTally.NONE.plus(day(0), 1, STORED);
        assertFalse(one.isTooMuch(day(0), STORED));
        assertTrue(one.plus(day(0), 1, ByteCount.of(1)).isTooMuch(day(0), STORED));
        assertTrue(DamageTally.NONE.plus(day(0), 2, STORED).isTooMuch(day(0), STORED));
    }

    @Test
    void whatIsOldIsNotKept() {
        DamageTally kept = DamageTally.NONE;
        for (int day = 0; day < 100; day++) {
            kept = kept.plus(day(day), 1, ByteCount.of(7));
        }
        assertEquals(DamageTally.KEPT, kept.days().size());
        assertEquals(kept, DamageTally.decode(kept.encoded()));
        assertEquals(DamageTally.NONE, DamageTally.decode(DamageTally.NONE.encoded()));
    }
}
