// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Audits;
import org.holdfast.core.port.OwedRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;

/** Audits, as owner and as holder. The chain of the log is that of {@link AuditRow}. */
public final class AuditTable implements Audits {
    private static final int PAGE = 1000;
    private static final String LAST = "SELECT * FROM audit ORDER BY entry DESC LIMIT 1";
    private final Database database;

    public AuditTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<OwedRow> owed(AgreementId agreement) {
        return database.read(
                session -> session.find("SELECT * FROM owed WHERE agreement = ?", AuditTable::owed, agreement.value()));
    }

    @Override
    public void owe(OwedRow row) {
        database.write(session -> {
            try {
                return session.change(
                        "INSERT INTO owed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        row.agreement().value(),
                        row.partner().value(),
                        row.audit().value(),
                        row.number(),
                        row.commit(),
                        row.half().value(),
                        row.coin(),
                        row.catalogue(),
                        row.since());
            } catch (SQLException e) {
                if (Faults.isDuplicate(e)) {
                    throw new HoldfastException(
                            ErrorCode.CONFLICT,
                            row.agreement().toString(),
                            "an earlier audit under agreement " + row.agreement() + " is not answered yet",
                            e);
                }
                throw e;
            }
        });
    }

    @Override
    public void keepCoin(AuditId audit, Bytes coin) {
        database.write(session -> session.change("UPDATE owed SET coin = ? WHERE audit = ?", coin, audit.value()));
    }

    @Override
    public AuditRow end(AuditRow.Ended ended) {
        return database.write(session -> {
            session.change("DELETE FROM owed WHERE audit = ?", ended.audit().value());
            return append(session, ended);
        });
    }

    @Override
    public Optional<AnsweredRow> answered(AgreementId agreement, OwnerId owner) {
        return database.read(session -> session.find(
                "SELECT * FROM answered WHERE agreement = ? AND owner = ?",
                AuditTable::answered,
                agreement.value(),
                owner.value()));
    }

    @Override
    public void answer(AnsweredRow row) {
        database.write(session -> put(session, row));
    }

    @Override
    public AuditRow receipted(AnsweredRow row, AuditRow.Ended ended) {
        return database.write(session -> {
            put(session, row);
            return append(session, ended);
        });
    }

    private static int put(Session session, AnsweredRow row) throws SQLException {
        return session.change(
                "INSERT OR REPLACE INTO answered VALUES (?, ?, ?, ?, ?, ?, ?)",
                row.agreement().value(),
                row.owner().value(),
                row.audit().value(),
                row.number(),
                row.commitment().value(),
                row.coin(),
                row.receipt());
    }

    private static AuditRow append(Session session, AuditRow.Ended ended) throws SQLException {
        AuditRow row = AuditRow.following(session.find(LAST, AuditTable::audit), ended);
        session.change(
                "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.entry(),
                ended.time(),
                ended.own() ? 1 : 0,
                ended.peer().value(),
                ended.agreement().value(),
                ended.audit().value(),
                ended.number(),
                ended.scheme(),
                ended.count(),
                ended.random().value(),
                ended.result(),
                ended.blocks(),
                ended.roundTripMillis(),
                ended.wireBytes(),
                ended.receipt(),
                ended.answer(),
                row.chain().value());
        return row;
    }

    @Override
    public boolean spend(AgreementId agreement, OwnerId owner, long day, long pieces, long most) {
        return database.write(session -> {
            long spent = session.number(
                    "SELECT pieces FROM audit_spent WHERE agreement = ? AND owner = ? AND day = ?",
                    agreement.value(),
                    owner.value(),
                    day);
            if (pieces > most - spent) {
                return false;
            }
            session.change(
                    "INSERT OR REPLACE INTO audit_spent VALUES (?, ?, ?, ?)",
                    agreement.value(),
                    owner.value(),
                    day,
                    spent + pieces);
            return true;
        });
    }

    @Override
    public Optional<AuditRow> last(OwnerId peer, boolean own) {
        return database.read(session -> session.find(
                "SELECT * FROM audit WHERE peer = ? AND own = ? ORDER BY entry DESC LIMIT 1",
                AuditTable::audit,
                peer.value(),
                own ? 1 : 0));
    }

    @Override
    public Optional<AuditRow> last(AgreementId agreement, int scheme) {
        return database.read(session -> session.find(
                "SELECT * FROM audit WHERE agreement = ? AND scheme = ? AND own = 1 ORDER BY entry DESC LIMIT 1",
                AuditTable::audit,
                agreement.value(),
                scheme));
    }

    @Override
    public Optional<AuditRow> find(AuditId audit, boolean own) {
        return database.read(session -> session.find(
                "SELECT * FROM audit WHERE audit = ? AND own = ? ORDER BY entry DESC LIMIT 1",
                AuditTable::audit,
                audit.value(),
                own ? 1 : 0));
    }

    @Override
    public List<AuditRow> after(long entry, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM audit WHERE entry > ? ORDER BY entry LIMIT ?", AuditTable::audit, entry, limit));
    }

    @Override
    public Optional<Long> firstBroken() {
        Optional<AuditRow> before = Optional.empty();
        List<AuditRow> page = after(0, PAGE);
        while (!page.isEmpty()) {
            Optional<Long> broken = AuditRow.firstBroken(before, page);
            if (broken.isPresent()) {
                return broken;
            }
            before = Optional.of(page.getLast());
            page = after(page.getLast().entry(), PAGE);
        }
        return Optional.empty();
    }

    private static OwedRow owed(Row row) throws SQLException {
        return new OwedRow(
                new AgreementId(row.id16("agreement")),
                new OwnerId(row.id32("partner")),
                new AuditId(row.id16("audit")),
                row.number("number"),
                row.bytes("commitment"),
                new Digest(row.id32("half")),
                row.bytes("coin"),
                row.bytes("catalogue"),
                row.time("since"));
    }

    private static AnsweredRow answered(Row row) throws SQLException {
        return new AnsweredRow(
                new AgreementId(row.id16("agreement")),
                new OwnerId(row.id32("owner")),
                new AuditId(row.id16("audit")),
                row.number("number"),
                new Digest(row.id32("commitment")),
                row.bytes("coin"),
                row.bytes("receipt"));
    }

    private static AuditRow audit(Row row) throws SQLException {
        var ended = new AuditRow.Ended(
                row.time("time"),
                row.number("own") != 0,
                new OwnerId(row.id32("peer")),
                new AgreementId(row.id16("agreement")),
                new AuditId(row.id16("audit")),
                row.number("number"),
                row.small("scheme"),
                row.small("count"),
                new Digest(row.id32("random")),
                row.text("result"),
                row.small("blocks"),
                row.number("round_trip_millis"),
                row.number("wire_bytes"),
                row.bytes("receipt"),
                row.bytes("answer"));
        return new AuditRow(row.number("entry"), ended, new Digest(row.id32("chain")));
    }
}
