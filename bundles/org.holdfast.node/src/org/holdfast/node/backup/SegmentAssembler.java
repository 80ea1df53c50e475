// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.format.segment.ChunkData;
import org.holdfast.format.segment.SegmentWriter;
import org.holdfast.model.BlockClass;
import org.jspecify.annotations.Nullable;

/** Packs compressed chunks into one open segment of each class, and passes full ones on. Thread-safe. */
final class SegmentAssembler {
    private final SegmentSpreader spreader;
    private final Map<BlockClass, Open> open = new EnumMap<>(BlockClass.class);

    SegmentAssembler(SegmentSpreader spreader) {
        this.spreader = spreader;
        for (BlockClass each : BlockClass.values()) {
            open.put(each, new Open());
        }
    }

    /** Copies the chunk in; when its segment is full, seals and sends that one on this thread. */
    void add(BlockClass blockClass, ChunkData chunk) {
        Open mine = open.get(blockClass);
        SegmentWriter full = null;
        mine.lock.lock();
        try {
            SegmentWriter writer = mine.writer;
            if (writer != null && !writer.fits(chunk.length())) {
                full = writer;
                writer = null;
            }
            if (writer == null) {
                writer = spreader.newSegment();
                mine.writer = writer;
            }
            writer.add(chunk);
        } finally {
            mine.lock.unlock();
        }
        if (full != null) {
            spreader.spread(blockClass, full);
        }
    }

    /** Closes what is open, small as it may be. */
    void flush() {
        open.forEach((blockClass, mine) -> {
            SegmentWriter last = mine.take();
            if (last != null) {
                spreader.spread(blockClass, last);
            }
        });
    }

    /** The open segment of a class; the lock owns the writer. */
    private static final class Open {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable SegmentWriter writer;

        private @Nullable SegmentWriter take() {
            lock.lock();
            try {
                SegmentWriter last = writer;
                writer = null;
                return last;
            } finally {
                lock.unlock();
            }
        }
    }
}
