// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkIndex.Row;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.model.ChunkId;
import org.holdfast.model.SegmentId;

/**
 * Knows which chunks of a run are on their way, and makes them findable through the index once their segments are
 * placed, some segments at a time: so a run that is killed finds almost everything it had placed. Chunks that are found
 * by place alone (of index runs, of the snapshot list) stay out of the index. Thread-safe.
 */
final class PlacedRows {
    private static final int SEGMENTS_A_RUN = 4;
    private static final int ROWS_A_RUN = 65_536;

    private final ChunkIndex index;
    private final Moves moves;
    private final Set<ChunkId> expected = ConcurrentHashMap.newKeySet();
    private final Set<ChunkId> watched = ConcurrentHashMap.newKeySet();
    private final Map<ChunkId, ChunkLocation> places = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private List<Row> rows = new ArrayList<>(); // guarded by lock
    private int segments; // guarded by lock

    /** @param moves is told of chunks that get another place */
    PlacedRows(ChunkIndex index, Moves moves) {
        this.index = index;
        this.moves = moves;
    }

    /** Notes a chunk that is about to be packed; false if it is on its way already. */
    boolean expect(ChunkId id) {
        return expected.add(id);
    }

    /** Whether a chunk is on its way. */
    boolean isExpected(ChunkId id) {
        return expected.contains(id);
    }

    /** The place of this chunk is wanted, and it does not belong into the index. */
    void watch(ChunkId id) {
        watched.add(id);
    }

    /** Where a watched chunk went, once its segment is placed. */
    Optional<ChunkLocation> place(ChunkId id) {
        return Optional.ofNullable(places.get(id));
    }

    void add(SegmentId segment, List<SegmentEntry> entries) {
        lock.lock();
        try {
            for (SegmentEntry entry : entries) {
                add(entry.id(), locate(segment, entry));
            }
            segments++;
            if (segments >= SEGMENTS_A_RUN || rows.size() >= ROWS_A_RUN) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(ChunkId id, ChunkLocation location) {
        if (watched.contains(id)) {
            places.put(id, location);
        }
        if (expected.contains(id)) {
            rows.add(new Row(id, location));
        }
    }

    /** Makes everything added so far findable. */
    void flush() {
        lock.lock();
        try {
            write();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        segments = 0;
        if (rows.isEmpty()) {
            return;
        }
        List<Row> placed = rows;
        rows = new ArrayList<>();
        List<ChunkId> ids = placed.stream().map(Row::chunk).toList();
        moves.add(placed.stream().filter(this::isMoved).count());
        index.add(placed);
        ids.forEach(expected::remove);
    }

    private boolean isMoved(Row row) {
        return index.find(row.chunk())
                .filter(place -> !place.equals(row.location()))
                .isPresent();
    }

    private static ChunkLocation locate(SegmentId segment, SegmentEntry entry) {
        return new ChunkLocation(segment, entry.offset(), entry.frame(), entry.plainLength(), entry.storedLength());
    }
}
