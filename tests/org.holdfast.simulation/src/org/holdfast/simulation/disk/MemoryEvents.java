// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.Mac;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;

/** The audit log in memory. */
final class MemoryEvents implements Ledger.Events {
    private final Faults faults;
    private final List<EventRow> rows = new ArrayList<>();

    MemoryEvents(Faults faults) {
        this.faults = faults;
    }

    @Override
    public EventRow append(Instant time, String type, String subject, String text) {
        Digest before = rows.isEmpty() ? new Digest(Id32.ZERO) : rows.getLast().chain();
        EventRow row =
                new EventRow(rows.size() + 1L, time, type, subject, text, chain(before, time, type, subject, text));
        faults.change("append an event", () -> rows.add(row));
        return row;
    }

    private static Digest chain(Digest before, Instant time, String type, String subject, String text) {
        String line = String.join("\0", time.toString(), type, subject, text);
        return Mac.sha256(before.bytes(), line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<EventRow> after(long after, int limit) {
        return rows.stream().filter(row -> row.number() > after).limit(limit).toList();
    }

    @Override
    public List<EventRow> about(String subject, String butType, int limit) {
        List<EventRow> found = rows.stream()
                .filter(row -> row.subject().equals(subject) && !row.type().equals(butType))
                .toList();
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    @Override
    public Optional<Long> firstBroken() {
        Digest before = new Digest(Id32.ZERO);
        for (EventRow row : rows) {
            if (!row.chain().equals(chain(before, row.time(), row.type(), row.subject(), row.text()))) {
                return Optional.of(row.number());
            }
            before = row.chain();
        }
        return Optional.empty();
    }
}
