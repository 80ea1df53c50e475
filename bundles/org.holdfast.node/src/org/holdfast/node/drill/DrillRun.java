// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.holdfast.core.content.ContentReader;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ChunkId;
import org.holdfast.model.SegmentId;

/**
 * Restores files drawn by lot into memory, each segment from partners drawn by lot as if the others were lost, and
 * compares every chunk with its name; one segment of directories, too. Of a file that is larger than what may be read a
 * stretch is taken, also by lot. Nothing is written. One thread's.
 */
final class DrillRun {
    private static final int MOST_FILES = 24;
    private static final int MEAN_CHUNK = 256 << 10;

    private final Proving proving;
    private final RandomGenerator random;
    private final Set<SegmentId> opened = new HashSet<>();

    DrillRun(Proving proving, RandomGenerator random) {
        this.proving = proving;
        this.random = random;
    }

    private record Drawn(String path, TreeEntry entry) {}

    /** @throws org.holdfast.model.HoldfastException CANCELLED */
    void run(List<Snapshot> snapshots) {
        metadata();
        for (Drawn each : files(snapshots)) {
            read(each);
        }
    }

    /** A segment of directories as partners have it; the own disk, which has a copy, is not asked. */
    private void metadata() {
        List<SegmentId> all = proving.ledger().segments().inState(SegmentState.PLACED).stream()
                .filter(row -> row.blockClass() == BlockClass.META)
                .map(SegmentRow::id)
                .toList();
        if (!all.isEmpty()) {
            SegmentId drawn = all.get(random.nextInt(all.size()));
            opened.add(drawn);
            proving.whole(drawn);
        }
    }

    /** Each file of a snapshot is drawn with the same chance: the newest one, or any. */
    private List<Drawn> files(List<Snapshot> snapshots) {
        List<Drawn> drawn = new ArrayList<>();
        if (snapshots.isEmpty()) {
            return drawn;
        }
        Snapshot from = random.nextBoolean() ? snapshots.getLast() : snapshots.get(random.nextInt(snapshots.size()));
        long[] seen = {0};
        proving.browser().walk(from, "/", true, (path, entry) -> {
            proving.requireWanted();
            if (entry.kind() == EntryKind.FILE && entry.content().length() > 0) {
                seen[0]++;
                keep(drawn, new Drawn(path, entry), seen[0]);
            }
        });
        Collections.shuffle(drawn, random);
        return drawn;
    }

    private void keep(List<Drawn> drawn, Drawn next, long seen) {
        if (drawn.size() < MOST_FILES) {
            drawn.add(next);
            return;
        }
        long place = random.nextLong(seen);
        if (place < MOST_FILES) {
            drawn.set((int) place, next);
        }
    }

    private void read(Drawn file) {
        long length = file.entry().content().length();
        long spare = (length - proving.left()) / MEAN_CHUNK;
        long skipped = spare > 0 ? random.nextLong(spare) : 0;
        Iterator<ChunkId> ids = ContentReader.ids(file.entry().content(), proving.lists());
        boolean any = false;
        for (long i = 0; ids.hasNext(); i++) {
            ChunkId id = ids.next();
            if (i < skipped) {
                continue;
            }
            proving.requireWanted();
            Optional<ChunkLocation> place = proving.find(id);
            if (place.isEmpty()) {
                proving.findings().wrong("The index does not know a chunk of " + file.path() + ".");
                return;
            }
            if (!mayOpen(place.get().segment())) {
                break;
            }
            any |= proving.chunk(place.get(), id);
        }
        proving.findings().files += any ? 1 : 0;
    }

    private boolean mayOpen(SegmentId segment) {
        return opened.contains(segment) || proving.take(segment) && opened.add(segment);
    }
}
