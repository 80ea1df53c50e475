// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/**
 * One block of the owner: shard {@code position} of a segment, at a partner.
 *
 * @param sequence the block's version number in the agreement
 * @param receipt the holder's signed receipt, empty until ACKED
 * @param auditSuite number of the audit scheme whose tags it carries; 0 without tags
 * @param keyGeneration of the keys that sealed it; 0 if it is the segment's
 */
public record PlacementRow(
        SegmentId segment,
        int position,
        OwnerId partner,
        AgreementId agreement,
        BlockId block,
        long sequence,
        Digest headerHash,
        Digest payloadHash,
        int payloadLength,
        PlacementState state,
        Bytes receipt,
        int auditSuite,
        int keyGeneration) {
    /** Of a block without tags, sealed with the keys of its segment. */
    public PlacementRow(
            SegmentId segment,
            int position,
            OwnerId partner,
            AgreementId agreement,
            BlockId block,
            long sequence,
            Digest headerHash,
            Digest payloadHash,
            int payloadLength,
            PlacementState state,
            Bytes receipt) {
        this(
                segment,
                position,
                partner,
                agreement,
                block,
                sequence,
                headerHash,
                payloadHash,
                payloadLength,
                state,
                receipt,
                0,
                0);
    }
}
