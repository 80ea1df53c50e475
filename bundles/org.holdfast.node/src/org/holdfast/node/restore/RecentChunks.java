// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.holdfast.model.ChunkId;

/** The last few chunks that others were put together from, 8 MiB of them at most. Thread-safe. */
final class RecentChunks {
    private static final long MOST_BYTES = 8L << 20;

    private final Map<ChunkId, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private long bytes; // guarded by this

    /** The array is not to be changed. */
    byte[] get(ChunkId id, Function<ChunkId, byte[]> read) {
        synchronized (this) {
            byte[] here = chunks.get(id);
            if (here != null) {
                return here;
            }
        }
        byte[] made = read.apply(id);
        keep(id, made);
        return made;
    }

    private synchronized void keep(ChunkId id, byte[] made) {
        byte[] before = chunks.put(id, made);
        bytes += made.length - (before == null ? 0 : before.length);
        var oldest = chunks.entrySet().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().getValue().length;
            oldest.remove();
        }
    }
}
