// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.health.AnnouncedLeave;
import org.holdfast.core.health.Health;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;

/** How partners are. */
public final class HealthTable implements Ledger.Healths {
    private final Database database;

    public HealthTable(Database database) {
        this.database = database;
    }

    @Override
    public void save(HealthRow row) {
        Health health = row.health();
        database.write(session -> session.change(
                "INSERT OR REPLACE INTO health VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.agreement().value(),
                row.partner().value(),
                health.state(),
                health.since(),
                health.suspectLeft().toMillis(),
                health.graceLeft().toMillis(),
                health.graceUntil(),
                health.leave().until(),
                health.leave().used().toMillis(),
                health.leave().year(),
                row.why(),
                row.told() ? 1 : 0,
                row.deviceEpoch()));
    }

    @Override
    public Optional<HealthRow> find(AgreementId agreement) {
        return database.read(session ->
                session.find("SELECT * FROM health WHERE agreement = ?", HealthTable::health, agreement.value()));
    }

    @Override
    public List<HealthRow> all() {
        return database.read(session -> session.list("SELECT * FROM health ORDER BY agreement", HealthTable::health));
    }

    private static HealthRow health(Row row) throws SQLException {
        Health health = new Health(
                row.one(HealthState.class, "state"),
                row.time("since"),
                Duration.ofMillis(row.number("suspect_left")),
                Duration.ofMillis(row.number("grace_left")),
                row.time("grace_until"),
                new AnnouncedLeave(
                        row.time("leave_until"), Duration.ofMillis(row.number("leave_used")), row.time("leave_year")));
        return new HealthRow(
                new AgreementId(row.id16("agreement")),
                new OwnerId(row.id32("partner")),
                health,
                row.text("why"),
                row.number("told") != 0,
                row.small("device_epoch"));
    }
}
