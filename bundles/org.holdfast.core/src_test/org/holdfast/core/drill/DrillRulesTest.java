// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id32;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loss patterns are counted exactly, and drills leave room for the restore that they are for. */
@Tag("R46")
@Tag("R58")
class DrillRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private static OwnerId partner(int number) {
        return new OwnerId(new Id32(number, 0, 0, 0));
    }

    private static ShardGroup group(int partners, int need) {
        List<OwnerId> all = new ArrayList<>();
        for (int i = 0; i < partners; i++) {
            all.add(partner(i));
        }
        return ShardGroup.of(all, need);
    }

    @Test
    void patternsAreAsManyAsThereAreSetsOfAbsentPartners() {
        for (int n = 1; n <= 12; n++) {
            for (int need = 1; need <= n; need++) {
                int absent = n - need;
                long counted = 0;
                for (int bits = 0; bits < 1 << n; bits++) {
                    counted += Integer.bitCount(bits) == absent ? 1 : 0;
                }
                assertEquals(BigInteger.valueOf(counted), group(n, need).patterns(), n + " partners, " + need);
            }
        }
        assertEquals(new BigInteger("1832624140942590534"), group(64, 32).patterns());
    }

    @Test
    void aGroupIsTheSameInAnyOrderAndAnotherWithAnotherNeed() {
        List<OwnerId> shuffled = new ArrayList<>(group(7, 5).partners());
        Collections.reverse(shuffled);
        assertEquals(group(7, 5).id(), ShardGroup.of(shuffled, 5).id());
        assertFalse(group(7, 5).id().equals(group(7, 4).id()));
        assertFalse(group(7, 5).id().equals(group(8, 5).id()));
        assertThrows(IllegalArgumentException.class, () -> group(4, 5));
    }

    @Test
    void everyPatternCountsOnceAndOnlyWhileItsGroupIsInUse() {
        ShardGroup group = group(5, 3);
        ProvenPatterns proven = ProvenPatterns.NONE;
        for (int one = 0; one < 5; one++) {
            for (int two = 0; two < one; two++) {
                Set<OwnerId> present = new HashSet<>(group.partners());
                present.remove(partner(one));
                present.remove(partner(two));
                long absent = group.absent(present);
                assertEquals((1L << one) | (1L << two), absent);
                assertFalse(proven.has(group, absent));
                proven = proven.with(group, absent, NOW).with(group, absent, NOW.plusSeconds(1));
            }
        }
        ProvenPatterns.Tally tally = proven.tally(List.of(group, group));
        assertEquals(10, tally.proven());
        assertTrue(tally.isComplete());
        assertEquals(0, tally.failingAtMost());
        ProvenPatterns.Tally other = proven.tally(List.of(group(6, 3)));
        assertEquals(0, other.proven());
        assertEquals(1, other.failingAtMost());
        assertEquals(9, proven.without(group, 3).tally(List.of(group)).proven());
    }

    /** With 59 draws of which none failed, 5 percent or less fail, at 95 percent certainty: 0.95^59 < 0.05. */
    @Test
    void ofManyPatternsItSaysHowManyMayFail() {
        ProvenPatterns proven = ProvenPatterns.NONE;
        for (int i = 0; i < 59; i++) {
            proven = proven.with(group(30, 20), i, NOW);
        }
        double bound = proven.tally(List.of(group(30, 20))).failingAtMost();
        assertTrue(bound < 0.05 && bound > 0.049, String.valueOf(bound));
    }

    @Test
    void theyAreKeptAndTheOldestGoFirst() {
        ProvenPatterns proven = ProvenPatterns.NONE;
        for (int i = 0; i < ProvenPatterns.MOST; i++) {
            proven = i < 5 || i > ProvenPatterns.MOST - 5 ? proven.with(group(60, 30), i, NOW.plusMillis(i)) : proven;
        }
        assertEquals(proven, ProvenPatterns.decode(proven.encoded()));
        byte[] encoded = proven.encoded().toArray();
        encoded[5]++;
        assertThrows(MalformedInput.class, () -> ProvenPatterns.decode(Bytes.of(encoded)));
        assertThrows(MalformedInput.class, () -> ProvenPatterns.decode(Bytes.of(new byte[] {0, 1, 0, 0})));
        var full = new java.util.HashMap<ProvenPatterns.Pattern, Instant>();
        for (int i = 0; i < ProvenPatterns.MOST; i++) {
            full.put(new ProvenPatterns.Pattern(group(60, 30).id(), i), NOW.plusMillis(i));
        }
        ProvenPatterns more = new ProvenPatterns(full).with(group(60, 30), 1L << 40, NOW.plusSeconds(60));
        assertEquals(ProvenPatterns.MOST, more.proven().size());
        assertFalse(more.has(group(60, 30), 0));
        assertTrue(more.has(group(60, 30), 1L << 40));
    }

    @Test
    void aWholeRestoreAlwaysStaysPossible() {
        for (long left = 0; left < 5000; left += 100) {
            long ordered = DrillPace.ordered(left, 1000);
            assertTrue(ordered == 0 || left - ordered >= 1000, "of " + left + " it may take " + ordered);
            assertTrue(DrillPace.scheduled(left, 1000, 4000, WEEK) <= ordered);
        }
    }

    /** A drill that reads as much as it may, week for week, beside a budget that comes back evenly. */
    @Test
    void drillsOfTheScheduleLeaveHalfOfTheBudget() {
        long yearly = 4_000_000;
        long held = 1_000_000;
        for (long start = 0; start <= yearly; start += 250_000) {
            long left = start;
            for (int week = 0; week < 104; week++) {
                long before = left;
                left = Math.min(yearly, left + yearly * 7 / 365);
                left -= DrillPace.scheduled(left, held, yearly, WEEK);
                assertTrue(left >= Math.min(before, held + yearly / 2), "week " + week + ": " + before + ", " + left);
            }
            assertTrue(left >= held + yearly / 2, "from " + start + " to " + left);
        }
    }

    @Test
    void theFirstComesAfterADayTheNextAfterAnIntervalAndWhatDecidedNothingSoonAgain() {
        DrillSchedule weekly = new DrillSchedule(WEEK);
        Optional<Instant> none = Optional.empty();
        Optional<Instant> data = Optional.of(NOW);
        assertFalse(weekly.isDue(none, none, none, NOW));
        assertFalse(weekly.isDue(data, none, none, NOW.plus(Duration.ofHours(23))));
        Instant first = NOW.plus(Duration.ofHours(24));
        assertTrue(weekly.isDue(data, none, none, first));
        assertFalse(weekly.isDue(data, none, Optional.of(first), first.plus(Duration.ofHours(6))));
        assertTrue(weekly.isDue(data, none, Optional.of(first), first.plus(Duration.ofHours(7))));
        Optional<Instant> decided = Optional.of(first);
        assertFalse(weekly.isDue(data, decided, decided, first.plus(WEEK).minusSeconds(1)));
        assertTrue(weekly.isDue(data, decided, decided, first.plus(WEEK)));
        assertTrue(weekly.isDue(data, decided, decided, first.minusSeconds(1)), "the clock was put back");
    }

    @Test
    void itIsOverdueBehindTwoIntervalsAndSaysByHowMuch() {
        DrillSchedule weekly = new DrillSchedule(WEEK);
        Optional<Instant> data = Optional.of(NOW);
        assertEquals(Optional.empty(), weekly.overdueBy(Optional.empty(), Optional.empty(), NOW));
        assertEquals(Optional.empty(), weekly.overdueBy(data, Optional.empty(), NOW.plus(WEEK.multipliedBy(2))));
        assertEquals(
                Optional.of(Duration.ofDays(1)),
                weekly.overdueBy(data, Optional.empty(), NOW.plus(Duration.ofDays(15))));
        assertEquals(
                Optional.empty(), weekly.overdueBy(data, Optional.of(NOW.plus(WEEK)), NOW.plus(Duration.ofDays(15))));
    }

    @Test
    void aLookLeavesAWholeRestoreWhateverItReads() {
        assertTrue(DrillPace.allowsLook(200, 100));
        assertFalse(DrillPace.allowsLook(199, 100));
        assertTrue(DrillPace.allowsLook(0, 0), "nothing lies there");
    }
}
