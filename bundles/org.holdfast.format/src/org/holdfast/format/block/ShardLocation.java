// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import org.holdfast.format.Limits;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/**
 * Which shard a block is: what the owner seals into the block's header, so that a lost ledger can be rebuilt from
 * headers alone.
 *
 * @param formats what reading the shard and its segment takes; the outer cipher stands in the header in clear
 * @param position in the codeword, counted from 0; data shards come first
 * @param shardLength in bytes, a multiple of 16 KiB
 */
public record ShardLocation(
        SegmentId segment, FormatSet formats, CodeShape shape, int position, Pipeline pipeline, int shardLength) {
    public ShardLocation {
        if (position < 0 || position >= shape.n()) {
            throw new IllegalArgumentException("no position " + position + " in " + shape);
        }
        if (!Limits.isShardLength(shardLength)) {
            throw new IllegalArgumentException("a shard is a multiple of 16 KiB, not " + shardLength + " bytes");
        }
    }
}
