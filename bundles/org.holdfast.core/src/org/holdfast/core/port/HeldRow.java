// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * A block kept for another owner.
 *
 * @param fileBytes header, tags and payload together
 * @param retainUntil not freed before
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
        Instant storedAt) {}
