// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.holdfast.core.schedule.Circumstances;
import org.holdfast.core.schedule.Decision;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.schedule.SchedulePace;
import org.holdfast.model.Bytes;
import org.holdfast.model.WeekSchedule;
import org.holdfast.node.clock.NodeClock;

/**
 * A machine with the real timetable, in a time of its own: it can be switched off, put to sleep, and have its clock set.
 * A backup takes seven minutes, and is lost if the power goes meanwhile.
 */
final class VirtualMachine implements Timetable.World {
    static final Duration BACKUP = Duration.ofMinutes(7);
    static final Duration SETTLE = Duration.ofMinutes(5);
    private static final SchedulePace PACE =
            new SchedulePace(SETTLE, Duration.ofMinutes(10), Duration.ofDays(7), Duration.ofHours(48));

    final List<Ran> runs = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    final Map<Instant, Instant> noticed = new TreeMap<>(); // when something happened, and when it was looked at next
    private final MemorySettings disk = new MemorySettings();
    private final Map<Bytes, Optional<Schedule>> sources = new LinkedHashMap<>();
    private final TreeMap<Instant, Runnable> script = new TreeMap<>();
    private final ZoneId zone;
    private final Optional<WeekSchedule> quiet;
    private final NodeClock clock;
    private Instant now; // what a perfect clock would say
    private Duration shift = Duration.ZERO;
    private long nanos;
    private boolean off;
    private boolean asleep;
    private boolean battery;
    private int partners = 5;
    private int failures;
    private Optional<Timetable> timetable = Optional.empty();
    private Instant nextLook;
    private Optional<Under> running = Optional.empty();

    /** A backup that began, in true time. */
    record Ran(Instant time, Set<String> sources, Set<String> whole, Set<Decision.Cause> causes) {}

    private record Under(Map<Bytes, Decision.Run> due, Instant end) {}

    VirtualMachine(Instant start, ZoneId zone, Optional<WeekSchedule> quiet) {
        this.now = start;
        this.nextLook = start;
        this.zone = zone;
        this.quiet = quiet;
        this.clock = new NodeClock(() -> now.plus(shift), () -> nanos);
    }

    static Bytes bytes(String path) {
        return Bytes.of(path.getBytes(StandardCharsets.UTF_8));
    }

    VirtualMachine source(String path, String schedule) {
        sources.put(bytes(path), Optional.of(Schedule.parse(schedule)));
        return this;
    }

    VirtualMachine at(String time, Runnable what) {
        Instant moment = Instant.parse(time);
        script.merge(moment, what, (one, other) -> () -> {
            one.run();
            other.run();
        });
        return this;
    }

    void powerOff() {
        off = true;
        running = Optional.empty();
        timetable = Optional.empty();
    }

    void powerOn() {
        off = false;
        nextLook = now;
    }

    void sleep() {
        asleep = true;
    }

    void wake() {
        asleep = false;
    }

    void set(Duration by) {
        shift = shift.plus(by);
    }

    void battery(boolean on) {
        battery = on;
    }

    /** A link that comes or goes is heard of. */
    void partners(int reachable) {
        partners = reachable;
        nextLook = now;
    }

    void failNext(int times) {
        failures = times;
    }

    Timetable timetable() {
        return timetable.orElseThrow();
    }

    /** Lives until that moment. */
    void run(Instant end) {
        while (now.isBefore(end)) {
            step(end);
        }
    }

    private void step(Instant end) {
        Instant next = earlier(end, script.isEmpty() ? end : script.firstKey());
        if (!off && !asleep) {
            next = earlier(next, nextLook);
            next = running.isPresent() ? earlier(next, running.get().end()) : next;
        }
        go(next);
        boolean scripted = !script.isEmpty() && !script.firstKey().isAfter(now);
        if (scripted) {
            script.pollFirstEntry().getValue().run();
            noticed.put(now, nextLook);
        }
        if (running.filter(under -> !under.end().isAfter(now)).isPresent()) {
            finish();
        }
        if (!off && !asleep && !nextLook.isAfter(now)) {
            look();
        }
    }

    /** Asleep or off, time goes by unseen: what was to come is still as far ahead afterwards. */
    private void go(Instant next) {
        Duration passed = Duration.between(now, next);
        now = next;
        if (off || asleep) {
            nextLook = nextLook.plus(passed);
            running = running.map(under -> new Under(under.due(), under.end().plus(passed)));
        } else {
            nanos += passed.toNanos();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void look() {
        if (timetable.isEmpty()) {
            ScheduleBook book = new ScheduleBook(disk);
            timetable = Optional.of(new Timetable(clock, book, this));
            if (book.all().isEmpty()) {
                sources.forEach((path, schedule) -> timetable().schedule(path, schedule));
            }
        }
        nextLook = now.plus(timetable().look());
    }

    private void finish() {
        Under done = running.orElseThrow();
        running = Optional.empty();
        if (failures > 0) {
            failures--;
            timetable().failed(done.due().keySet(), "as planned");
        } else {
            done.due().forEach((path, run) -> timetable().succeeded(List.of(path), run.reread()));
        }
        nextLook = now;
    }

    @Override
    public List<Bytes> sources() {
        return List.copyOf(sources.keySet());
    }

    @Override
    public Timetable.Terms terms() {
        return new Timetable.Terms(new Schedule.Manual(), PACE);
    }

    @Override
    public Circumstances circumstances(Instant wall, Instant woke) {
        return new Circumstances(
                wall,
                woke,
                zone,
                quiet,
                battery,
                new Circumstances.Reach(partners, 4, 5),
                running.map(under -> "a backup is running"));
    }

    @Override
    public Optional<String> backUp(Map<Bytes, Decision.Run> due) {
        timetable().started(due.keySet());
        running = Optional.of(new Under(due, now.plus(BACKUP)));
        runs.add(new Ran(
                now,
                names(due.keySet()),
                names(due.entrySet().stream()
                        .filter(each -> each.getValue().reread())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet())),
                due.values().stream().map(Decision.Run::cause).collect(Collectors.toSet())));
        return Optional.empty();
    }

    private static Set<String> names(Set<Bytes> paths) {
        return paths.stream()
                .map(path -> new String(path.toArray(), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void overdue(Bytes source, Instant due, Decision decision) {
        alarms.add(now + " " + new String(source.toArray(), StandardCharsets.UTF_8) + " due " + due);
    }
}
