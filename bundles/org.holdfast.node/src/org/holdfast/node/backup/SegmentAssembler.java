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

    /**
     * Copies the chunk in. When its segment is full, or is to be written otherwise, seals and sends that one on this
     * thread.
     */
    void add(BlockClass blockClass, Formation formation, ChunkData chunk) {
        Open mine = open.get(blockClass);
        Draft full = null;
        mine.lock.lock();
        try {
            Draft draft = mine.draft;
            if (draft != null && !draft.takes(formation, chunk.length())) {
                full = draft;
                draft = null;
            }
            if (draft == null) {
                draft = spreader.newSegment(formation);
                mine.draft = draft;
            }
            draft.writer().add(chunk);
        } finally {
            mine.lock.unlock();
        }
        if (full != null) {
            spreader.spread(blockClass, full);
        }
    }

    /** Closes what is open, small as it may be. */
    void flush() {
        open.keySet().forEach(this::flush);
    }

    void flush(BlockClass blockClass) {
        Draft last = open.get(blockClass).take();
        if (last != null) {
            spreader.spread(blockClass, last);
        }
    }

    /** A segment that is being filled, and how it will be written. */
    record Draft(Formation formation, SegmentWriter writer) {
        private boolean takes(Formation wanted, int length) {
            return formation.equals(wanted) && writer.fits(length);
        }
    }

    /** The open segment of a class; the lock owns the draft. */
    private static final class Open {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Draft draft;

        private @Nullable Draft take() {
            lock.lock();
            try {
                Draft last = draft;
                draft = null;
                return last;
            } finally {
                lock.unlock();
            }
        }
    }
}
