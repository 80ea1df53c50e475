// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a machine should back up, reckoned another way than the node does it: in true time, from the list of what happened.
 * There are a source of every night at 02:30 and one of every six hours.
 */
final class ExpectedRuns {
    static final String NIGHT = "/night";
    static final String SIX = "/six";
    private static final Duration SIX_HOURS = Duration.ofHours(6);
    private static final Duration SETTLE = VirtualMachine.SETTLE;
    private static final Duration SPARE_PARTNERS = Duration.ofMinutes(15);
    private static final Duration GAP = Duration.ofMinutes(30);
    private static final Duration WEEK = Duration.ofHours(7 * 24 - 12);

    private final ZoneId zone;
    private final List<Window> windows = new ArrayList<>();
    private final List<Jump> jumps = new ArrayList<>();
    private final Map<LocalDate, Instant> oddNights = new HashMap<>();
    private final Map<Instant, Integer> failures = new HashMap<>();
    private final Map<String, Instant> last = new HashMap<>();
    private final Map<String, Instant> whole = new HashMap<>();
    private final Map<String, Instant> pending = new HashMap<>(); // by what went wrong, not by the clock

    /** In which nothing begins. */
    private record Window(Instant from, Instant to, Kind kind) {}

    private enum Kind {
        /** Off or asleep. */
        GONE,
        /** Something else is in the way. */
        HINDERED,
        /** Not all partners are there, but enough. */
        SHORT
    }

    private record Jump(Instant time, Instant noticed, Duration by) {}

    /** As it should have been. */
    record Expected(Instant time, Set<String> sources, Set<String> whole) {}

    ExpectedRuns(ZoneId zone) {
        this.zone = zone;
    }

    ExpectedRuns gone(String from, Instant seenAgain) {
        windows.add(new Window(Instant.parse(from), seenAgain, Kind.GONE));
        return this;
    }

    ExpectedRuns hindered(Instant from, Instant to) {
        windows.add(new Window(from, to, Kind.HINDERED));
        return this;
    }

    ExpectedRuns shortOfPartners(String from, String to) {
        windows.add(new Window(Instant.parse(from), Instant.parse(to), Kind.SHORT));
        return this;
    }

    ExpectedRuns jumpForward(String time, Instant noticed, Duration by) {
        jumps.add(new Jump(Instant.parse(time), noticed, by));
        return this;
    }

    /** The time of that night is another one. */
    ExpectedRuns night(String date, String time) {
        oddNights.put(LocalDate.parse(date), Instant.parse(time));
        return this;
    }

    ExpectedRuns fails(String time, int times) {
        failures.put(Instant.parse(time), times);
        return this;
    }

    private Instant night(LocalDate date) {
        return oddNights.getOrDefault(
                date, date.atTime(LocalTime.of(2, 30)).atZone(zone).toInstant());
    }

    private Instant nightAfter(Instant after) {
        LocalDate date = after.atZone(zone).toLocalDate().minusDays(1);
        while (!night(date).isAfter(after)) {
            date = date.plusDays(1);
        }
        return night(date);
    }

    List<Expected> all(Instant start, Instant end) {
        List<Expected> all = new ArrayList<>();
        Instant first = start.plus(SETTLE);
        pending.put(NIGHT, first);
        pending.put(SIX, first);
        Instant free = start;
        while (true) {
            Instant night = ready(NIGHT, free);
            Instant six = ready(SIX, free);
            Instant time = night.isBefore(six) ? night : six;
            if (jumped(time)) {
                continue;
            }
            if (!time.isBefore(end)) {
                return all;
            }
            Set<String> due = new TreeSet<>();
            if (!night.isAfter(time)) {
                due.add(NIGHT);
            }
            if (!six.isAfter(time)) {
                due.add(SIX);
            }
            all.add(new Expected(time, due, wholeOf(due, time)));
            free = ended(time, due);
        }
    }

    private Set<String> wholeOf(Set<String> due, Instant time) {
        Set<String> read = new TreeSet<>();
        for (String source : due) {
            if (!whole.containsKey(source)
                    || Duration.between(whole.get(source), time).compareTo(WEEK) >= 0) {
                read.add(source);
            }
        }
        return read;
    }

    /** When there is room for the next. */
    private Instant ended(Instant time, Set<String> due) {
        Instant end = time.plus(VirtualMachine.BACKUP);
        for (Window each : windows) {
            if (each.kind() == Kind.GONE
                    && each.from().isAfter(time)
                    && each.from().isBefore(end)) {
                due.forEach(source -> pending.put(source, each.to().plus(SETTLE)));
                return each.to();
            }
        }
        if (failures.containsKey(time)) {
            int left = failures.remove(time);
            Instant again = end.plus(left == 2 ? Duration.ofMinutes(5) : Duration.ofMinutes(10));
            due.forEach(source -> pending.put(source, again));
            if (left > 1) {
                failures.put(again, left - 1);
            }
            return end;
        }
        Set<String> read = wholeOf(due, time);
        for (String source : due) {
            last.put(source, time);
            pending.remove(source);
            if (read.contains(source)) {
                whole.put(source, time);
            }
        }
        return end;
    }

    private Instant ready(String source, Instant free) {
        Instant time = pending.get(source);
        if (time == null) {
            Instant due = source.equals(SIX) ? last.get(SIX).plus(SIX_HOURS) : nightAfter(last.get(NIGHT));
            time = past(due);
        }
        return time.isBefore(free) ? past(free) : time;
    }

    private Instant past(Instant due) {
        Instant time = due;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Window each : windows) {
                if (!time.isBefore(each.from()) && time.isBefore(each.to())) {
                    Instant later = switch (each.kind()) {
                        case GONE -> each.to().plus(SETTLE);
                        case HINDERED -> each.to();
                        case SHORT -> earlier(each.to(), due.plus(SPARE_PARTNERS));
                    };
                    moved |= later.isAfter(time);
                    time = later;
                }
            }
        }
        return time;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Applies the next jump if it comes before that time: everything is then so much longer ago. */
    private boolean jumped(Instant before) {
        if (jumps.isEmpty() || jumps.getFirst().time().isAfter(before)) {
            return false;
        }
        Jump jump = jumps.removeFirst();
        Map<String, Instant> real = Map.copyOf(last);
        last.replaceAll((source, time) -> time.minus(jump.by()));
        whole.replaceAll((source, time) -> time.minus(jump.by()));
        for (String source : List.of(NIGHT, SIX)) {
            Instant due = source.equals(SIX)
                    ? last.get(SIX).plus(SIX_HOURS)
                    : jump.by().compareTo(Duration.ofDays(1)) > 0 ? jump.time() : nightAfter(jump.time());
            if (due.isBefore(jump.noticed())) {
                Instant settled = jump.noticed().plus(SETTLE);
                Instant spaced = real.get(source).plus(GAP);
                pending.put(source, settled.isAfter(spaced) ? settled : spaced);
            }
            if (source.equals(NIGHT)) {
                last.put(NIGHT, real.get(NIGHT)); // a time of day that is done with stays so
            }
        }
        return true;
    }
}
