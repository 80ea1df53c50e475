// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.Optional;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.segment.Composition;
import org.holdfast.model.ChunkId;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which chunks need not be stored again. One that is put together from others counts only while its bases are there as
 * themselves: a prune may have dropped them, if no snapshot needed it. Thread-safe.
 */
final class KnownChunks {
    private static final Logger LOG = LoggerFactory.getLogger(KnownChunks.class);

    private final ChunkIndex index;
    private final Compositions compositions;

    KnownChunks(ChunkIndex index, Compositions compositions) {
        this.index = index;
        this.compositions = compositions;
    }

    boolean has(ChunkId id) {
        return index.find(id).filter(this::isReadable).isPresent();
    }

    /** Where a chunk lies that is stored as itself; nothing where that cannot be found out now, so it is stored anew. */
    Optional<ChunkLocation> asItself(ChunkId id) {
        return index.find(id)
                .filter(place -> isReadable(place) && composition(place).isEmpty());
    }

    /** How a chunk is put together, if it is. */
    Optional<Composition> composition(ChunkId id) {
        return index.find(id).flatMap(this::composition);
    }

    private Optional<Composition> composition(ChunkLocation place) {
        return Compositions.isPossible(place) ? compositions.find(place) : Optional.empty();
    }

    private boolean isReadable(ChunkLocation place) {
        try {
            return composition(place)
                    .filter(composed -> !composed.bases().stream().allMatch(this::isBase))
                    .isEmpty();
        } catch (HoldfastException e) {
            LOG.warn("How a chunk is put together cannot be read, so it is stored anew: {}", e.getMessage());
            return false;
        }
    }

    /**
     * What is about to be stored: better no backup than one that cannot be read.
     *
     * @throws HoldfastException what keeps this from being found out now, such as NOT_ENOUGH_SHARDS
     */
    Composition checked(ChunkId id, Composition composition) {
        if (!composition.bases().stream().allMatch(this::isBase)) {
            throw new IllegalStateException("chunk " + id + " was put together from chunks that are not placed");
        }
        return composition;
    }

    /** One level deep: a base is never put together itself. */
    private boolean isBase(ChunkId id) {
        return index.find(id).filter(place -> composition(place).isEmpty()).isPresent();
    }
}
