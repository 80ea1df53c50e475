// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.SegmentId;

/**
 * Blocks that were sent and not answered. Such a block may lie at the partner all the same, so it is this one that is
 * sent again, not another. In memory, and so only a few. Thread-safe.
 */
public final class Underway {
    private static final int MOST = 4;

    private final Map<Spot, SealedBlock> blocks = new LinkedHashMap<>(); // guarded by this

    /** Which shard a block is. */
    record Spot(SegmentId segment, int position) {}

    /** @return whether there was room */
    synchronized boolean keep(Spot spot, SealedBlock block) {
        if (blocks.size() >= MOST && !blocks.containsKey(spot)) {
            return false;
        }
        blocks.put(spot, block);
        return true;
    }

    /** The block, which is forgotten with that. */
    synchronized Optional<SealedBlock> take(Spot spot) {
        return Optional.ofNullable(blocks.remove(spot));
    }

    synchronized Optional<SealedBlock> of(Spot spot) {
        return Optional.ofNullable(blocks.get(spot));
    }
}
