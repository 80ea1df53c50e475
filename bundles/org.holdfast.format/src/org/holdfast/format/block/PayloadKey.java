// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;

/**
 * What the key of a block's outer layer is derived from, where it is known from elsewhere than the block's header.
 *
 * @param outerSuite number of the outer cipher's format, 0 for none
 */
public record PayloadKey(int keyGeneration, OwnerId partner, AgreementId agreement, BlockId block, int outerSuite) {
    static PayloadKey of(BlockHeader header) {
        return new PayloadKey(
                header.keyGeneration(), header.partner(), header.agreement(), header.block(), header.outerSuite());
    }
}
