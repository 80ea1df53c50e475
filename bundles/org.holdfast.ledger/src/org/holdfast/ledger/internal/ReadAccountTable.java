// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.model.AgreementId;

/** What owners have read of what is kept for them. */
public final class ReadAccountTable implements Ledger.ReadAccounts {
    private final Database database;

    public ReadAccountTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ReadAccountRow> find(AgreementId agreement) {
        return database.read(session -> session.find(
                "SELECT * FROM read_account WHERE agreement = ?", ReadAccountTable::account, agreement.value()));
    }

    @Override
    public void save(ReadAccountRow row) {
        database.write(session -> session.change(
                "INSERT OR REPLACE INTO read_account VALUES (?, ?, ?, ?, ?, ?)",
                row.agreement().value(),
                row.spent(),
                row.basis(),
                row.at(),
                row.deviceEpoch(),
                row.extra()));
    }

    private static ReadAccountRow account(Row row) throws SQLException {
        return new ReadAccountRow(
                new AgreementId(row.id16("agreement")),
                row.number("spent"),
                row.number("basis"),
                row.number("reckoned"),
                row.small("device_epoch"),
                row.number("extra"));
    }
}
