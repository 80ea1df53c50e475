// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;

/**
 * The audit log. Each row's chain is SHA-256 over
 *
 * <pre>
 *  0  chain of the row before  32   zero before the first
 * 32  number                    u64
 * 40  time                      u64 seconds since 1970, signed; u32 nanoseconds
 * 52  type, subject, text       each u32 length and UTF-8
 * </pre>
 *
 * so a row that is changed, taken out or put between no longer fits. Rows cut off at the end leave no trace here.
 */
public final class EventTable implements Ledger.Events {
    private static final Digest START = new Digest(Id32.ZERO);
    private static final int PAGE = 1000;
    private final Database database;

    public EventTable(Database database) {
        this.database = database;
    }

    @Override
    public EventRow append(Instant time, String type, String subject, String text) {
        return database.write(session -> {
            Optional<EventRow> last =
                    session.find("SELECT * FROM event ORDER BY number DESC LIMIT 1", EventTable::event);
            long number = last.map(EventRow::number).orElse(0L) + 1;
            Digest chain = chain(last.map(EventRow::chain).orElse(START), number, time, type, subject, text);
            session.change(
                    "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", number, time, type, subject, text, chain.value());
            return new EventRow(number, time, type, subject, text, chain);
        });
    }

    @Override
    public List<EventRow> after(long after, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM event WHERE number > ? ORDER BY number LIMIT ?", EventTable::event, after, limit));
    }

    @Override
    public List<EventRow> about(String subject, String butType, int limit) {
        return database.read(session -> session.list(
                        "SELECT * FROM event WHERE subject = ? AND type <> ? ORDER BY number DESC LIMIT ?",
                        EventTable::event,
                        subject,
                        butType,
                        limit))
                .reversed();
    }

    @Override
    public Optional<Long> firstBroken() {
        Digest before = START;
        long number = 0;
        List<EventRow> page = after(0, PAGE);
        while (!page.isEmpty()) {
            for (EventRow row : page) {
                number++;
                Digest chain = chain(before, number, row.time(), row.type(), row.subject(), row.text());
                if (row.number() != number || !chain.equals(row.chain())) {
                    return Optional.of(number);
                }
                before = chain;
            }
            page = after(number, PAGE);
        }
        return Optional.empty();
    }

    private static Digest chain(Digest before, long number, Instant time, String type, String subject, String text) {
        byte[] fields = new ByteWriter()
                .id32(before.value())
                .u64(number)
                .i64(time.getEpochSecond())
                .u32(time.getNano())
                .bytes32(utf8(type))
                .bytes32(utf8(subject))
                .bytes32(utf8(text))
                .toArray();
        return Mac.sha256(fields);
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static EventRow event(Row row) throws SQLException {
        return new EventRow(
                row.number("number"),
                row.time("time"),
                row.text("type"),
                row.text("subject"),
                row.text("text"),
                new Digest(row.id32("chain")));
    }
}
