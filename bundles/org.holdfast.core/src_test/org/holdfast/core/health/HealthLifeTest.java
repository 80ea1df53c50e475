// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The code against the tables of docs/health.md, and the days that decide. */
@Tag("R50")
class HealthLifeTest {
    private static final Path DOCUMENT = Path.of("../../docs/health.md");
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final HealthRules RULES = HealthRules.of(Duration.ofDays(3), Duration.ofDays(14));

    /** A partner that was silent until it came to this state. */
    private static Health in(HealthState state) {
        Health fresh = Health.fresh(START, RULES);
        return switch (state) {
            case OK -> fresh;
            case LATE -> silent(fresh, MINUTE);
            case SUSPECT -> silent(fresh, Duration.ofDays(3));
            case GRACE -> silent(fresh, Duration.ofDays(3).plus(MINUTE));
            case CONTAINED -> HealthLife.next(fresh, new HealthEvent.Wronged(START), RULES);
            case RENEGED -> silent(fresh, Duration.ofDays(17).plus(MINUTE));
            case CORRUPT -> HealthLife.next(fresh, new HealthEvent.Convicted(START), RULES);
        };
    }

    /** Silent for so long from the start on, looked at every minute, in a week of promised hours. */
    private static Health silent(Health from, Duration length) {
        Health now = from;
        for (Duration gone = MINUTE; gone.compareTo(length) <= 0; gone = gone.plus(MINUTE)) {
            now = absent(now, START.plus(gone), MINUTE);
        }
        return now;
    }

    private static Health absent(Health now, Instant at, Duration promised) {
        return HealthLife.next(now, new HealthEvent.Absent(at, promised, promised), RULES);
    }

    @Test
    void everyStateAndEventIsAsTheTableSays() throws IOException {
        List<List<String>> table = table("| state | Answered |");
        assertEquals(HealthState.values().length + 1, table.size());
        for (List<String> row : table.subList(1, table.size())) {
            HealthState state = HealthState.valueOf(row.getFirst());
            assertEquals(state, in(state).state());
            for (int column = 1; column < row.size(); column++) {
                HealthState next = happens(state, table.getFirst().get(column));
                assertEquals(
                        row.get(column),
                        next == state ? "–" : next.name(),
                        state + " × " + table.getFirst().get(column));
            }
        }
    }

    private static HealthState happens(HealthState state, String event) {
        Instant at = START.plus(Duration.ofDays(100));
        Health now = in(state);
        return switch (event) {
            case "Answered" ->
                HealthLife.next(now, new HealthEvent.Answered(at), RULES).state();
            case "Missed" ->
                HealthLife.next(now, new HealthEvent.Missed(at), RULES).state();
            case "Absent, time left" -> timeLeft(now, at);
            case "Absent, time over" -> timeOver(now, at);
            case "Wronged" ->
                HealthLife.next(now, new HealthEvent.Wronged(at), RULES).state();
            case "Cleared" ->
                HealthLife.next(now, new HealthEvent.Cleared(at), RULES).state();
            case "Convicted" ->
                HealthLife.next(now, new HealthEvent.Convicted(at), RULES).state();
            case "Leave" ->
                HealthLife.next(now, new HealthEvent.Leave(at, at.plus(DAY)), RULES)
                        .state();
            case "Unknown" ->
                HealthLife.next(now, new HealthEvent.Unknown(at), RULES).state();
            default -> throw new AssertionError("the table names an unknown event: " + event);
        };
    }

    /** Outside of promised hours nothing is over for who was to be looked for once more. */
    private static HealthState timeLeft(Health now, Instant at) {
        Duration little = now.state() == HealthState.SUSPECT ? Duration.ZERO : Duration.ofSeconds(30);
        return absent(now, at, little).state();
    }

    private static HealthState timeOver(Health now, Instant at) {
        Health after = now;
        Instant then = at;
        while (after.state() == now.state() && then.isBefore(at.plus(Duration.ofDays(20)))) {
            then = then.plus(MINUTE);
            after = absent(after, then, MINUTE);
        }
        return after.state();
    }

    @Test
    void statesMeanWhatTheTableSays() throws IOException {
        List<List<String>> table = table("| state | meaning |");
        assertEquals(HealthState.values().length + 1, table.size());
        for (List<String> row : table.subList(1, table.size())) {
            HealthState state = HealthState.valueOf(row.getFirst());
            assertEquals(row.get(2), said(state.takesNew()), state + " takes new blocks");
            assertEquals(row.get(3), said(state.counts()), state + " counts");
            assertEquals(row.get(4), said(state.isGone()), state + " is over");
        }
    }

    private static String said(boolean so) {
        return so ? "yes" : "no";
    }

    @Test
    void anAnswerOnTheLastDayHasNoPenaltyAndADayLaterItHasReneged() {
        Health lastDay = silent(Health.fresh(START, RULES), Duration.ofDays(16));
        assertEquals(HealthState.GRACE, lastDay.state());
        Instant now = START.plus(Duration.ofDays(16));
        Health back = HealthLife.next(lastDay, new HealthEvent.Answered(now), RULES);
        assertEquals(Health.fresh(now, RULES), back, "as if nothing had been");
        assertEquals(
                HealthState.RENEGED,
                silent(Health.fresh(START, RULES), Duration.ofDays(17).plus(MINUTE))
                        .state());
    }

    @Test
    void repairBeginsLongBeforeThePenalty() {
        Health after = silent(Health.fresh(START, RULES), Duration.ofDays(3));
        assertEquals(HealthState.SUSPECT, after.state());
        assertFalse(after.state().counts());
        assertEquals(
                HealthState.LATE,
                silent(Health.fresh(START, RULES), Duration.ofDays(3).minus(MINUTE))
                        .state());
    }

    @Test
    void hoursThatWereNotPromisedMakeNobodySuspect() {
        Health now = Health.fresh(START, RULES);
        for (int minute = 0; minute < 60 * 24 * 30; minute++) {
            var look = new HealthEvent.Absent(START.plus(MINUTE.multipliedBy(minute)), MINUTE, Duration.ZERO);
            now = HealthLife.next(now, look, RULES);
        }
        assertEquals(Health.fresh(START, RULES), now);
    }

    /** On a Sunday nobody expects it: whoever is back on Monday at eight has kept its word. */
    @Test
    void graceEndsOnlyInPromisedTime() {
        Health now = silent(Health.fresh(START, RULES), Duration.ofDays(17));
        assertEquals(HealthState.GRACE, now.state());
        Instant later = START.plus(Duration.ofDays(18));
        now = HealthLife.next(now, new HealthEvent.Absent(later, DAY, Duration.ZERO), RULES);
        assertEquals(HealthState.GRACE, now.state());
        assertEquals(HealthState.RENEGED, absent(now, later, MINUTE).state());
    }

    @Test
    void announcedLeaveStopsTheTimesForThreeWeeksAYear() {
        Instant wish = START.plus(Duration.ofDays(40));
        Health away = HealthLife.next(Health.fresh(START, RULES), new HealthEvent.Leave(START, wish), RULES);
        assertEquals(START.plus(HealthRules.LEAVE_YEARLY), away.leave().until());
        assertEquals(
                HealthState.OK,
                silent(away, HealthRules.LEAVE_YEARLY.minus(MINUTE)).state());
        assertEquals(
                HealthState.SUSPECT,
                silent(away, Duration.ofDays(24).minus(MINUTE)).state());

        Instant later = START.plus(Duration.ofDays(30));
        Health again = HealthLife.next(away, new HealthEvent.Leave(later, later.plus(DAY)), RULES);
        assertFalse(again.leave().covers(later), "the year's allowance is used up");
        Instant nextYear = START.plus(Duration.ofDays(365));
        Health fresh = HealthLife.next(away, new HealthEvent.Leave(nextYear, nextYear.plus(DAY)), RULES);
        assertEquals(nextYear.plus(DAY), fresh.leave().until());
    }

    @Test
    void whoIsBackEarlierGetsTheRestOfItsLeaveBack() {
        Instant wish = START.plus(Duration.ofDays(20));
        Health away = HealthLife.next(Health.fresh(START, RULES), new HealthEvent.Leave(START, wish), RULES);
        Instant back = START.plus(Duration.ofDays(5));
        Health returned = HealthLife.next(away, new HealthEvent.Leave(back, back), RULES);
        assertEquals(Duration.ofDays(5), returned.leave().used());
        Instant then = START.plus(Duration.ofDays(50));
        Health second = HealthLife.next(returned, new HealthEvent.Leave(then, then.plus(Duration.ofDays(30))), RULES);
        assertEquals(then.plus(Duration.ofDays(16)), second.leave().until());
    }

    @Test
    void aSettingThatWasMadeShorterCountsAtOnce() {
        HealthRules shorter = HealthRules.of(Duration.ofHours(1), Duration.ofDays(14));
        var look = new HealthEvent.Absent(START, Duration.ofMinutes(30), Duration.ofMinutes(30));
        Health late = HealthLife.next(Health.fresh(START, RULES), look, shorter);
        assertEquals(HealthState.LATE, late.state());
        assertEquals(HealthState.SUSPECT, HealthLife.next(late, look, shorter).state());
    }

    @Test
    void whoWasWrongOwesAnAnswerHoweverOftenItIsThere() {
        Health wrong = in(HealthState.CONTAINED);
        Health there = HealthLife.next(wrong, new HealthEvent.Answered(START.plus(DAY)), RULES);
        assertEquals(HealthState.CONTAINED, there.state());
        assertEquals(
                HealthState.OK,
                HealthLife.next(there, new HealthEvent.Cleared(START), RULES).state());
    }

    private static List<List<String>> table(String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(DOCUMENT);
        int at = 0;
        while (!lines.get(at).startsWith(heading)) {
            at++;
        }
        for (; at < lines.size() && lines.get(at).startsWith("|"); at++) {
            if (!lines.get(at).startsWith("|---")) {
                rows.add(Arrays.stream(lines.get(at).substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }
}
