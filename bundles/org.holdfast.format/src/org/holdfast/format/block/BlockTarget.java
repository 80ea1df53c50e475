// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;

/**
 * For whom a block is sealed.
 *
 * @param deviceEpoch of the owner's device that signs
 * @param sequence the block's version number in the agreement, from 1
 * @param retainUntil until when the partner must keep it
 * @param created rounded down to whole hours: partners learn nothing finer
 */
public record BlockTarget(
        OwnerId owner,
        OwnerId partner,
        AgreementId agreement,
        int deviceEpoch,
        long sequence,
        Instant retainUntil,
        Instant created) {
    public BlockTarget {
        created = created.truncatedTo(ChronoUnit.HOURS);
    }
}
