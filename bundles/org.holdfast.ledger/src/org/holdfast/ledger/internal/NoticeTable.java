// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.notice.Pauses;
import org.holdfast.core.port.DeliveryRow;
import org.holdfast.core.port.NoticeRow;
import org.holdfast.core.port.Notices;
import org.holdfast.core.port.Told;
import org.holdfast.model.Bytes;
import org.holdfast.spi.notice.NoticeLevel;

/** The outbox. Times of deliveries are milliseconds, so that SQL compares them. */
public final class NoticeTable implements Notices {
    private static final String MEMORY = "notices.memory";
    private static final int WHY = 400;

    private final Database database;

    public NoticeTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Bytes> memory() {
        return database.read(
                session -> session.find("SELECT value FROM setting WHERE key = ?", row -> row.bytes("value"), MEMORY));
    }

    @Override
    public int write(Bytes memory, List<Told> notices, Collection<String> ways, Instant due) {
        return database.write(session -> {
            session.change(
                    "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    MEMORY,
                    memory);
            for (Told each : notices) {
                add(session, each, Set.copyOf(ways), due);
            }
            return notices.isEmpty() ? 0 : trim(session);
        });
    }

    private static void add(Session session, Told notice, Set<String> ways, Instant due) throws SQLException {
        session.change(
                "INSERT INTO notice (time, level, kind, subject, what, advice) VALUES (?, ?, ?, ?, ?, ?)",
                notice.time(),
                notice.level(),
                notice.kind(),
                notice.subject(),
                notice.what(),
                notice.advice());
        long number = session.number("SELECT max(number) FROM notice");
        for (String way : ways) {
            session.change(
                    "INSERT INTO delivery VALUES (?, ?, 'WAITING', 0, ?, '', ?)",
                    way,
                    number,
                    due.toEpochMilli(),
                    due.toEpochMilli());
        }
    }

    private static int trim(Session session) throws SQLException {
        long last = session.number("SELECT max(number) FROM notice") - MOST;
        int dropped = (int) session.number(
                "SELECT count(DISTINCT notice) FROM delivery WHERE state = 'WAITING' AND notice <= ?", last);
        session.change("DELETE FROM notice WHERE number <= ?", last);
        return dropped;
    }

    @Override
    public Set<String> waiting() {
        return Set.copyOf(database.read(session ->
                session.list("SELECT DISTINCT way FROM delivery WHERE state = 'WAITING'", row -> row.text("way"))));
    }

    @Override
    public List<NoticeRow> due(String way, Instant now, int limit) {
        return database.read(session -> {
            long due = session.number(
                    "SELECT count(*) FROM delivery WHERE way = ? AND state = 'WAITING'"
                            + " AND (at <= ? OR (attempts > 0 AND at > ?) OR at > ?)",
                    way,
                    now.toEpochMilli(),
                    now.plus(Pauses.MOST).toEpochMilli(),
                    now.plus(Pauses.GATHERED).toEpochMilli());
            return due == 0
                    ? List.of()
                    : session.list(
                            "SELECT * FROM notice JOIN delivery ON notice = number WHERE way = ? AND state = 'WAITING'"
                                    + " ORDER BY number LIMIT ?",
                            row -> new NoticeRow(row.number("number"), told(row), List.of(delivery(row))),
                            way,
                            limit);
        });
    }

    @Override
    public void sent(String way, List<Long> numbers, Instant now) {
        end(way, numbers, DeliveryRow.State.SENT, now, "");
    }

    @Override
    public void givenUp(String way, List<Long> numbers, Instant now, String why) {
        end(way, numbers, DeliveryRow.State.GIVEN_UP, now, why);
    }

    private void end(String way, List<Long> numbers, DeliveryRow.State state, Instant now, String why) {
        database.write(session -> {
            int changed = 0;
            for (long number : numbers) {
                changed += session.change(
                        "UPDATE delivery SET state = ?, at = ?, why = ? WHERE way = ? AND notice = ?",
                        state,
                        now.toEpochMilli(),
                        cut(why),
                        way,
                        number);
            }
            return changed;
        });
    }

    @Override
    public void failed(String way, List<Long> numbers, Instant next, String why) {
        database.write(session -> {
            int changed = 0;
            for (long number : numbers) {
                changed += session.change(
                        "UPDATE delivery SET attempts = attempts + 1, why = ? WHERE way = ? AND notice = ?",
                        cut(why),
                        way,
                        number);
            }
            return changed
                    + session.change(
                            "UPDATE delivery SET at = ?, since = min(since, ?) WHERE way = ? AND state = 'WAITING'",
                            next.toEpochMilli(),
                            next.toEpochMilli(),
                            way);
        });
    }

    private static String cut(String why) {
        return why.length() <= WHY ? why : why.substring(0, WHY);
    }

    /** The notices first: what is written in between has deliveries that are not looked for. */
    @Override
    public List<NoticeRow> newest(int limit) {
        return database.read(session -> {
            List<NoticeRow> rows = session.list(
                    "SELECT * FROM notice ORDER BY number DESC LIMIT ?",
                    row -> new NoticeRow(row.number("number"), told(row), List.of()),
                    limit);
            Map<Long, List<DeliveryRow>> deliveries = rows.isEmpty()
                    ? Map.of()
                    : session
                            .list(
                                    "SELECT * FROM delivery WHERE notice >= ? ORDER BY way",
                                    row -> new Delivered(row.number("notice"), delivery(row)),
                                    rows.getLast().number())
                            .stream()
                            .collect(Collectors.groupingBy(
                                    Delivered::notice, Collectors.mapping(Delivered::delivery, Collectors.toList())));
            return rows.stream()
                    .map(row ->
                            new NoticeRow(row.number(), row.notice(), deliveries.getOrDefault(row.number(), List.of())))
                    .toList();
        });
    }

    private record Delivered(long notice, DeliveryRow delivery) {}

    private static Told told(Row row) throws SQLException {
        return new Told(
                row.time("time"),
                row.one(NoticeLevel.class, "level"),
                row.text("kind"),
                row.text("subject"),
                row.text("what"),
                row.text("advice"));
    }

    private static DeliveryRow delivery(Row row) throws SQLException {
        return new DeliveryRow(
                row.text("way"),
                row.one(DeliveryRow.State.class, "state"),
                row.small("attempts"),
                Instant.ofEpochMilli(row.number("at")),
                row.text("why"),
                Instant.ofEpochMilli(row.number("since")));
    }
}
