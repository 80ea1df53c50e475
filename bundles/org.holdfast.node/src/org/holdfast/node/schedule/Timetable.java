// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.schedule.Circumstances;
import org.holdfast.core.schedule.Circumstances.Attempts;
import org.holdfast.core.schedule.Decision;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.schedule.ScheduleClock;
import org.holdfast.core.schedule.SchedulePace;
import org.holdfast.core.schedule.ScheduleRule;
import org.holdfast.model.Bytes;
import org.holdfast.node.clock.NodeClock;

/**
 * Looks again and again which sources are due, has them backed up together, and remembers what became of it. It does not
 * sleep: {@link #look} says when to look again. Thread-safe.
 */
public final class Timetable {
    /** Sleep, mains and partners are noticed so soon. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** After a start things look different at once. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LAST_RETRY = Duration.ofHours(6);

    private final NodeClock clock;
    private final ScheduleBook book;
    private final World world;
    private final Map<Bytes, Attempt> attempts = new HashMap<>(); // guarded by this
    private Map<Bytes, Planned> plans = Map.of(); // guarded by this
    private ScheduleClock wall; // guarded by this
    private long looked; // stop-watch; guarded by this
    private boolean begun; // guarded by this

    /** What there is around schedules. */
    public interface World {
        List<Bytes> sources();

        Terms terms();

        Circumstances circumstances(Instant now, Instant woke);

        /** Backs these up. @return why that cannot be, if it cannot */
        Optional<String> backUp(Map<Bytes, Decision.Run> due);

        /** A backup that should have been made at that time was not, and nobody was told yet. */
        void overdue(Bytes source, Instant due, Decision decision);
    }

    /** As it is set. @param usual the schedule of sources that have none of their own */
    public record Terms(Schedule usual, SchedulePace pace) {}

    /** What is planned for a source. @param overdueSince when its backup should have been made, if that is long ago */
    public record Planned(
            Schedule schedule, Decision decision, Optional<Instant> last, Optional<Instant> overdueSince) {}

    /**
     * What was tried. All but the first by the stop-watch.
     *
     * @param wall when it began, by the wall
     * @param good when the last one began that succeeded
     * @param failures in a row
     */
    private record Attempt(Instant wall, Optional<Long> good, long began, int failures, long failedAt, String failure) {
        Attempt setBack(Duration back) {
            return new Attempt(wall.minus(back), good, began, failures, failedAt, failure);
        }

        Attempt started(Instant now, long nanos) {
            return new Attempt(now, good, nanos, failures, failedAt, failure);
        }

        Attempt succeeded() {
            return new Attempt(wall, Optional.of(began), began, 0, 0, "");
        }

        Attempt failed(long nanos, String why) {
            return new Attempt(wall, good, began, failures + 1, nanos, why);
        }
    }

    public Timetable(NodeClock clock, ScheduleBook book, World world) {
        this.clock = clock;
        this.book = book;
        this.world = world;
        this.wall = book.clock(clock.instant());
        this.looked = clock.nanos();
    }

    /** One look; by one thread only. @return how long to wait for the next at most */
    public Duration look() {
        Instant now = clock.instant();
        Map<Bytes, Decision.Run> due = due(now);
        if (!due.isEmpty()) {
            world.backUp(due).ifPresent(why -> failed(due.keySet(), why)); // without the lock: it tells of its start
        }
        return due.isEmpty() ? pause(now) : SOON;
    }

    private synchronized Map<Bytes, Decision.Run> due(Instant now) {
        tick(now);
        Map<Bytes, ScheduleBook.Row> rows = book.of(world.sources(), now);
        Circumstances around = world.circumstances(now, wall.woke());
        Map<Bytes, Planned> made = new LinkedHashMap<>();
        rows.forEach((path, row) -> made.put(path, plan(path, row, around)));
        plans = made;
        made.forEach((path, plan) -> alarm(path, rows.get(path), plan));
        Map<Bytes, Decision.Run> due = new LinkedHashMap<>();
        made.forEach((path, plan) -> {
            if (plan.decision() instanceof Decision.Run run) {
                due.put(path, run);
            }
        });
        return due;
    }

    private void tick(Instant now) {
        long nanos = clock.nanos();
        ScheduleClock.Tick tick = begun ? wall.look(now, Duration.ofNanos(nanos - looked)) : wall.start(now);
        begun = true;
        looked = nanos;
        wall = tick.clock();
        if (tick.back().isPositive()) {
            book.setBack(tick.back(), now);
            attempts.replaceAll((path, attempt) -> attempt.setBack(tick.back()));
        }
        book.seen(now);
    }

    private Planned plan(Bytes path, ScheduleBook.Row row, Circumstances around) {
        Terms terms = world.terms();
        ScheduleRule rule = new ScheduleRule(terms.pace());
        Schedule schedule = row.own().orElse(terms.usual());
        return new Planned(
                schedule,
                rule.decide(schedule, row.runs(), attempts(path), around),
                row.runs().last(),
                rule.overdue(schedule, row.runs(), around));
    }

    private Attempts attempts(Bytes path) {
        Attempt last = attempts.get(path);
        if (last == null) {
            return Attempts.NONE;
        }
        Duration retry = last.failures() == 0 ? Duration.ZERO : retry(last.failures());
        Duration left = retry.minus(since(last.failedAt()));
        return new Attempts(last.good().map(this::since), left.isNegative() ? Duration.ZERO : left, last.failure());
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(clock.nanos() - nanos);
    }

    private static Duration retry(int failures) {
        Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return retry.compareTo(LAST_RETRY) < 0 ? retry : LAST_RETRY;
    }

    private void alarm(Bytes path, ScheduleBook.Row row, Planned plan) {
        boolean overdue = plan.overdueSince().isPresent();
        if (overdue && !row.alarmed()) {
            book.change(List.of(path), known -> known.alarmed(true));
            world.overdue(path, plan.overdueSince().get(), plan.decision());
        }
    }

    private synchronized Duration pause(Instant now) {
        return plans.values().stream()
                .flatMap(plan -> plan.decision() instanceof Decision.Wait wait ? wait.until().stream() : Stream.empty())
                .map(until -> Duration.between(now, until))
                .filter(Duration::isPositive)
                .reduce(LONGEST_PAUSE, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** What is planned, as of the last look. */
    public synchronized Map<Bytes, Planned> plans() {
        return Map.copyOf(plans);
    }

    /** A backup of these begins, for whatever reason. */
    public synchronized void started(Collection<Bytes> paths) {
        paths.forEach(path -> attempts.put(path, attempt(path).started(clock.instant(), clock.nanos())));
    }

    private Attempt attempt(Bytes path) {
        return attempts.getOrDefault(path, new Attempt(clock.instant(), Optional.empty(), clock.nanos(), 0, 0, ""));
    }

    /** It was made. @param whole whether every file of these was read */
    public synchronized void succeeded(Collection<Bytes> paths, boolean whole) {
        for (Bytes path : paths) {
            Attempt last = attempt(path);
            book.change(
                    List.of(path),
                    row -> row.withRuns(row.runs().ran(last.wall(), whole)).alarmed(false));
            attempts.put(path, last.succeeded());
        }
    }

    /** It was not. */
    public synchronized void failed(Collection<Bytes> paths, String why) {
        paths.forEach(path -> attempts.put(path, attempt(path).failed(clock.nanos(), why)));
    }

    /** Gives a source a schedule of its own, or none. */
    public synchronized void schedule(Bytes path, Optional<Schedule> own) {
        book.schedule(path, own, clock.instant());
    }

    /** What is backed up of it is something else from now on. */
    public synchronized void begin(Bytes path) {
        book.begin(path, clock.instant());
    }
}
