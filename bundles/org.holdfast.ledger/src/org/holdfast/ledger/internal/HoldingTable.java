// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.HeldWitness;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/** What is kept for other owners. */
public final class HoldingTable implements Ledger.Holdings {
    private static final String ADD =
            "INSERT INTO held (agreement, block, owner, sequence, header_hash, payload_hash, file_bytes, retain_until,"
                    + " stored_at, audit_suite, key_generation, payload_length)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agreement, block) DO UPDATE SET owner ="
                    + " excluded.owner, sequence = excluded.sequence, header_hash = excluded.header_hash, payload_hash ="
                    + " excluded.payload_hash, file_bytes = excluded.file_bytes, retain_until = excluded.retain_until,"
                    + " stored_at = excluded.stored_at, audit_suite = excluded.audit_suite, key_generation ="
                    + " excluded.key_generation, payload_length = excluded.payload_length";
    private static final Duration MARGIN = Duration.ofDays(1);
    private static final Id16 LOWEST = new Id16(0, 0);
    private final Database database;
    private final ReleaseTable releases;

    public HoldingTable(Database database) {
        this.database = database;
        this.releases = new ReleaseTable(database);
    }

    @Override
    public Ledger.Releases releases() {
        return releases;
    }

    @Override
    public void add(HeldRow row) {
        database.write(session -> session.change(
                ADD,
                row.agreement().value(),
                row.block().value(),
                row.owner().value(),
                row.sequence(),
                row.headerHash().value(),
                row.payloadHash().value(),
                row.fileBytes(),
                row.retainUntil(),
                row.storedAt(),
                row.auditSuite(),
                row.keyGeneration(),
                row.payloadLength()));
    }

    @Override
    public Optional<HeldRow> find(AgreementId agreement, BlockId block) {
        return database.read(session -> session.find(
                "SELECT * FROM held WHERE agreement = ? AND block = ?",
                HoldingTable::held,
                agreement.value(),
                block.value()));
    }

    @Override
    public List<HeldRow> list(AgreementId agreement, Optional<BlockId> after, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM held WHERE agreement = ?1 AND block >= ?2 AND (?3 OR block <> ?2) ORDER BY block LIMIT"
                        + " ?4",
                HoldingTable::held,
                agreement.value(),
                after.map(BlockId::value).orElse(LOWEST),
                after.isPresent() ? 0 : 1,
                limit));
    }

    @Override
    public void remove(AgreementId agreement, BlockId block) {
        database.write(session -> {
            // A trigger takes the release with the row; one whose row is gone goes by itself.
            session.change("DELETE FROM held WHERE agreement = ? AND block = ?", agreement.value(), block.value());
            return ReleaseTable.remove(session, agreement, block);
        });
    }

    @Override
    public ByteCount bytes(AgreementId agreement) {
        return ByteCount.of(database.read(
                session -> session.number("SELECT bytes FROM held_bytes WHERE agreement = ?", agreement.value())));
    }

    @Override
    public ByteCount totalBytes() {
        return ByteCount.of(database.read(session -> session.number("SELECT sum(bytes) FROM held_bytes")));
    }

    @Override
    public void saveHead(HeldHead head, Instant storedAt) {
        database.write(session -> session.change(
                "INSERT INTO head (owner, device_epoch, sequence, witness_hash, agreement, witness, head, stored_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET agreement = excluded.agreement,"
                        + " witness = excluded.witness, head = excluded.head",
                head.owner().value(),
                head.deviceEpoch(),
                head.sequence(),
                head.witnessHash().value(),
                head.agreement().value(),
                head.witness(),
                head.head(),
                storedAt));
    }

    @Override
    public Optional<HeldHead> head(OwnerId owner, Digest witness) {
        return database.read(session -> session.find(
                "SELECT * FROM head WHERE owner = ? AND witness_hash = ?",
                HoldingTable::head,
                owner.value(),
                witness.value()));
    }

    @Override
    public List<HeldWitness> witnesses(OwnerId owner, Optional<Digest> after, int limit) {
        return database.read(session -> session.list(
                "SELECT witness, stored_at, length(head) AS head_bytes FROM head WHERE owner = ?1 AND (?2 OR"
                        + " (device_epoch, sequence, witness_hash) < (SELECT device_epoch, sequence, witness_hash FROM"
                        + " head WHERE owner = ?1 AND witness_hash = ?3)) ORDER BY device_epoch DESC, sequence DESC,"
                        + " witness_hash DESC LIMIT ?4",
                row -> new HeldWitness(row.bytes("witness"), row.time("stored_at"), row.number("head_bytes") > 0),
                owner.value(),
                after.isEmpty() ? 1 : 0,
                after.map(Digest::value).orElse(Id32.ZERO),
                limit));
    }

    @Override
    public ByteCount headBytes(OwnerId owner, int deviceEpoch) {
        return ByteCount.of(database.read(session -> session.number(
                "SELECT sum(length(head)) FROM head WHERE owner = ? AND device_epoch = ?",
                owner.value(),
                deviceEpoch)));
    }

    @Override
    public void dropOutlivedHeads(OwnerId owner) {
        database.write(session -> {
            Optional<Instant> oldest = session.find(
                    "SELECT stored_at FROM held WHERE owner = ? ORDER BY stored_at LIMIT 1",
                    row -> row.time("stored_at"),
                    owner.value());
            return oldest.isEmpty()
                    ? 0
                    : session.change(
                            "DELETE FROM head WHERE owner = ?1 AND stored_at < ?2 AND (device_epoch, sequence,"
                                    + " witness_hash) < (SELECT device_epoch, sequence, witness_hash FROM head WHERE"
                                    + " owner = ?1 ORDER BY device_epoch DESC, sequence DESC, witness_hash DESC LIMIT 1)",
                            owner.value(),
                            oldest.get().minus(MARGIN));
        });
    }

    /** Of two with the same epoch and sequence, a fork, the one with the higher hash. */
    @Override
    public Optional<HeldHead> topHead(OwnerId owner) {
        return database.read(session -> session.find(
                "SELECT * FROM head WHERE owner = ? ORDER BY device_epoch DESC, sequence DESC, witness_hash DESC LIMIT"
                        + " 1",
                HoldingTable::head,
                owner.value()));
    }

    private static HeldRow held(Row row) throws SQLException {
        return new HeldRow(
                new AgreementId(row.id16("agreement")),
                new BlockId(row.id16("block")),
                new OwnerId(row.id32("owner")),
                row.number("sequence"),
                new Digest(row.id32("header_hash")),
                new Digest(row.id32("payload_hash")),
                row.number("file_bytes"),
                row.time("retain_until"),
                row.time("stored_at"),
                row.small("audit_suite"),
                row.small("key_generation"),
                row.small("payload_length"));
    }

    private static HeldHead head(Row row) throws SQLException {
        return new HeldHead(
                new OwnerId(row.id32("owner")),
                new AgreementId(row.id16("agreement")),
                row.small("device_epoch"),
                row.number("sequence"),
                new Digest(row.id32("witness_hash")),
                row.bytes("witness"),
                row.bytes("head"));
    }
}
