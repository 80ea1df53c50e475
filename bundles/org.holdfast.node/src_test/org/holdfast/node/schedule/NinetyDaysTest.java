// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.schedule.Decision.Cause;
import org.holdfast.model.OnlineHours;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ninety days of a machine to which everything happens that may happen to one, to the second. */
class NinetyDaysTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(90));
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final VirtualMachine machine = new VirtualMachine(
                    START, BERLIN, Optional.of(OnlineHours.parse("Sa 02:00-05:00", BERLIN)))
            .source(ExpectedRuns.NIGHT, "30 2 * * *")
            .source(ExpectedRuns.SIX, "every 6h")
            .source("/manual", "manual");

    private void live() {
        machine.at("2026-03-05T00:00:10Z", machine::powerOff)
                .at("2026-03-07T09:00:00Z", machine::powerOn)
                .at("2026-03-10T00:00:00Z", () -> machine.partners(0))
                .at("2026-03-10T14:55:03Z", () -> machine.partners(4))
                .at("2026-03-10T15:00:00Z", () -> machine.partners(5))
                .at("2026-03-14T00:00:04Z", machine::sleep)
                .at("2026-03-14T06:30:00Z", machine::wake)
                .at("2026-03-18T12:00:00Z", () -> machine.set(YEAR.negated()))
                .at("2026-03-20T12:00:00Z", () -> machine.set(YEAR))
                .at("2026-03-23T00:00:00Z", () -> machine.partners(4))
                .at("2026-03-23T12:00:00Z", () -> machine.partners(5))
                .at("2026-04-02T00:00:00Z", () -> machine.battery(true))
                .at("2026-04-02T05:00:02Z", () -> machine.battery(false))
                .at("2026-04-06T00:29:00Z", () -> machine.failNext(2))
                .at("2026-04-10T00:33:00Z", machine::powerOff)
                .at("2026-04-10T08:00:00Z", machine::powerOn)
                .at("2026-05-01T10:00:00Z", () -> machine.set(HALF_HOUR.negated()))
                .at("2026-05-03T10:00:00Z", () -> machine.set(HALF_HOUR));
        machine.run(END);
    }

    private Instant noticed(String time) {
        Instant event = Instant.parse(time);
        Instant look = machine.noticed.get(event);
        assertFalse(look.isAfter(event.plus(Timetable.LONGEST_PAUSE)), () -> time + " was noticed at " + look);
        return look;
    }

    private List<ExpectedRuns.Expected> expected() {
        ExpectedRuns runs = new ExpectedRuns(BERLIN)
                .gone("2026-03-05T00:00:10Z", Instant.parse("2026-03-07T09:00:00Z"))
                .hindered(Instant.parse("2026-03-10T00:00:00Z"), Instant.parse("2026-03-10T14:55:03Z"))
                .gone("2026-03-14T00:00:04Z", noticed("2026-03-14T06:30:00Z"))
                .jumpForward("2026-03-20T12:00:00Z", noticed("2026-03-20T12:00:00Z"), YEAR)
                .shortOfPartners("2026-03-23T00:00:00Z", "2026-03-23T12:00:00Z")
                .night("2026-03-29", "2026-03-29T01:00:00Z") // 02:30 is skipped
                .hindered(Instant.parse("2026-04-02T00:00:00Z"), noticed("2026-04-02T05:00:02Z"))
                .fails("2026-04-06T00:30:00Z", 2)
                .gone("2026-04-10T00:33:00Z", Instant.parse("2026-04-10T08:00:00Z"))
                .night("2026-05-02", "2026-05-02T01:00:00Z") // the clock is half an hour late
                .night("2026-05-03", "2026-05-03T01:00:00Z")
                .jumpForward("2026-05-03T10:00:00Z", noticed("2026-05-03T10:00:00Z"), HALF_HOUR);
        for (LocalDate day = LocalDate.parse("2026-03-01");
                day.isBefore(LocalDate.parse("2026-06-01"));
                day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
                Duration late = day.equals(LocalDate.parse("2026-05-02")) ? HALF_HOUR : Duration.ZERO;
                runs.hindered(
                        day.atTime(2, 0).atZone(BERLIN).toInstant().plus(late),
                        day.atTime(5, 0).atZone(BERLIN).toInstant().plus(late));
            }
        }
        return runs.all(START, END);
    }

    @Test
    @Tag("R22")
    @Tag("R24")
    @Tag("R29")
    void everyBackupBeginsInTheSecondInWhichItShould() {
        live();
        List<ExpectedRuns.Expected> expected = expected();
        List<ExpectedRuns.Expected> ran = machine.runs.stream()
                .map(run -> new ExpectedRuns.Expected(run.time(), run.sources(), run.whole()))
                .toList();
        for (int i = 0; i < Math.min(expected.size(), ran.size()); i++) {
            int number = i;
            assertEquals(
                    expected.get(i),
                    ran.get(i),
                    () -> "run " + number + ", after " + ran.subList(Math.max(0, number - 3), number));
        }
        assertEquals(expected.size(), ran.size());
        assertTrue(ran.size() > 400, "only " + ran.size());
        assertEquals(List.of(), machine.alarms, "nothing was late for long while the machine was on");
        assertTrue(machine.runs.stream().noneMatch(run -> run.sources().contains("/manual")));
    }

    @Test
    @Tag("R22")
    void aTimeThatComesTwiceIsUsedOnce() {
        VirtualMachine autumn = new VirtualMachine(Instant.parse("2026-10-23T20:00:00Z"), BERLIN, Optional.empty())
                .source(ExpectedRuns.NIGHT, "30 2 * * *");
        autumn.run(Instant.parse("2026-10-26T20:00:00Z"));
        assertEquals(
                List.of(
                        Instant.parse("2026-10-23T20:05:00Z"),
                        Instant.parse("2026-10-24T00:30:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z")),
                autumn.runs.stream().map(VirtualMachine.Ran::time).toList());
        assertEquals(Set.of(Cause.FIRST), autumn.runs.getFirst().causes());
    }

    /** A clock gone mad for three hours. */
    @Test
    @Tag("R22")
    void aClockThatJumpsToAndFroMakesNoStorm() {
        Instant mad = START.plus(Duration.ofDays(2));
        VirtualMachine quartz = new VirtualMachine(START, BERLIN, Optional.empty())
                .source(ExpectedRuns.NIGHT, "30 2 * * *")
                .source(ExpectedRuns.SIX, "every 6h");
        for (int minute = 0; minute < 180; minute += 20) {
            quartz.at(mad.plus(Duration.ofMinutes(minute)).toString(), () -> quartz.set(Duration.ofDays(3)));
            quartz.at(mad.plus(Duration.ofMinutes(minute + 10)).toString(), () -> quartz.set(Duration.ofDays(-3)));
        }
        quartz.run(mad.plus(Duration.ofDays(3)));
        long during = quartz.runs.stream()
                .filter(run -> run.sources().contains(ExpectedRuns.NIGHT))
                .filter(run -> run.time().isAfter(mad) && run.time().isBefore(mad.plus(Duration.ofHours(3))))
                .count();
        assertTrue(during > 0 && during <= 6, during + " backups in three hours: they are half an hour apart");
        List<Instant> after = quartz.runs.stream()
                .map(VirtualMachine.Ran::time)
                .filter(time -> time.isAfter(mad.plus(Duration.ofHours(4))))
                .toList();
        assertEquals(2 + 11, after.size(), "and then it goes on: " + after);
    }

    @Test
    @Tag("R29")
    void aBackupThatCannotBeMadeIsToldOnce() {
        machine.at("2026-03-03T00:00:00Z", () -> machine.partners(0))
                .at("2026-03-09T00:00:00Z", () -> machine.partners(5));
        machine.run(Instant.parse("2026-03-12T00:00:00Z"));
        assertEquals(2, machine.alarms.size(), machine.alarms.toString());
        assertTrue(machine.alarms.stream().anyMatch(each -> each.endsWith("/night due 2026-03-03T01:30:00Z")));
        assertTrue(machine.timetable().plans().values().stream()
                .allMatch(plan -> plan.overdueSince().isEmpty()));
    }
}
