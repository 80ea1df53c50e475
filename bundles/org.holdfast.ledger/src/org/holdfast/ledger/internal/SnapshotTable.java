// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.Bytes;
import org.holdfast.model.Protection;
import org.holdfast.model.SnapshotId;

/** The owner's snapshots. */
public final class SnapshotTable implements Ledger.Snapshots {
    private final Database database;

    public SnapshotTable(Database database) {
        this.database = database;
    }

    @Override
    public void save(SnapshotRow row) {
        database.write(session -> session.change(
                "INSERT INTO snapshot (id, time, protection, record) VALUES (?, ?, ?, ?) ON CONFLICT (id)"
                        + " DO UPDATE SET time = excluded.time, protection = excluded.protection,"
                        + " record = excluded.record",
                row.id().value(),
                row.time(),
                row.protection(),
                row.record()));
    }

    @Override
    public boolean rewrite(SnapshotId id, Bytes record) {
        return database.write(
                session -> session.change("UPDATE snapshot SET record = ? WHERE id = ?", record, id.value()) > 0);
    }

    @Override
    public Optional<SnapshotRow> find(SnapshotId id) {
        return database.read(
                session -> session.find("SELECT * FROM snapshot WHERE id = ?", SnapshotTable::snapshot, id.value()));
    }

    /** By time, and of equal times in the order in which they were first saved. */
    @Override
    public List<SnapshotRow> all() {
        List<SnapshotRow> rows = database.read(
                session -> session.list("SELECT * FROM snapshot ORDER BY number", SnapshotTable::snapshot));
        return rows.stream().sorted(Comparator.comparing(SnapshotRow::time)).toList();
    }

    @Override
    public void remove(SnapshotId id) {
        database.write(session -> session.change("DELETE FROM snapshot WHERE id = ?", id.value()));
    }

    private static SnapshotRow snapshot(Row row) throws SQLException {
        return new SnapshotRow(
                new SnapshotId(row.id16("id")),
                row.time("time"),
                row.one(Protection.class, "protection"),
                row.bytes("record"));
    }
}
