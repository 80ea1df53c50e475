// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import org.holdfast.core.track.Experience.Looked;
import org.holdfast.core.track.Looks.Sight;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.Bytes;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LooksTest {
    /** A Sunday, 12:30 in Berlin. */
    private static final Instant NOW = Instant.parse("2026-03-01T11:30:00Z");

    private static final Instant BEFORE = NOW.minus(Duration.ofMinutes(30));
    private static final WeekSchedule ALWAYS = WeekSchedule.always();

    private static WeekSchedule only(int hour) {
        BitSet hours = new BitSet(WeekSchedule.HOURS);
        hours.set(hour);
        byte[] bytes = new byte[WeekSchedule.HOURS / 8];
        System.arraycopy(hours.toByteArray(), 0, bytes, 0, hours.toByteArray().length);
        return new WeekSchedule(Bytes.of(bytes), ZoneId.of("Europe/Berlin"));
    }

    private static Looked looked(int partner, int minutes, boolean there) {
        return new Looked(Cases.owner(partner), NOW, minutes, there);
    }

    @Test
    @Tag("R10")
    void whoPromisedToBeThereIsNotedAsThereOrMissed() {
        List<Sight> sights = List.of(new Sight(Cases.owner(1), ALWAYS, true), new Sight(Cases.owner(2), ALWAYS, false));
        List<Looked> seen = Looks.experiences(sights, BEFORE, NOW);
        assertEquals(List.of(looked(1, 30, true), looked(2, 30, false)), seen);
        assertEquals(new Tally(1, 0, 0, 30, 30, 0), seen.get(0).tally());
        assertEquals(new Tally(0, 0, 1, 30, 0, 0), seen.get(1).tally());
    }

    @Test
    @Tag("R10")
    void whoPromisedNothingForThisHourIsNotNoted() {
        int sundayNoon = 6 * 24 + 12;
        List<Sight> sights = List.of(
                new Sight(Cases.owner(1), only(sundayNoon), true),
                new Sight(Cases.owner(2), only(sundayNoon - 1), false),
                new Sight(Cases.owner(3), only(sundayNoon + 1), true));
        assertEquals(List.of(looked(1, 30, true)), Looks.experiences(sights, BEFORE, NOW));
    }

    @Test
    void whereNobodyIsThereNothingWasFoundOut() {
        List<Sight> sights =
                List.of(new Sight(Cases.owner(1), ALWAYS, false), new Sight(Cases.owner(2), ALWAYS, false));
        assertEquals(List.of(), Looks.experiences(sights, BEFORE, NOW));
        assertEquals(List.of(), Looks.experiences(List.of(), BEFORE, NOW));
    }

    @Test
    void aLookStandsForAnHourAtMost() {
        List<Sight> sights = List.of(new Sight(Cases.owner(1), ALWAYS, true));
        assertEquals(List.of(looked(1, 60, true)), Looks.experiences(sights, NOW.minus(Duration.ofDays(3)), NOW));
        assertEquals(List.of(looked(1, 0, true)), Looks.experiences(sights, NOW, NOW));
        assertEquals(List.of(looked(1, 0, true)), Looks.experiences(sights, NOW.plus(Duration.ofDays(1)), NOW));
    }
}
