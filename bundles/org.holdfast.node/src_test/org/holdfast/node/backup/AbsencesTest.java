// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;

/** Whom a run misses. */
class AbsencesTest {
    private static final OwnerId ONE = new OwnerId(new Id32(0, 0, 0, 1));
    private static final OwnerId OTHER = new OwnerId(new Id32(0, 0, 0, 2));

    private final AtomicLong now = new AtomicLong(5);
    private final Absences absences = new Absences(now::get, id -> id.equals(ONE) ? "one" : "other");

    private void later(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void patienceIsCountedForThePartner() {
        assertEquals(Duration.ZERO, absences.away(ONE, "gone"));
        later(3);
        assertEquals(Duration.ofSeconds(3), absences.away(ONE, "gone"));
        assertEquals(Duration.ZERO, absences.away(OTHER, "gone"));
        absences.back(ONE);
        assertEquals(Duration.ZERO, absences.away(ONE, "gone"));
    }

    @Test
    void whoIsThereAndRefusesIsAnotherMatter() {
        absences.away(ONE, "gone");
        later(3);
        assertFalse(absences.isRefusing(ONE));
        assertEquals(Duration.ZERO, absences.refuses(ONE, "full"));
        assertTrue(absences.isRefusing(ONE));
        absences.forget();
        assertFalse(absences.isRefusing(ONE));
    }

    @Test
    void onlyThoseThatHoldTheRunUpAreShown() {
        absences.away(ONE, "gone");
        absences.refuses(OTHER, "full");
        assertEquals(Optional.empty(), absences.shown());
        absences.holdsUp(OTHER);
        assertEquals(Optional.of("for other (full)"), absences.shown());
        absences.holdsUp(ONE);
        absences.away(ONE, "gone");
        assertEquals(Optional.of("for one (gone), other (full)"), absences.shown());
        absences.back(OTHER);
        assertEquals(Optional.of("for one (gone)"), absences.shown());
        absences.spooled(ONE);
        assertEquals(Optional.empty(), absences.shown());
        later(1);
        assertEquals(Duration.ofSeconds(1), absences.away(ONE, "gone"));
    }
}
