// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.util.Objects;
import org.holdfast.format.Chunker;
import org.holdfast.model.ChunkId;

/**
 * A chunk on its way into a segment. Does not own the array: {@link SegmentWriter#add} copies from it at once.
 *
 * @param compression number of the compression's format, 0 for stored as it is
 * @param plainLength before compression, in bytes
 * @param data holds the stored bytes
 * @param offset where they begin
 * @param length how many they are: {@code plainLength} if stored as they are, else fewer
 */
public record ChunkData(ChunkId id, int compression, int plainLength, byte[] data, int offset, int length) {
    public ChunkData {
        Objects.checkFromIndexSize(offset, length, data.length);
        check(compression, plainLength, length);
    }

    /** What holds for every chunk record, written or read. */
    static void check(int compression, int plainLength, int storedLength) {
        if (plainLength < 1 || plainLength > Chunker.LONGEST) {
            throw new IllegalArgumentException("a chunk has 1 byte to 2 MiB, not " + plainLength);
        }
        if (compression < 0 || compression > 0xFF) {
            throw new IllegalArgumentException("a compression's number is a u8, not " + compression);
        }
        if (compression == 0 ? storedLength != plainLength : storedLength < 1 || storedLength >= plainLength) {
            throw new IllegalArgumentException(
                    storedLength + " stored bytes for a chunk of " + plainLength + " by compression " + compression);
        }
    }

    /** Brief: the bytes are the owner's. */
    @Override
    public String toString() {
        return "chunk " + id + ", " + plainLength + " bytes";
    }
}
