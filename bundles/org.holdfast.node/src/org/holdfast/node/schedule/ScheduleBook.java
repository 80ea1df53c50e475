// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.schedule.ScheduleClock;
import org.holdfast.core.schedule.SourceRuns;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/** The schedules of sources and what was done under them, as the ledger keeps them. Thread-safe; durable. */
public final class ScheduleBook {
    private static final String KEY = "sources.schedules";
    private static final String CLOCK = "sources.clock";
    private static final int VERSION = 1;
    private static final int MOST = 1024;
    private static final int SMALLEST = 3 * Short.BYTES + 4 * Long.BYTES;
    private static final long NEVER = Long.MIN_VALUE;
    /** What the wall said last is written so often: by so much less it can be set back unseen while the node is off. */
    private static final Duration WRITTEN = Duration.ofMinutes(10);

    private final Ledger.Settings settings;
    private Optional<Instant> written = Optional.empty(); // guarded by this
    private Bytes read = Bytes.EMPTY; // what the rows below were decoded from; guarded by this
    private Map<Bytes, Row> rows = Map.of(); // guarded by this

    /**
     * A source's row.
     *
     * @param own its own schedule; without one it follows the node's setting
     * @param alarmed whether somebody was told that it is overdue
     */
    public record Row(Optional<Schedule> own, SourceRuns runs, boolean alarmed) {
        Row withRuns(SourceRuns other) {
            return new Row(own, other, alarmed);
        }

        Row alarmed(boolean now) {
            return new Row(own, runs, now);
        }
    }

    /** @param settings of the ledger */
    public ScheduleBook(Ledger.Settings settings) {
        this.settings = settings;
    }

    /** By path. */
    public synchronized Map<Bytes, Row> all() {
        Bytes kept = settings.get(KEY).orElse(Bytes.EMPTY);
        if (!kept.equals(read)) {
            rows = kept.length() == 0 ? Map.of() : decode(kept);
            read = kept;
        }
        return new LinkedHashMap<>(rows);
    }

    /** The rows of these sources and no others; new ones begin now. */
    synchronized Map<Bytes, Row> of(Collection<Bytes> paths, Instant now) {
        Map<Bytes, Row> before = all();
        Map<Bytes, Row> rows = new LinkedHashMap<>();
        paths.forEach(path ->
                rows.put(path, before.getOrDefault(path, new Row(Optional.empty(), SourceRuns.of(now), false))));
        if (!rows.equals(before)) {
            settings.put(KEY, encode(rows));
        }
        return rows;
    }

    /** Gives a source another schedule, or none of its own; one that is not known begins now. */
    synchronized void schedule(Bytes path, Optional<Schedule> own, Instant now) {
        Map<Bytes, Row> rows = all();
        Row before = rows.getOrDefault(path, new Row(Optional.empty(), SourceRuns.of(now), false));
        rows.put(path, new Row(own, before.runs().rescheduled(now), before.alarmed()));
        settings.put(KEY, encode(rows));
    }

    /** Its next backup is like a first one. */
    synchronized void begin(Bytes path, Instant now) {
        change(List.of(path), row -> new Row(row.own(), row.runs().anew(now), false));
    }

    /** Changes what is known of some sources. */
    synchronized void change(Collection<Bytes> paths, UnaryOperator<Row> how) {
        Map<Bytes, Row> rows = all();
        paths.forEach(path -> rows.computeIfPresent(path, (key, row) -> how.apply(row)));
        settings.put(KEY, encode(rows));
    }

    /** The clock on the wall was set back. */
    synchronized void setBack(Duration back, Instant now) {
        change(List.copyOf(all().keySet()), row -> row.withRuns(row.runs().setBack(back, now)));
        written = Optional.empty();
    }

    /** What the wall said when the node was last seen; now, if it never was. */
    synchronized ScheduleClock clock(Instant now) {
        return ScheduleClock.starting(
                settings.get(CLOCK).map(ScheduleBook::time).orElse(now));
    }

    /** Remembers what the wall says, now and then. */
    synchronized void seen(Instant now) {
        if (written.filter(last -> now.isBefore(last.plus(WRITTEN))).isEmpty()) {
            settings.put(
                    CLOCK, Bytes.of(new ByteWriter().i64(now.toEpochMilli()).toArray()));
            written = Optional.of(now);
        }
    }

    private static Instant time(Bytes bytes) {
        ByteReader in = new ByteReader("time of schedules", bytes.toArray());
        Instant time = Instant.ofEpochMilli(in.i64());
        in.end();
        return time;
    }

    private static Bytes encode(Map<Bytes, Row> rows) {
        ByteWriter out = new ByteWriter().u16(VERSION).u16(rows.size());
        rows.forEach((path, row) -> {
            SourceRuns runs = row.runs();
            out.bytes16(path).bytes16(text(row.own().map(Schedule::text).orElse("")));
            out.u16(row.alarmed() ? 1 : 0).i64(runs.added().toEpochMilli());
            out.i64(millis(runs.last())).i64(runs.covered().toEpochMilli()).i64(millis(runs.reread()));
        });
        return Bytes.of(out.toArray());
    }

    private static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(NEVER);
    }

    private static Map<Bytes, Row> decode(Bytes bytes) {
        ByteReader in = new ByteReader("schedules of sources", bytes.toArray());
        in.version(VERSION);
        int count = in.count16(MOST, SMALLEST);
        Map<Bytes, Row> rows = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            rows.put(in.bytes16(0xFFFF), row(in));
        }
        in.end();
        return rows;
    }

    private static Row row(ByteReader in) {
        String own = new String(in.bytes16(0xFFFF).toArray(), StandardCharsets.UTF_8);
        boolean alarmed = in.u16() != 0;
        Instant added = Instant.ofEpochMilli(in.i64());
        Optional<Instant> last = moment(in.i64());
        Instant covered = Instant.ofEpochMilli(in.i64());
        SourceRuns runs = new SourceRuns(added, last, covered, moment(in.i64()));
        try {
            return new Row(own.isEmpty() ? Optional.empty() : Optional.of(Schedule.parse(own)), runs, alarmed);
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Instant> moment(long millis) {
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
