// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import org.holdfast.model.ChunkId;

/**
 * A chunk as it came out of a segment. The reader MUST inflate it to exactly {@code plainLength} bytes and compare the
 * id with the one of the result: without an inner cipher nothing else vouches for the bytes.
 *
 * @param compression number of the compression's format, 0 for stored as it is
 * @param stored the array is the caller's
 */
public record StoredChunk(ChunkId id, int compression, int plainLength, byte[] stored) {
    /** Brief: the bytes are the owner's. */
    @Override
    public String toString() {
        return "chunk " + id + ", " + plainLength + " bytes";
    }
}
