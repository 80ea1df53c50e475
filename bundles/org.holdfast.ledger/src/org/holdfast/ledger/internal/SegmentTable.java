// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/** The owner's segments and their blocks. Sums are kept by the triggers of {@link Schema}. */
public final class SegmentTable implements Ledger.Segments {
    private static final String NEW_SEGMENT = "INSERT INTO segment"
            + " (id, class, key_generation, code, inner_cipher, outer_cipher, compression, m, k, pipeline, shard_length,"
            + " state, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEW_PLACEMENT = "INSERT INTO placement (segment, position, partner, agreement, block,"
            + " sequence, header_hash, payload_hash, payload_length, state, receipt, audit_suite, key_generation)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** What this ledger decided stands; a segment that was still being built may have become more meanwhile. */
    private static final String MERGE_SEGMENT = NEW_SEGMENT + " ON CONFLICT (id) DO UPDATE SET state = excluded.state"
            + " WHERE segment.state = 'BUILDING'";

    /** A receipt is never lost, and what is acknowledged stays so. */
    private static final String MERGE_PLACEMENT = NEW_PLACEMENT + " ON CONFLICT (block) DO UPDATE"
            + " SET state = excluded.state, receipt = CASE WHEN length(placement.receipt) > 0"
            + " THEN placement.receipt ELSE excluded.receipt END WHERE placement.state <> 'ACKED'";

    private static final String LYING = " FROM placement JOIN segment ON segment.id = placement.segment"
            + " WHERE placement.partner = ? AND placement.agreement = ?";

    private static final String STANDING =
            LYING + " AND placement.state IN ('ACKED', 'SPOOLED') AND segment.state = 'PLACED'";

    private static final String UNFINISHED = LYING + " AND (segment.state = 'BUILDING' AND placement.state <> 'LOST'"
            + " OR segment.state = 'PLACED' AND placement.state = 'BUILT')";

    private static final Id16 NOWHERE = new Id16(0, 0);
    private final Database database;
    private final Outgoing outgoing;
    private final Spares spares;

    public SegmentTable(Database database) {
        this.database = database;
        this.outgoing = new Outgoing(database);
        this.spares = new Spares(database);
    }

    @Override
    public void begin(SegmentRow segment, List<PlacementRow> placements) {
        database.write(session -> {
            try {
                put(session, NEW_SEGMENT, NEW_PLACEMENT, segment, placements);
                return true;
            } catch (SQLException e) {
                if (Faults.isDuplicate(e)) {
                    throw new HoldfastException(
                            ErrorCode.CONFLICT,
                            segment.id().toString(),
                            "segment " + segment.id() + ", or one of its blocks, is in the ledger already",
                            e);
                }
                throw e;
            }
        });
    }

    @Override
    public void adopt(SegmentRow segment, List<PlacementRow> placements) {
        database.write(session -> {
            put(session, MERGE_SEGMENT, MERGE_PLACEMENT, segment, placements);
            return true;
        });
    }

    private static void put(
            Session session, String segmentSql, String placementSql, SegmentRow row, List<PlacementRow> placements)
            throws SQLException {
        session.change(
                segmentSql,
                row.id().value(),
                row.blockClass().number(),
                row.keyGeneration(),
                row.formats().code(),
                row.formats().inner(),
                row.formats().outer(),
                row.formats().compression(),
                row.shape().m(),
                row.shape().k(),
                row.pipeline().bits(),
                row.shardLength(),
                row.state(),
                row.created());
        for (PlacementRow placement : placements) {
            put(session, placementSql, placement);
        }
    }

    private static void put(Session session, String sql, PlacementRow row) throws SQLException {
        session.change(
                sql,
                row.segment().value(),
                row.position(),
                row.partner().value(),
                row.agreement().value(),
                row.block().value(),
                row.sequence(),
                row.headerHash().value(),
                row.payloadHash().value(),
                row.payloadLength(),
                row.state(),
                row.receipt(),
                row.auditSuite(),
                row.keyGeneration());
    }

    @Override
    public void mark(SegmentId id, SegmentState state) {
        database.write(session ->
                known(session.change("UPDATE segment SET state = ? WHERE id = ?", state, id.value()), "segment " + id));
    }

    @Override
    public void acknowledge(BlockId block, Bytes receipt) {
        database.write(session -> {
            int changed = session.change(
                    "UPDATE placement SET state = 'ACKED', receipt = ? WHERE block = ? AND state <> 'ACKED'",
                    receipt,
                    block.value());
            return changed > 0 ? changed : known(count(session, block), "block " + block);
        });
    }

    @Override
    public void mark(BlockId block, PlacementState state) {
        if (state != PlacementState.SPOOLED && state != PlacementState.LOST) {
            throw new IllegalArgumentException("a block is marked SPOOLED or LOST, not " + state);
        }
        database.write(session -> {
            int changed = session.change(
                    "UPDATE placement SET state = ?1 WHERE block = ?2 AND NOT (state = 'ACKED' AND ?1 = 'SPOOLED')",
                    state,
                    block.value());
            return changed > 0 ? changed : known(count(session, block), "block " + block);
        });
    }

    private static int count(Session session, BlockId block) throws SQLException {
        return (int) session.number("SELECT count(*) FROM placement WHERE block = ?", block.value());
    }

    private static int known(int rows, String what) {
        if (rows == 0) {
            throw new HoldfastException(ErrorCode.INTERNAL, what, what + " is not in the ledger");
        }
        return rows;
    }

    @Override
    public Optional<SegmentRow> find(SegmentId id) {
        return database.read(
                session -> session.find("SELECT * FROM segment WHERE id = ?", SegmentTable::segment, id.value()));
    }

    @Override
    public Optional<PlacementRow> find(BlockId block) {
        return database.read(session ->
                session.find("SELECT * FROM placement WHERE block = ?", SegmentTable::placement, block.value()));
    }

    @Override
    public List<PlacementRow> placements(SegmentId id) {
        return database.read(session -> session.list(
                "SELECT * FROM placement WHERE segment = ? ORDER BY position, number",
                SegmentTable::placement,
                id.value()));
    }

    @Override
    public List<SegmentRow> inState(SegmentState state) {
        return database.read(session ->
                session.list("SELECT * FROM segment WHERE state = ? ORDER BY number", SegmentTable::segment, state));
    }

    @Override
    public List<PlacementRow> placements(OwnerId partner, PlacementState state) {
        return database.read(session -> session.list(
                "SELECT * FROM placement WHERE partner = ? AND state = ? ORDER BY number",
                SegmentTable::placement,
                partner.value(),
                state));
    }

    @Override
    public Ledger.Receipts receipts() {
        return database.read(session -> {
            List<Long> byGrade =
                    session.list("SELECT segments FROM received ORDER BY grade", row -> row.number("segments"));
            long full = byGrade.get(2);
            long enough = full + byGrade.get(1);
            return new Ledger.Receipts(enough + byGrade.get(0), full, enough);
        });
    }

    @Override
    public int spare(Map<AgreementId, OwnerId> without) {
        return spares.least(without);
    }

    @Override
    public List<PlacementRow> standing(OwnerId partner, AgreementId agreement, int limit) {
        return database.read(session -> session.list(
                "SELECT placement.*" + STANDING + " ORDER BY placement.number LIMIT ?",
                SegmentTable::placement,
                partner.value(),
                agreement.value(),
                limit));
    }

    @Override
    public List<PlacementRow> standing(OwnerId partner, AgreementId agreement, BlockId after, int limit) {
        return database.read(session -> session.list(
                "SELECT placement.*" + STANDING
                        + " AND placement.number > (SELECT number FROM placement WHERE block = ?)"
                        + " ORDER BY placement.number LIMIT ?",
                SegmentTable::placement,
                partner.value(),
                agreement.value(),
                after.value(),
                limit));
    }

    @Override
    public Ledger.Sum standing(OwnerId partner, AgreementId agreement) {
        return sum(STANDING, partner, agreement);
    }

    @Override
    public List<SegmentRow> wanting(Optional<SegmentId> after, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM segment INDEXED BY segment_wanting WHERE state = 'PLACED' AND acked < m + k AND number >"
                        + " coalesce((SELECT number FROM segment WHERE id = ?), -1) ORDER BY number LIMIT ?",
                SegmentTable::segment,
                after.map(SegmentId::value).orElse(NOWHERE),
                limit));
    }

    @Override
    public Ledger.Sum unfinished(OwnerId partner, AgreementId agreement) {
        return sum(UNFINISHED, partner, agreement);
    }

    private Ledger.Sum sum(String which, OwnerId partner, AgreementId agreement) {
        return database.read(session -> session.find(
                        "SELECT count(*) AS blocks, coalesce(sum(placement.payload_length), 0) AS bytes" + which,
                        row -> new Ledger.Sum(row.number("blocks"), ByteCount.of(row.number("bytes"))),
                        partner.value(),
                        agreement.value()))
                .orElse(Ledger.Sum.NOTHING);
    }

    @Override
    public ByteCount bytesAt(OwnerId partner) {
        return ByteCount.of(database.read(
                session -> session.number("SELECT bytes FROM partner_bytes WHERE partner = ?", partner.value())));
    }

    @Override
    public Map<FormatSet, ByteCount> inUse() {
        Map<FormatSet, ByteCount> sums = new LinkedHashMap<>();
        database.read(session -> session.list(
                        "SELECT code, inner_cipher, outer_cipher, compression, sum(shard_length * (m + k)) AS bytes"
                                + " FROM segment WHERE state = 'PLACED' GROUP BY 1, 2, 3, 4",
                        row -> Map.entry(formats(row), ByteCount.of(row.number("bytes")))))
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
        return sums;
    }

    @Override
    public List<PlacementRow> needless(OwnerId partner, AgreementId agreement, int limit) {
        return outgoing.needless(partner, agreement, limit);
    }

    @Override
    public void release(BlockId block, Instant due) {
        database.write(session -> known(outgoing.release(session, block, due), "block " + block));
    }

    @Override
    public List<PlacementRow> releasedUntil(OwnerId partner, AgreementId agreement, Instant due, int limit) {
        return outgoing.releasedUntil(partner, agreement, due, limit);
    }

    @Override
    public Ledger.Sum released() {
        return outgoing.released();
    }

    @Override
    public void freed(BlockId block) {
        outgoing.freed(block);
    }

    private static FormatSet formats(Row row) throws SQLException {
        return new FormatSet(
                row.small("code"), row.small("inner_cipher"), row.small("outer_cipher"), row.small("compression"));
    }

    private static SegmentRow segment(Row row) throws SQLException {
        return new SegmentRow(
                new SegmentId(row.id16("id")),
                BlockClass.of(row.small("class")),
                row.small("key_generation"),
                formats(row),
                new CodeShape(row.small("m"), row.small("k")),
                Pipeline.ofBits(row.small("pipeline")),
                row.small("shard_length"),
                row.one(SegmentState.class, "state"),
                row.time("created"));
    }

    static PlacementRow placement(Row row) throws SQLException {
        return new PlacementRow(
                new SegmentId(row.id16("segment")),
                row.small("position"),
                new OwnerId(row.id32("partner")),
                new AgreementId(row.id16("agreement")),
                new BlockId(row.id16("block")),
                row.number("sequence"),
                new Digest(row.id32("header_hash")),
                new Digest(row.id32("payload_hash")),
                row.small("payload_length"),
                row.one(PlacementState.class, "state"),
                row.bytes("receipt"),
                row.small("audit_suite"),
                row.small("key_generation"));
    }
}
