// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.core.schedule.Circumstances.Attempts;
import org.holdfast.core.schedule.Circumstances.Reach;
import org.holdfast.core.schedule.Decision.Cause;
import org.holdfast.core.schedule.Decision.Run;
import org.holdfast.core.schedule.Decision.Wait;
import org.holdfast.model.WeekSchedule;

/**
 * Whether a source is backed up now, and why or why not. Everything that is due is due once, however often its time came
 * while the machine was off. In docs/schedules.md as a table, in the order of these methods.
 */
public record ScheduleRule(SchedulePace pace) {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int QUARTERS_OF_A_WEEK = 4 * WeekSchedule.HOURS;

    /** @param attempts of this source */
    public Decision decide(Schedule schedule, SourceRuns runs, Attempts attempts, Circumstances now) {
        Optional<Instant> due = due(schedule, runs, now);
        if (due.isEmpty()) {
            return new Wait(new Hold.ByHand(), due, Optional.empty());
        }
        return notYet(runs, due.get(), now)
                .or(() -> jumped(runs, due.get(), attempts, now))
                .or(() -> failed(due.get(), attempts, now))
                .or(() -> hindered(due.get(), now))
                .or(() -> alone(due.get(), now))
                .orElseGet(() -> new Run(cause(runs, due.get(), now), pace.rereads(runs, now.now())));
    }

    /** When its time comes or came; none if only people decide. */
    private Optional<Instant> due(Schedule schedule, SourceRuns runs, Circumstances now) {
        return switch (schedule) {
            case Schedule.Manual manual -> Optional.empty();
            case Schedule.Every every ->
                Optional.of(runs.last().map(last -> last.plus(every.period())).orElse(runs.added()));
            case Schedule.At at ->
                Optional.of(runs.last().isEmpty() ? runs.added() : at.times().next(runs.covered(), now.zone()));
        };
    }

    /** Whether its time came when the machine was not there. */
    private static boolean isMissed(Instant due, Circumstances now) {
        return due.isBefore(now.woke());
    }

    private Optional<Decision> notYet(SourceRuns runs, Instant due, Circumstances now) {
        if (due.isAfter(now.now())) {
            Instant open = now.quiet().map(quiet -> open(quiet, due)).orElse(due);
            return wait(new Hold.NotDue(), open, open);
        }
        boolean first = runs.last().isEmpty();
        Instant ready = (isMissed(due, now) ? now.woke() : due).plus(pace.settle());
        return (first || isMissed(due, now)) && now.now().isBefore(ready)
                ? wait(new Hold.Settling(), due, ready)
                : Optional.empty();
    }

    private static Optional<Decision> jumped(SourceRuns runs, Instant due, Attempts attempts, Circumstances now) {
        Duration rest = attempts.since().map(SchedulePace.CATCH_UP_GAP::minus).orElse(Duration.ZERO);
        boolean tooSoon = runs.last().isPresent() && isMissed(due, now) && rest.isPositive();
        return tooSoon ? wait(new Hold.TooSoon(), due, now.now().plus(rest)) : Optional.empty();
    }

    private static Optional<Decision> failed(Instant due, Attempts attempts, Circumstances now) {
        return attempts.pause().isPositive()
                ? wait(new Hold.Failed(attempts.failure()), due, now.now().plus(attempts.pause()))
                : Optional.empty();
    }

    private static Optional<Decision> hindered(Instant due, Circumstances now) {
        if (now.obstacle().isPresent()) {
            return wait(new Hold.Obstacle(now.obstacle().get()), due);
        }
        if (now.quiet().filter(quiet -> quiet.isOnline(now.now())).isPresent()) {
            return wait(new Hold.Quiet(), due, open(now.quiet().get(), now.now()));
        }
        return now.onBattery() ? wait(new Hold.Battery(), due) : Optional.empty();
    }

    /** Those whom it can do without are waited for a while: what they miss would have to wait in the spool. */
    private Optional<Decision> alone(Instant due, Circumstances now) {
        Reach reach = now.reach();
        if (reach.reachable() < reach.needed()) {
            return wait(new Hold.Partners(reach.reachable(), reach.needed()), due);
        }
        Instant bound =
                (isMissed(due, now) ? now.woke() : due).plus(pace.settle()).plus(pace.patience());
        return reach.reachable() < reach.wanted() && now.now().isBefore(bound)
                ? wait(new Hold.Partners(reach.reachable(), reach.wanted()), due, bound)
                : Optional.empty();
    }

    private static Cause cause(SourceRuns runs, Instant due, Circumstances now) {
        return runs.last().isEmpty() ? Cause.FIRST : isMissed(due, now) ? Cause.MISSED : Cause.DUE;
    }

    private static Optional<Decision> wait(Hold hold, Instant due, Instant until) {
        return Optional.of(new Wait(hold, Optional.of(due), Optional.of(until)));
    }

    private static Optional<Decision> wait(Hold hold, Instant due) {
        return Optional.of(new Wait(hold, Optional.of(due), Optional.empty()));
    }

    /** The first moment from this one on that is not quiet; if all are, that one. */
    private static Instant open(WeekSchedule quiet, Instant from) {
        Instant moment = from;
        for (int i = 0; i <= QUARTERS_OF_A_WEEK && quiet.isOnline(moment); i++) {
            long quarter = Math.floorDiv(moment.getEpochSecond(), QUARTER.toSeconds()) + 1;
            moment = Instant.ofEpochSecond(quarter * QUARTER.toSeconds());
        }
        return quiet.isOnline(moment) ? from : moment;
    }

    /** Since when a backup should have been made, if that is longer ago than can be passed over. */
    public Optional<Instant> overdue(Schedule schedule, SourceRuns runs, Circumstances now) {
        boolean awake = now.now().isAfter(now.woke().plus(SchedulePace.CATCHING_UP));
        return due(schedule, runs, now).filter(due -> awake && now.now().isAfter(due.plus(pace.overdue())));
    }
}
