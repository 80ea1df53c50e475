// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import org.holdfast.model.BlockId;

/**
 * A block that may be asked for, as both sides know it.
 *
 * @param sequence the block's version number in the agreement, from 1
 * @param keyGeneration of the owner's keys that sealed it, from 1
 * @param payloadLength in bytes
 */
public record AuditedBlock(BlockId block, long sequence, int keyGeneration, int payloadLength) {
    public AuditedBlock {
        if (sequence < 1 || keyGeneration < 1 || payloadLength < 1) {
            throw new IllegalArgumentException("sequences, key generations and lengths of blocks count from 1");
        }
    }
}
