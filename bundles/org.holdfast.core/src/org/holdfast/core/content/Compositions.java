// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import java.util.Optional;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.segment.Composition;

/** Tells which chunks are put together from others; whoever keeps such a chunk must keep its bases. */
@FunctionalInterface
public interface Compositions {
    /**
     * How the chunk at this place is put together; nothing if it is stored as itself. May wait for partners.
     *
     * @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS if it cannot be said now
     */
    Optional<Composition> find(ChunkLocation place);

    /** Whether it is worth looking: whatever is put together is long, and takes little. */
    static boolean isPossible(ChunkLocation place) {
        return place.plainLength() >= Composition.SHORTEST_CHUNK
                && place.storedLength() <= Composition.MOST_BYTES
                && place.storedLength() < place.plainLength();
    }
}
