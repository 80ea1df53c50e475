// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * An audit that has ended, in the log of audits.
 *
 * @param entry from 1, without gaps
 * @param chain SHA-256 over the entry before and all fields of this one
 */
public record AuditRow(long entry, Ended ended, Digest chain) {
    private static final Digest START = new Digest(Id32.ZERO);

    /**
     * How one ended.
     *
     * @param own true if this node audited, false if it was audited
     * @param scheme number of the audit scheme
     * @param count pieces that were to be drawn
     * @param random R; zeros if there never was one
     * @param result as in AUDIT_RECEIPT, by name
     * @param blocks in how many blocks the drawn pieces lay
     * @param roundTripMillis from the first word to the last
     * @param wireBytes that the partner's answers had
     * @param receipt the AUDIT_RECEIPT with its signature
     * @param answer the last signed answer of the holder; empty if there was none, or at the holder
     */
    public record Ended(
            Instant time,
            boolean own,
            OwnerId peer,
            AgreementId agreement,
            AuditId audit,
            long number,
            int scheme,
            int count,
            Digest random,
            String result,
            int blocks,
            long roundTripMillis,
            long wireBytes,
            Bytes receipt,
            Bytes answer) {
        public Ended {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** The entry that follows on another one, or the first. */
    public static AuditRow following(Optional<AuditRow> before, Ended ended) {
        long entry = before.map(AuditRow::entry).orElse(0L) + 1;
        return new AuditRow(entry, ended, chain(before.map(AuditRow::chain).orElse(START), entry, ended));
    }

    /** The first entry of these that does not follow on the one before it, {@code before} first. */
    public static Optional<Long> firstBroken(Optional<AuditRow> before, List<AuditRow> rows) {
        Optional<AuditRow> last = before;
        for (AuditRow row : rows) {
            if (!following(last, row.ended).equals(row)) {
                return Optional.of(last.map(AuditRow::entry).orElse(0L) + 1);
            }
            last = Optional.of(row);
        }
        return Optional.empty();
    }

    private static Digest chain(Digest before, long entry, Ended ended) {
        return Mac.sha256(new ByteWriter()
                .id32(before.value())
                .u64(entry)
                .i64(ended.time.toEpochMilli())
                .u8(ended.own ? 1 : 0)
                .id32(ended.peer.value())
                .id16(ended.agreement.value())
                .id16(ended.audit.value())
                .u64(ended.number)
                .u16(ended.scheme)
                .u16(ended.count)
                .id32(ended.random.value())
                .text8(ended.result, 255)
                .u32(ended.blocks)
                .i64(ended.roundTripMillis)
                .i64(ended.wireBytes)
                .bytes32(ended.receipt)
                .bytes32(ended.answer)
                .toArray());
    }
}
