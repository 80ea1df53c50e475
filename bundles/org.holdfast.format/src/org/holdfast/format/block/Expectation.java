// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.OwnerId;

/**
 * Which block the owner asked for.
 *
 * @param oldestSequence the lowest version that is accepted: the one in the ledger, or 1 where the ledger is lost
 * @param location the shard that is wanted
 */
public record Expectation(
        OwnerId owner,
        OwnerId partner,
        AgreementId agreement,
        long oldestSequence,
        BlockClass blockClass,
        ShardLocation location) {}
