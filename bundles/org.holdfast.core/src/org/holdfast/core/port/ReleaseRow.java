// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;

/**
 * A block kept for another owner, which the owner has released and which is not freed yet. Times are those of the lock
 * clock, in whole milliseconds.
 *
 * @param deviceEpoch of the device that asked
 * @param fileBytes of the held block
 * @param due not freed before
 */
public record ReleaseRow(
        AgreementId agreement,
        BlockId block,
        OwnerId owner,
        int deviceEpoch,
        long fileBytes,
        Instant asked,
        Instant due) {}
