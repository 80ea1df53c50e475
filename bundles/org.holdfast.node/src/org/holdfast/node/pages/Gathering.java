// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.util.Arrays;
import java.util.Optional;
import org.holdfast.model.ChunkId;
import org.jspecify.annotations.Nullable;

/** Changed pages of one file, one after the other, which become a chunk of their own. One thread's. */
final class Gathering {
    /** Large enough to compress well and to cost little in the index, small enough not to be kept for a few pages. */
    static final int MOST = 256 << 10;

    private byte[] bytes = new byte[2 * PageMarks.PAGE];
    private int used;
    private @Nullable ChunkId name;

    boolean takes(int count) {
        return used + count <= MOST;
    }

    boolean isEmpty() {
        return used == 0;
    }

    /** @return where they lie in the chunk to be */
    int add(byte[] from, int offset, int count) {
        if (bytes.length - used < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + count));
        }
        System.arraycopy(from, offset, bytes, used, count);
        used += count;
        return used - count;
    }

    /**
     * Becomes a chunk; nothing is added any more. A chunk of these very bytes that is composed cannot be a base; then a
     * byte that nobody reads makes it another one.
     */
    void close(ChunkDepot depot) {
        ChunkId id = depot.name(bytes, 0, used);
        while (depot.find(id).filter(ChunkDepot.Standing::composed).isPresent()) {
            add(new byte[1], 0, 1);
            id = depot.name(bytes, 0, used);
        }
        if (depot.find(id).isEmpty()) {
            depot.store(id, bytes, 0, used);
        }
        name = id;
        bytes = new byte[0];
    }

    /** The chunk's name once it is closed. */
    Optional<ChunkId> name() {
        return Optional.ofNullable(name);
    }
}
