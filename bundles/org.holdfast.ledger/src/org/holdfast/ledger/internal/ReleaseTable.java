// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ReleaseRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/** Held blocks that their owners have released. Times are ms since 1970, as they are compared. */
final class ReleaseTable implements Ledger.Releases {
    private static final String SAVE = "INSERT OR REPLACE INTO releasing"
            + " (agreement, block, owner, device_epoch, file_bytes, asked, due) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String SUM =
            "SELECT count(*) AS blocks, coalesce(sum(file_bytes), 0) AS bytes FROM releasing WHERE owner = ?";
    private final Database database;

    ReleaseTable(Database database) {
        this.database = database;
    }

    @Override
    public void save(List<ReleaseRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.write(session -> {
            for (ReleaseRow row : rows) {
                save(session, row);
            }
            return rows.size();
        });
    }

    private static void save(Session session, ReleaseRow row) throws SQLException {
        session.change(
                SAVE,
                row.agreement().value(),
                row.block().value(),
                row.owner().value(),
                row.deviceEpoch(),
                row.fileBytes(),
                row.asked().toEpochMilli(),
                row.due().toEpochMilli());
    }

    @Override
    public Optional<ReleaseRow> find(AgreementId agreement, BlockId block) {
        return database.read(session -> session.find(
                "SELECT * FROM releasing WHERE agreement = ? AND block = ?",
                ReleaseTable::row,
                agreement.value(),
                block.value()));
    }

    @Override
    public List<ReleaseRow> due(Instant time, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM releasing WHERE due <= ? ORDER BY due, agreement, block LIMIT ?",
                ReleaseTable::row,
                time.toEpochMilli(),
                limit));
    }

    @Override
    public Ledger.Sum since(OwnerId owner, Instant asked) {
        return database.read(session ->
                sum(session.list(SUM + " AND asked >= ?", ReleaseTable::sum, owner.value(), asked.toEpochMilli())));
    }

    @Override
    public Ledger.Sum of(OwnerId owner) {
        return database.read(session -> sum(session.list(SUM, ReleaseTable::sum, owner.value())));
    }

    private static Ledger.Sum sum(List<Ledger.Sum> only) {
        return only.stream().findFirst().orElse(Ledger.Sum.NOTHING);
    }

    private static Ledger.Sum sum(Row row) throws SQLException {
        return new Ledger.Sum(row.number("blocks"), ByteCount.of(row.number("bytes")));
    }

    @Override
    public void delay(OwnerId owner, Instant asked, Duration delay) {
        database.write(session -> session.change(
                "UPDATE releasing SET due = max(due, asked + ?) WHERE owner = ? AND asked >= ?",
                delay.toMillis(),
                owner.value(),
                asked.toEpochMilli()));
    }

    @Override
    public Map<OwnerId, Integer> owners() {
        Map<OwnerId, Integer> owners = new HashMap<>();
        database.read(session -> session.list(
                        "SELECT owner, min(device_epoch) AS device_epoch FROM releasing GROUP BY owner",
                        row -> Map.entry(new OwnerId(row.id32("owner")), row.small("device_epoch"))))
                .forEach(each -> owners.put(each.getKey(), each.getValue()));
        return owners;
    }

    @Override
    public void withdraw(AgreementId agreement, BlockId block) {
        if (find(agreement, block).isPresent()) {
            database.write(session -> remove(session, agreement, block));
        }
    }

    static int remove(Session session, AgreementId agreement, BlockId block) throws SQLException {
        return session.change(
                "DELETE FROM releasing WHERE agreement = ? AND block = ?", agreement.value(), block.value());
    }

    @Override
    public Ledger.Sum end(OwnerId owner, int belowEpoch) {
        return database.write(session -> {
            Ledger.Sum ended =
                    sum(session.list(SUM + " AND device_epoch < ?", ReleaseTable::sum, owner.value(), belowEpoch));
            session.change("DELETE FROM releasing WHERE owner = ? AND device_epoch < ?", owner.value(), belowEpoch);
            return ended;
        });
    }

    private static ReleaseRow row(Row row) throws SQLException {
        return new ReleaseRow(
                new AgreementId(row.id16("agreement")),
                new BlockId(row.id16("block")),
                new OwnerId(row.id32("owner")),
                row.small("device_epoch"),
                row.number("file_bytes"),
                Instant.ofEpochMilli(row.number("asked")),
                Instant.ofEpochMilli(row.number("due")));
    }
}
