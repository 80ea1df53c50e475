// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;

/** The owner's blocks that nothing needs any more: which are still to be released, and which the partners will free. */
final class Outgoing {
    /** From the few segments to their blocks, as the many others have nothing here. */
    private static final String OF_OLD_SEGMENTS = "SELECT placement.* FROM segment CROSS JOIN placement"
            + " ON placement.segment = segment.id WHERE segment.state IN ('ABANDONED', 'DROPPED')"
            + " AND placement.partner = ?1 AND placement.agreement = ?2 AND placement.state <> 'RELEASED'";

    private static final String OF_MOVED_SHARDS = "SELECT placement.* FROM placement JOIN segment"
            + " ON segment.id = placement.segment WHERE placement.partner = ?1 AND placement.state = 'LOST'"
            + " AND placement.agreement = ?2 AND segment.state = 'PLACED' AND EXISTS (SELECT 1 FROM placement AS other"
            + " WHERE other.segment = placement.segment AND other.position = placement.position"
            + " AND other.state = 'ACKED')";

    private static final String NEEDLESS =
            OF_OLD_SEGMENTS + " UNION ALL " + OF_MOVED_SHARDS + " ORDER BY number LIMIT ?3";

    private final Database database;

    Outgoing(Database database) {
        this.database = database;
    }

    List<PlacementRow> needless(OwnerId partner, AgreementId agreement, int limit) {
        return database.read(
                session -> session.list(NEEDLESS, SegmentTable::placement, partner.value(), agreement.value(), limit));
    }

    int release(Session session, BlockId block, Instant due) throws SQLException {
        return session.change(
                "UPDATE placement SET state = 'RELEASED', due = ? WHERE block = ?", due.toEpochMilli(), block.value());
    }

    List<PlacementRow> releasedUntil(OwnerId partner, AgreementId agreement, Instant due, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM placement WHERE partner = ? AND state = 'RELEASED' AND agreement = ? AND due <= ?"
                        + " ORDER BY due, number LIMIT ?",
                SegmentTable::placement,
                partner.value(),
                agreement.value(),
                due.toEpochMilli(),
                limit));
    }

    Ledger.Sum released() {
        return database.read(session -> session.find(
                        "SELECT count(*) AS blocks, coalesce(sum(payload_length), 0) AS bytes FROM placement"
                                + " WHERE state = 'RELEASED' AND partner IN (SELECT partner FROM partner_bytes)",
                        row -> new Ledger.Sum(row.number("blocks"), ByteCount.of(row.number("bytes")))))
                .orElse(Ledger.Sum.NOTHING);
    }

    void freed(BlockId block) {
        database.write(session -> {
            List<Id16> of = session.list(
                    "SELECT segment FROM placement WHERE block = ?", row -> row.id16("segment"), block.value());
            session.change("DELETE FROM placement WHERE block = ?", block.value());
            for (Id16 segment : of) {
                session.change(
                        "DELETE FROM segment WHERE id = ?1 AND state IN ('ABANDONED', 'DROPPED')"
                                + " AND NOT EXISTS (SELECT 1 FROM placement WHERE segment = ?1)",
                        segment);
            }
            return of.size();
        });
    }
}
