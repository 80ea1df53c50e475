// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import org.holdfast.core.track.OwnDay;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.wire.AuditCommit;

/**
 * How much an owner may ask a holder for in a day: pieces of 4 KiB, as the agreement says. What was broken off or is
 * asked for again counts, too, as the disk had to read it.
 */
final class AuditBudget {
    private static final int PIECE = 4096;

    private final AuditDesk.Parts parts;
    private final OwnerId owner;

    AuditBudget(AuditDesk.Parts parts, OwnerId owner) {
        this.parts = parts;
        this.owner = owner;
    }

    /** For so many pieces of the scheme's. @throws HoldfastException AUDIT_BUDGET, and nothing is counted */
    void pieces(AuditCommit commit, AuditScheme scheme, long count) {
        spend(commit, count * unit(scheme));
    }

    /**
     * For a whole file: as long as anything is left of the day one more may be read, however long it is. Else a long block
     * could never be shown, and a wrong one never be named.
     *
     * @throws HoldfastException AUDIT_BUDGET, and nothing is counted
     */
    void file(AuditCommit commit, long bytes) {
        spend(commit, 1);
        count(commit, bytes / PIECE, Long.MAX_VALUE);
    }

    /** Pieces of 4 KiB that one piece of the scheme stands for. */
    private static int unit(AuditScheme scheme) {
        int log2 = scheme.shape().pieceLog2();
        return log2 == 0 ? 1 : Math.max(1, (1 << log2) / PIECE);
    }

    private void spend(AuditCommit commit, long pieces) {
        long most = parts.agreements()
                .signed(commit.names().agreement(), owner)
                .map(row -> row.agreement().terms().allowances().auditPiecesDaily())
                .orElse(0L);
        if (!count(commit, pieces, most)) {
            throw new HoldfastException(
                    ErrorCode.AUDIT_BUDGET,
                    owner.brief(),
                    "our agreement lets you ask for " + most + " pieces of 4 KiB a day; come again tomorrow");
        }
    }

    private boolean count(AuditCommit commit, long pieces, long most) {
        long day = OwnDay.of(parts.clock().instant());
        return parts.ledger().audits().spend(commit.names().agreement(), owner, day, pieces, most);
    }
}
