// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import org.holdfast.model.ChunkId;

/** Takes chunks to be kept. */
@FunctionalInterface
public interface ChunkSink {
    /** Keeps a chunk unless it is known; may wait. Does not keep the array. */
    ChunkId put(byte[] buffer, int offset, int length);
}
