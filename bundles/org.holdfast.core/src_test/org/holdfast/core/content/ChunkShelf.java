// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.holdfast.format.Chunker;
import org.holdfast.format.DedupKeys;
import org.holdfast.model.ChunkId;
import org.junit.jupiter.api.Assertions;

/** Keeps chunks by their ids, and has the chunkers that tests cut with. */
final class ChunkShelf implements ChunkSink, ChunkSource {
    private static final DedupKeys KEYS = DedupKeys.derive(new byte[32]);
    final Map<ChunkId, byte[]> chunks = new HashMap<>();

    /** Cuts as the product does. */
    static Chunker keyed() {
        return new Chunker(KEYS.gear());
    }

    /** With constants of zero every place is a cut: all chunks but the last are of the smallest length. */
    static Chunker small() {
        return new Chunker(new long[256]);
    }

    @Override
    public ChunkId put(byte[] buffer, int offset, int length) {
        ChunkId id = KEYS.chunkId(buffer, offset, length);
        chunks.put(id, Arrays.copyOfRange(buffer, offset, offset + length));
        return id;
    }

    @Override
    public byte[] chunk(ChunkId id) {
        byte[] chunk = chunks.get(id);
        Assertions.assertNotNull(chunk, "asked for a chunk that was never put");
        return chunk;
    }
}
