// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.release;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.content.ContentReader;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeReader;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.model.SnapshotId;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which segments snapshots need, and which chunks in them, by reading all their directories. A directory that
 * is the same as at its place in a snapshot that was walked before is not read again, so many snapshots that differ little
 * cost little more than one; memory grows with the number of segments and the depth of the trees, not with files. One
 * thread's.
 */
public final class Reachable {
    private final ChunkIndex index;
    private final ChunkSource chunks;
    private final Compositions compositions;
    private final ChunkSource marking = this::marked;
    private final Map<SegmentId, SegmentUse> uses = new HashMap<>();
    private final Set<SnapshotId> walked = new HashSet<>();
    private @Nullable Snapshot beside;

    /**
     * @param chunks gives back directories and lists of chunks
     * @param compositions tells which chunks need others
     */
    public Reachable(ChunkIndex index, ChunkSource chunks, Compositions compositions) {
        this.index = index;
        this.chunks = chunks;
        this.compositions = compositions;
    }

    /** Looks what the index knows in each segment, so that shares can be told. Once, before anything is walked. */
    public void survey() {
        index.forEach(row -> use(row.location().segment())
                .know(row.location().frame(), row.location().storedLength()));
    }

    /**
     * Marks what these need; those that were walked before cost nothing.
     *
     * @throws HoldfastException what made a directory unreadable, or a chunk that is needed and not known: then nothing
     *     can be said of what is not needed
     */
    public void walk(List<Snapshot> snapshots) {
        for (Snapshot each : snapshots.reversed()) {
            if (!walked.contains(each.id())) {
                each.sources().forEach(this::walk);
                walked.add(each.id());
                beside = each;
            }
        }
    }

    private void walk(SourceRoot root) {
        Optional<ContentRef> twin = Optional.ofNullable(beside).stream()
                .flatMap(snapshot -> snapshot.sources().stream())
                .filter(other -> other.path().equals(root.path()))
                .map(SourceRoot::root)
                .findFirst();
        if (twin.isEmpty() || !twin.get().equals(root.root())) {
            walk(root.root(), twin.orElse(ContentRef.EMPTY));
        }
    }

    /** A directory, and the one at the same place in a snapshot that was walked; iterative, as trees may be deep. */
    private void walk(ContentRef root, ContentRef twin) {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(root, twin));
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.entries.hasNext()) {
                levels.pop();
                continue;
            }
            TreeEntry entry = level.entries.next();
            Optional<TreeEntry> same = level.twin(entry);
            if (same.filter(other -> isSame(other, entry)).isPresent()) {
                continue;
            }
            if (entry.kind() == EntryKind.DIRECTORY) {
                levels.push(new Level(
                        entry.content(),
                        same.filter(other -> other.kind() == EntryKind.DIRECTORY)
                                .map(TreeEntry::content)
                                .orElse(ContentRef.EMPTY)));
            } else {
                ContentReader.ids(entry.content(), marking).forEachRemaining(this::mark);
            }
        }
    }

    /** A file may hold the very bytes of a directory; then only the directory leads on. */
    private static boolean isSame(TreeEntry one, TreeEntry other) {
        return one.kind() == other.kind() && one.content().equals(other.content());
    }

    /** An open directory, in step with its twin: both are sorted by name. */
    private final class Level {
        private final Iterator<TreeEntry> entries;
        private final Iterator<TreeEntry> others;
        private @Nullable TreeEntry next;

        Level(ContentRef directory, ContentRef twin) {
            this.entries = entries(directory, marking);
            this.others = entries(twin, chunks);
        }

        Optional<TreeEntry> twin(TreeEntry entry) {
            byte[] name = entry.name().toArray();
            while (next != null || others.hasNext()) {
                TreeEntry candidate = next == null ? others.next() : next;
                int order = Arrays.compareUnsigned(candidate.name().toArray(), name);
                next = order > 0 ? candidate : null;
                if (order >= 0) {
                    return Optional.of(candidate).filter(found -> order == 0);
                }
            }
            return Optional.empty();
        }
    }

    private static Iterator<TreeEntry> entries(ContentRef directory, ChunkSource source) {
        return directory.equals(ContentRef.EMPTY)
                ? Collections.emptyIterator()
                : new TreeReader(ContentReader.open(directory, source));
    }

    private byte[] marked(ChunkId id) {
        mark(id);
        return chunks.chunk(id);
    }

    /** With what it is put together from. */
    private void mark(ChunkId id) {
        ChunkLocation place = markAlone(id);
        if (Compositions.isPossible(place)) {
            compositions.find(place).ifPresent(composed -> composed.bases().forEach(this::markAlone));
        }
    }

    private ChunkLocation markAlone(ChunkId id) {
        ChunkLocation place = index.find(id)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NOT_ENOUGH_SHARDS,
                        "chunk " + id,
                        "A snapshot needs chunk " + id + ", and the index does not know it. Nothing is dropped."));
        use(place.segment()).need(place);
        return place;
    }

    private SegmentUse use(SegmentId id) {
        return uses.computeIfAbsent(id, key -> new SegmentUse());
    }

    boolean isNeeded(SegmentId id) {
        SegmentUse use = uses.get(id);
        return use != null && use.isNeeded();
    }

    /** All segments that are needed. */
    public Stream<SegmentId> needed() {
        return uses.entrySet().stream()
                .filter(each -> each.getValue().isNeeded())
                .map(Map.Entry::getKey);
    }

    /** Whether a snapshot needs the chunk that begins with this frame. */
    boolean needs(SegmentId id, int frame) {
        SegmentUse use = uses.get(id);
        return use != null && use.needs(frame);
    }

    Optional<SegmentUse> of(SegmentId id) {
        return Optional.ofNullable(uses.get(id));
    }
}
