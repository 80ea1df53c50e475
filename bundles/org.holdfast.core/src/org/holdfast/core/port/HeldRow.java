// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * A block kept for another owner.
 *
 * @param fileBytes header, tags and payload together
 * @param retainUntil not freed before
 * @param auditSuite number of the audit scheme whose tags it carries; 0 without tags
 * @param keyGeneration of the owner's keys; 0 if only the header says it
 * @param payloadLength in bytes
 */
public record HeldRow(
        AgreementId agreement,
        BlockId block,
        OwnerId owner,
        long sequence,
        Digest headerHash,
        Digest payloadHash,
        long fileBytes,
        Instant retainUntil,
        Instant storedAt,
        int auditSuite,
        int keyGeneration,
        int payloadLength) {
    /** Of a block without tags, of whose keys nothing is known here. */
    public HeldRow(
            AgreementId agreement,
            BlockId block,
            OwnerId owner,
            long sequence,
            Digest headerHash,
            Digest payloadHash,
            long fileBytes,
            Instant retainUntil,
            Instant storedAt) {
        this(agreement, block, owner, sequence, headerHash, payloadHash, fileBytes, retainUntil, storedAt, 0, 0, (int)
                Math.max(0, fileBytes - BlockHeader.BYTES));
    }
}
