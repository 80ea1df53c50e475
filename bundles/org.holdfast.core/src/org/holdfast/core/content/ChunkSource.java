// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import org.holdfast.model.ChunkId;

/** Gives chunks back. */
@FunctionalInterface
public interface ChunkSource {
    /**
     * The chunk's plaintext, verified against its id; may wait for partners. The array is the caller's.
     *
     * @throws org.holdfast.model.HoldfastException NOT_ENOUGH_SHARDS if it cannot be had now
     */
    byte[] chunk(ChunkId id);
}
