// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.holdfast.core.port.DamageRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/** Which blocks kept for others are damaged. */
public final class DamageTable implements Ledger.Damages {
    private final Database database;

    public DamageTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(DamageRow row) {
        database.write(session -> session.change(
                "INSERT OR IGNORE INTO damage VALUES (?, ?, ?, ?)",
                row.agreement().value(),
                row.block().value(),
                row.found(),
                row.told() ? 1 : 0));
    }

    @Override
    public void told(AgreementId agreement, BlockId block) {
        database.write(session -> session.change(
                "UPDATE damage SET told = 1 WHERE agreement = ? AND block = ?", agreement.value(), block.value()));
    }

    @Override
    public void remove(AgreementId agreement, BlockId block) {
        database.write(session -> session.change(
                "DELETE FROM damage WHERE agreement = ? AND block = ?", agreement.value(), block.value()));
    }

    @Override
    public List<DamageRow> untold(AgreementId agreement, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM damage WHERE agreement = ? AND told = 0 ORDER BY block LIMIT ?",
                DamageTable::damage,
                agreement.value(),
                limit));
    }

    @Override
    public Set<BlockId> damaged(AgreementId agreement) {
        return Set.copyOf(database.read(session -> session.list(
                "SELECT block FROM damage WHERE agreement = ?",
                row -> new BlockId(row.id16("block")),
                agreement.value())));
    }

    private static DamageRow damage(Row row) throws SQLException {
        return new DamageRow(
                new AgreementId(row.id16("agreement")),
                new BlockId(row.id16("block")),
                row.time("found"),
                row.number("told") != 0);
    }
}
