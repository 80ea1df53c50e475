// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.scrub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.junit.jupiter.api.Test;

class ScrubPassTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final long TOTAL = 3_000_000;

    @Test
    void allIsReadInAPeriodAtAnEvenRate() {
        ScrubPass pass = ScrubPass.begin(START);
        assertEquals(0, pass.due(PERIOD, TOTAL, START));
        assertEquals(TOTAL / 3, pass.due(PERIOD, TOTAL, START.plus(Duration.ofDays(10))));
        assertEquals(TOTAL, pass.due(PERIOD, TOTAL, START.plus(PERIOD)));
        assertEquals(TOTAL, pass.due(PERIOD, TOTAL, START.minusSeconds(1)), "a clock that was put back stops nothing");
    }

    @Test
    void theNextOneBeginsWhenThePeriodIsOverAndNotBefore() {
        ScrubPass pass = ScrubPass.begin(START);
        assertFalse(pass.isPast(PERIOD, START.plus(Duration.ofDays(60))), "it has not read all");
        ScrubPass over = pass.finished();
        assertFalse(over.isPast(PERIOD, START.plus(PERIOD).minusMillis(1)));
        assertTrue(over.isPast(PERIOD, START.plus(PERIOD)));
        assertTrue(over.isPast(PERIOD, START.minusSeconds(1)));
    }

    @Test
    void itsPlaceIsKept() {
        ScrubPass pass = ScrubPass.begin(START)
                .past(new AgreementId(new Id16(1, 2)), new BlockId(new Id16(3, 4)), 17)
                .past(new AgreementId(new Id16(1, 2)), new BlockId(new Id16(3, 5)), 3);
        assertEquals(20, pass.read());
        assertEquals(pass, ScrubPass.decode(pass.encoded()));
        assertEquals(pass.finished(), ScrubPass.decode(pass.finished().encoded()));
    }
}
