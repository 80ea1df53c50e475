// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.holdfast.core.schedule.Circumstances.Attempts;
import org.holdfast.core.schedule.Circumstances.Reach;
import org.holdfast.core.schedule.Decision.Cause;
import org.holdfast.core.schedule.Decision.Run;
import org.holdfast.core.schedule.Decision.Wait;
import org.holdfast.model.OnlineHours;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rule, row by row as docs/schedules.md has them. */
class ScheduleRuleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant BOOT = NOON.minus(Duration.ofHours(8));
    private static final SchedulePace PACE =
            new SchedulePace(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofDays(7), Duration.ofDays(2));
    private static final ScheduleRule RULE = new ScheduleRule(PACE);
    private static final Schedule DAILY = Schedule.parse("daily");
    private static final SourceRuns DUE =
            SourceRuns.of(NOON.minus(Duration.ofDays(9))).ran(NOON.minus(Duration.ofDays(1)), true);
    private static final Circumstances FINE =
            new Circumstances(NOON, BOOT, UTC, Optional.empty(), false, new Reach(5, 4, 5), Optional.empty());

    private static Circumstances at(Instant now) {
        return new Circumstances(now, BOOT, UTC, Optional.empty(), false, FINE.reach(), Optional.empty());
    }

    private static Circumstances woken(Instant woke) {
        return new Circumstances(NOON, woke, UTC, Optional.empty(), false, FINE.reach(), Optional.empty());
    }

    private static Circumstances reached(int partners, Instant now) {
        return new Circumstances(now, BOOT, UTC, Optional.empty(), false, new Reach(partners, 4, 5), Optional.empty());
    }

    private static void assertWaits(Hold hold, Optional<Instant> until, Decision decision) {
        Wait wait = assertInstanceOf(Wait.class, decision);
        assertEquals(hold, wait.hold());
        assertEquals(until, wait.until());
    }

    private static Decision decide(Schedule schedule, SourceRuns runs, Circumstances now) {
        return RULE.decide(schedule, runs, Attempts.NONE, now);
    }

    @Test
    @Tag("R22")
    void whatIsDueRunsInThatSecondAndNotBefore() {
        assertEquals(new Run(Cause.DUE, false), decide(DAILY, DUE, FINE));
        assertWaits(new Hold.NotDue(), Optional.of(NOON), decide(DAILY, DUE, at(NOON.minusSeconds(1))));
    }

    @Test
    @Tag("R22")
    void aSourceThatWasNeverBackedUpIsBackedUpAtTheStart() {
        SourceRuns never = SourceRuns.of(NOON.minus(Duration.ofDays(3)));
        Schedule yearly = Schedule.parse("0 0 1 1 *");
        Instant woke = NOON.minus(Duration.ofMinutes(5));
        assertEquals(new Run(Cause.FIRST, true), decide(yearly, never, woken(woke)));
        assertWaits(
                new Hold.Settling(),
                Optional.of(NOON.plusSeconds(1)),
                decide(yearly, never, woken(woke.plusSeconds(1))));
        SourceRuns added = SourceRuns.of(NOON.minusSeconds(10));
        assertWaits(new Hold.Settling(), Optional.of(NOON.plusSeconds(290)), decide(DAILY, added, FINE));
    }

    @Test
    void byHandIsByHand() {
        assertWaits(new Hold.ByHand(), Optional.empty(), decide(Schedule.parse("manual"), SourceRuns.of(BOOT), FINE));
    }

    @Test
    @Tag("R22")
    void whatWasMissedIsMadeUpForOnceWhenTheMachineHasSettled() {
        SourceRuns old = SourceRuns.of(BOOT).ran(NOON.minus(Duration.ofDays(5)), true);
        assertWaits(
                new Hold.Settling(),
                Optional.of(NOON.plusSeconds(299)),
                decide(DAILY, old, woken(NOON.minusSeconds(1))));
        Instant woke = NOON.minus(Duration.ofMinutes(5));
        assertEquals(new Run(Cause.MISSED, false), decide(DAILY, old, woken(woke)));
        Schedule hourly = Schedule.parse("0 * * * *");
        assertEquals(new Run(Cause.MISSED, false), decide(hourly, old, woken(woke)));
        assertWaits(
                new Hold.NotDue(),
                Optional.of(NOON.plus(Duration.ofHours(1))),
                decide(hourly, old.ran(NOON, false), woken(woke)));
    }

    @Test
    @Tag("R22")
    void clocksThatJumpMakeNoStorm() {
        Circumstances jumped = woken(NOON.minus(Duration.ofMinutes(6)));
        SourceRuns missed = DUE.ran(NOON.minus(Duration.ofHours(25)), false);
        Attempts before = new Attempts(Optional.of(Duration.ofMinutes(10)), Duration.ZERO, "");
        assertWaits(
                new Hold.TooSoon(),
                Optional.of(NOON.plus(Duration.ofMinutes(20))),
                RULE.decide(DAILY, missed, before, jumped));
        Attempts longAgo = new Attempts(Optional.of(Duration.ofMinutes(30)), Duration.ZERO, "");
        assertEquals(new Run(Cause.MISSED, false), RULE.decide(DAILY, missed, longAgo, jumped));
    }

    @Test
    @Tag("R22")
    void aClockThatIsSetBackAYearNeitherStopsNorRepeatsBackups() {
        Duration year = Duration.ofDays(365);
        Instant now = NOON.minus(year).minus(Duration.ofHours(2)); // two hours before the next one
        SourceRuns moved = DUE.setBack(year, now);
        Circumstances then = new Circumstances(now, now, UTC, Optional.empty(), false, FINE.reach(), Optional.empty());
        assertWaits(new Hold.NotDue(), Optional.of(NOON.minus(year)), decide(DAILY, moved, then));
        Schedule nightly = Schedule.parse("0 21 * * *");
        assertWaits(
                new Hold.NotDue(), Optional.of(Instant.parse("2025-03-04T21:00:00Z")), decide(nightly, moved, then));
    }

    @Test
    void aTimeOfDayThatIsDoneWithDoesNotComeAgainWhenTheClockIsPutBackALittle() {
        Schedule noon = Schedule.parse("0 12 * * *");
        SourceRuns ran = DUE.ran(NOON, false);
        Instant now = NOON.minus(Duration.ofMinutes(20));
        SourceRuns moved = ran.setBack(Duration.ofMinutes(30), now);
        assertWaits(new Hold.NotDue(), Optional.of(NOON.plus(Duration.ofDays(1))), decide(noon, moved, at(now)));
        assertEquals(
                Optional.of(NOON.minus(Duration.ofMinutes(30))), moved.last(), "how long ago it is stays as it is");
    }

    @Test
    @Tag("R24")
    void everyFileIsReadOnceAWeekHoweverLateTheLastTimeWas() {
        SourceRuns read = SourceRuns.of(BOOT).ran(NOON.minus(Duration.ofDays(7)).plusSeconds(900), true);
        assertEquals(new Run(Cause.DUE, true), decide(DAILY, read.ran(NOON.minus(Duration.ofDays(1)), false), FINE));
        SourceRuns fresh = SourceRuns.of(BOOT).ran(NOON.minus(Duration.ofDays(6)), true);
        assertEquals(new Run(Cause.DUE, false), decide(DAILY, fresh.ran(NOON.minus(Duration.ofDays(1)), false), FINE));
        ScheduleRule never =
                new ScheduleRule(new SchedulePace(PACE.settle(), PACE.patience(), Duration.ZERO, PACE.overdue()));
        assertEquals(new Run(Cause.DUE, false), never.decide(DAILY, DUE, Attempts.NONE, FINE));
        SourceRuns changed = fresh.anew(NOON.minus(Duration.ofMinutes(5)));
        assertEquals(
                new Run(Cause.FIRST, false),
                decide(DAILY, changed, FINE),
                "other excludes are no reason to read it all");
    }

    @Test
    void noneBeginsInQuietHours() {
        var quiet = Optional.of(OnlineHours.parse("Mo-Fr 08:00-13:00", UTC));
        Circumstances now = new Circumstances(NOON, BOOT, UTC, quiet, false, FINE.reach(), Optional.empty());
        Instant open = Instant.parse("2026-03-04T13:00:00Z");
        assertWaits(new Hold.Quiet(), Optional.of(open), decide(DAILY, DUE, now));
        Circumstances before = new Circumstances(
                NOON.minus(Duration.ofHours(5)), BOOT, UTC, quiet, false, FINE.reach(), Optional.empty());
        assertWaits(new Hold.NotDue(), Optional.of(open), decide(DAILY, DUE, before));
    }

    @Test
    void noneBeginsOnBatteryOrWhenSomethingElseGoesFirst() {
        Circumstances battery =
                new Circumstances(NOON, BOOT, UTC, Optional.empty(), true, FINE.reach(), Optional.empty());
        assertWaits(new Hold.Battery(), Optional.empty(), decide(DAILY, DUE, battery));
        Circumstances busy =
                new Circumstances(NOON, BOOT, UTC, Optional.empty(), true, FINE.reach(), Optional.of("busy"));
        assertWaits(new Hold.Obstacle("busy"), Optional.empty(), decide(DAILY, DUE, busy));
    }

    @Test
    @Tag("R22")
    void partnersAreWaitedForAndThoseItCanDoWithoutOnlyForAWhile() {
        assertWaits(new Hold.Partners(3, 4), Optional.empty(), decide(DAILY, DUE, reached(3, NOON)));
        Instant bound = NOON.plus(Duration.ofMinutes(15));
        assertWaits(new Hold.Partners(4, 5), Optional.of(bound), decide(DAILY, DUE, reached(4, NOON)));
        assertEquals(new Run(Cause.DUE, false), decide(DAILY, DUE, reached(4, bound)));
        assertWaits(new Hold.Partners(3, 4), Optional.empty(), decide(DAILY, DUE, reached(3, bound)));
    }

    @Test
    void anAttemptThatFailedIsRepeatedLater() {
        Attempts failed = new Attempts(Optional.empty(), Duration.ofMinutes(3), "no room");
        assertWaits(
                new Hold.Failed("no room"),
                Optional.of(NOON.plus(Duration.ofMinutes(3))),
                RULE.decide(DAILY, DUE, failed, FINE));
    }

    @Test
    @Tag("R29")
    void whatIsLateForTooLongIsToldButNotToAMachineThatHasOnlyJustWoken() {
        SourceRuns old = SourceRuns.of(BOOT).ran(NOON.minus(Duration.ofDays(3)).minusSeconds(1), true);
        Instant due = NOON.minus(Duration.ofDays(2)).minusSeconds(1);
        assertEquals(Optional.of(due), RULE.overdue(DAILY, old, FINE));
        assertEquals(Optional.empty(), RULE.overdue(DAILY, old, at(NOON.minusSeconds(1))));
        assertEquals(Optional.empty(), RULE.overdue(DAILY, old, woken(NOON.minus(Duration.ofMinutes(60)))));
        assertEquals(Optional.empty(), RULE.overdue(Schedule.parse("manual"), old, FINE));
    }
}
