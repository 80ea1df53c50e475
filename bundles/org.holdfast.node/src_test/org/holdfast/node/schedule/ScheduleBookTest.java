// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.schedule.SourceRuns;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;

/** What is kept of schedules, whole and damaged ({@code -Dholdfast.fuzz.seed}). */
class ScheduleBookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Bytes ONE = VirtualMachine.bytes("/one");
    private static final Bytes TWO = VirtualMachine.bytes("/two");
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 20_000 : 500;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final Set<ErrorCode> ENDS = Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION);

    private final MemorySettings settings = new MemorySettings();
    private final ScheduleBook book = new ScheduleBook(settings);

    private void fill() {
        book.of(List.of(ONE, TWO), NOW);
        book.schedule(TWO, Optional.of(Schedule.parse("30 21 * * mon-fri")), NOW);
        book.change(
                List.of(TWO),
                row -> row.withRuns(row.runs().ran(NOW.plusSeconds(60), true)).alarmed(true));
    }

    @Test
    void aRestartKnowsWhatWasKept() {
        fill();
        var rows = new ScheduleBook(settings).all();
        assertEquals(new ScheduleBook.Row(Optional.empty(), SourceRuns.of(NOW), false), rows.get(ONE));
        ScheduleBook.Row two = rows.get(TWO);
        assertEquals("30 21 * * mon-fri", two.own().orElseThrow().text());
        assertEquals(Optional.of(NOW.plusSeconds(60)), two.runs().last());
        assertEquals(Optional.of(NOW.plusSeconds(60)), two.runs().reread());
        assertTrue(two.alarmed());
    }

    @Test
    void sourcesThatAreGoneAreForgotten() {
        fill();
        assertEquals(Set.of(ONE), book.of(List.of(ONE), NOW).keySet());
        assertEquals(
                Optional.empty(),
                book.of(List.of(ONE, TWO), NOW).get(TWO).runs().last());
    }

    @Test
    void theLastTimeOnTheWallIsKeptToTenMinutes() {
        book.seen(NOW);
        book.seen(NOW.plus(Duration.ofMinutes(9)));
        assertEquals(NOW, new ScheduleBook(settings).clock(Instant.EPOCH).wall());
        book.seen(NOW.plus(Duration.ofMinutes(10)));
        assertEquals(
                NOW.plus(Duration.ofMinutes(10)),
                new ScheduleBook(settings).clock(Instant.EPOCH).wall());
        assertEquals(
                Instant.EPOCH,
                new ScheduleBook(new MemorySettings()).clock(Instant.EPOCH).wall());
    }

    @Test
    void whatIsDamagedIsReadOrRefusedByName() {
        fill();
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] good = settings.get("sources.schedules").orElseThrow().toArray();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bad = good.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            settings.put("sources.schedules", Bytes.of(bad));
            try {
                new ScheduleBook(settings).all();
            } catch (HoldfastException e) {
                assertTrue(ENDS.contains(e.code()), () -> "seed " + SEED + ": " + e);
                refused++;
            }
        }
        assertTrue(refused > ROUNDS / 10, "only " + refused + " damages were seen");
    }
}
