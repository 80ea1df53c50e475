// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.Chunker;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeWriter;
import org.holdfast.ledger.SortedRunIndex;
import org.holdfast.model.Bytes;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.holdfast.model.SnapshotId;

/**
 * No test: what a prune of 100 snapshots over a million chunks costs before it publishes: marking all, and striking off the
 * index what nothing needs. 50,000 files of 20 chunks in 500 directories; each snapshot changes ten directories. Argument: an
 * empty folder for the index. Directories lie in a file, as in a node that has fetched them.
 */
final class PruneFigures {
    private static final int DIRECTORIES = 500;
    private static final int FILES = 100;
    private static final int CHUNKS = 20;
    private static final int SNAPSHOTS = 100;
    private static final int A_SEGMENT = 50;

    private final DedupKeys keys = DedupKeys.derive(new byte[32]);
    private final Chunker chunker = new Chunker(keys.gear());
    private final Map<ChunkId, Place> directories = new HashMap<>();
    private final RandomAccessFile file;
    private final List<ChunkIndex.Row> rows = new ArrayList<>();
    private final SortedRunIndex index;
    private long chunks;

    private record Place(long offset, int length) {}

    private PruneFigures(Path folder) throws IOException {
        this.index = SortedRunIndex.open(folder);
        this.file = new RandomAccessFile(folder.resolve("directories").toFile(), "rw");
    }

    public static void main(String[] arguments) throws IOException {
        new PruneFigures(Path.of(arguments[0])).run();
    }

    private ChunkId fresh() {
        byte[] number = ByteBuffer.allocate(8).putLong(chunks).array();
        ChunkId id = keys.chunkId(number, 0, number.length);
        index(id);
        return id;
    }

    private void index(ChunkId id) {
        int frame = (int) (chunks % A_SEGMENT);
        SegmentId segment = new SegmentId(new Id16(1, chunks / A_SEGMENT));
        rows.add(new ChunkIndex.Row(id, new ChunkLocation(segment, 64 + frame * 200_000, frame, 262_144, 199_000)));
        chunks++;
        if (rows.size() == 65_536) {
            index.add(new ArrayList<>(rows));
            rows.clear();
        }
    }

    private ChunkId keep(byte[] buffer, int offset, int length) {
        ChunkId id = keys.chunkId(buffer, offset, length);
        if (!directories.containsKey(id)) {
            try {
                directories.put(id, new Place(file.length(), length));
                file.seek(file.length());
                file.write(buffer, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            index(id);
        }
        return id;
    }

    private byte[] chunk(ChunkId id) {
        Place place = Objects.requireNonNull(directories.get(id));
        byte[] bytes = new byte[place.length()];
        try {
            file.seek(place.offset());
            file.readFully(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    private ContentRef directory(List<TreeEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TreeWriter writer = new TreeWriter(bytes);
        entries.forEach(writer::add);
        writer.finish();
        ContentWriter content = new ContentWriter(chunker, this::keep);
        content.write(bytes.toByteArray(), 0, bytes.size());
        return content.finish();
    }

    private static TreeEntry entry(int number, EntryKind kind, ContentRef content) {
        Bytes name = Bytes.of(String.format(Locale.ROOT, "n%06d", number).getBytes(StandardCharsets.US_ASCII));
        long size = kind == EntryKind.FILE ? content.length() : 0;
        return new TreeEntry(
                name,
                kind,
                0644,
                0,
                0,
                1,
                0,
                1,
                0,
                1,
                number,
                1,
                size,
                0,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                content,
                Bytes.EMPTY,
                Bytes.EMPTY);
    }

    private TreeEntry files(int number) {
        List<TreeEntry> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            List<ChunkId> ids = new ArrayList<>();
            for (int i = 0; i < CHUNKS; i++) {
                ids.add(fresh());
            }
            files.add(entry(file, EntryKind.FILE, new ContentRef(0, 262_144L * CHUNKS, ids)));
        }
        return entry(number, EntryKind.DIRECTORY, directory(files));
    }

    private List<Snapshot> snapshots() {
        List<TreeEntry> all = new ArrayList<>();
        for (int i = 0; i < DIRECTORIES - 10; i++) {
            all.add(files(i));
        }
        List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < SNAPSHOTS; i++) {
            if (i < 10) {
                all.add(files(DIRECTORIES + i)); // a thousand chunks or two each time, a million in all
            }
            List<TreeEntry> changed = new ArrayList<>(all);
            changed.add(entry(900_000 + i, EntryKind.FIFO, ContentRef.EMPTY));
            Instant time = Instant.EPOCH.plus(Duration.ofDays(i));
            snapshots.add(new Snapshot(
                    new SnapshotId(new Id16(2, i)),
                    time,
                    time,
                    "host",
                    List.of(new SourceRoot(Bytes.of(new byte[] {'/'}), directory(changed))),
                    false,
                    1,
                    1,
                    1));
        }
        index.add(new ArrayList<>(rows));
        rows.clear();
        return snapshots;
    }

    private void run() throws IOException {
        List<Snapshot> snapshots = snapshots();
        long garbage = chunks;
        index.compact();
        System.gc();
        String before = memory("VmRSS");
        Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak begins anew
        long begun = System.nanoTime();
        Reachable reachable = new Reachable(index, this::chunk, place -> Optional.empty());
        reachable.survey();
        reachable.walk(snapshots);
        long marked = System.nanoTime();
        long needed = reachable.needed().count();
        index.keepOnly(segment -> reachable.isNeeded(segment) && Math.floorMod(segment.hashCode(), 10) != 0);
        long ended = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "%d chunks, %d snapshots, %d segments needed: marked in %.2f s, struck off in %.2f s; before %s, then %s%n",
                garbage,
                snapshots.size(),
                needed,
                (marked - begun) / 1e9,
                (ended - marked) / 1e9,
                before,
                memory("VmHWM"));
    }

    private static String memory(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(each -> each.startsWith(line))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\s+", " ");
    }
}
