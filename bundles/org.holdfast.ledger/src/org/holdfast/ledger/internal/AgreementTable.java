// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;

/** Agreements, encoded as they were signed. */
public final class AgreementTable implements Ledger.Agreements {
    private final Database database;

    public AgreementTable(Database database) {
        this.database = database;
    }

    @Override
    public void save(AgreementRow row) {
        database.write(session -> session.change(
                "INSERT OR REPLACE INTO agreement VALUES (?, ?, ?, ?)",
                row.agreement().id().value(),
                AgreementCodec.encode(row.agreement()),
                row.phase(),
                row.since()));
    }

    @Override
    public Optional<AgreementRow> find(AgreementId id) {
        return database.read(
                session -> session.find("SELECT * FROM agreement WHERE id = ?", AgreementTable::agreement, id.value()));
    }

    @Override
    public List<AgreementRow> all() {
        return database.read(session -> session.list("SELECT * FROM agreement", AgreementTable::agreement));
    }

    private static AgreementRow agreement(Row row) throws SQLException {
        return new AgreementRow(
                AgreementCodec.decode(row.array("agreement")),
                row.one(AgreementPhase.class, "phase"),
                row.time("since"));
    }
}
