// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.BlockId;

/**
 * Blocks that were sent and not answered. Such a block may lie at the partner all the same, so it is this one that is
 * sent again, not another. In memory, and so only a few. Thread-safe.
 */
public final class Underway {
    private static final int MOST = 4;

    private final Map<BlockId, SealedBlock> blocks = new LinkedHashMap<>(); // by what they replace; guarded by this

    /** @return whether there was room */
    synchronized boolean keep(BlockId replaced, SealedBlock block) {
        if (blocks.size() >= MOST) {
            return false;
        }
        blocks.put(replaced, block);
        return true;
    }

    synchronized Optional<SealedBlock> of(BlockId replaced) {
        return Optional.ofNullable(blocks.get(replaced));
    }

    synchronized void forget(BlockId replaced) {
        blocks.remove(replaced);
    }
}
