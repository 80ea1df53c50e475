// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import org.holdfast.format.Limits;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/**
 * Which shard a block is: what the owner seals into the block's header, so that a lost ledger can be rebuilt from
 * headers alone.
 *
 * @param code number of the erasure code's format
 * @param position in the codeword, counted from 0; data shards come first
 * @param shardLength in bytes, a multiple of 16 KiB
 */
public record ShardLocation(
        SegmentId segment, int code, CodeShape shape, int position, Pipeline pipeline, int shardLength) {
    public ShardLocation {
        if (code < 0 || code > 0xFFFF || position < 0 || position >= shape.n()) {
            throw new IllegalArgumentException("no position " + position + " in " + shape + " of code " + code);
        }
        if (!Limits.isShardLength(shardLength)) {
            throw new IllegalArgumentException("a shard is a multiple of 16 KiB, not " + shardLength + " bytes");
        }
    }
}
