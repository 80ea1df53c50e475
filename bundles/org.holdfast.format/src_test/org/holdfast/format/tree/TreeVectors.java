// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.format.WriteVectors;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.Golden;
import org.holdfast.model.Bytes;
import org.holdfast.model.ChunkId;
import org.holdfast.model.SegmentId;
import org.holdfast.model.SnapshotId;

/** Vectors and corpus of directories, snapshots and index runs. */
public final class TreeVectors {
    private static final ContentRef CONTENT = new ContentRef(0, 10, List.of(ChunkId.of(Golden.data(60, 32))));

    private TreeVectors() {}

    public static WriteVectors.Source directories() {
        return new WriteVectors.Source(
                "format-directory",
                "docs/format.md, directory objects. text: the entries, as Java shows them, names in hexadecimal",
                () -> List.of(directory(List.of()), directory(entries()), directory(random(1)), directory(random(2))));
    }

    private static Map<String, String> directory(List<TreeEntry> entries) {
        return described("object", entries, TreePropertyTest.write(entries));
    }

    private static List<TreeEntry> random(int seed) {
        return TreeSamples.entries(Cases.seeded(seed), 6);
    }

    private static List<TreeEntry> entries() {
        Xattr xattr = new Xattr(TreeSamples.name("user.colour"), TreeSamples.name("blue"));
        return List.of(
                entry("dense", EntryKind.FILE, 0644, 10, Bytes.EMPTY, List.of(), List.of(xattr), CONTENT),
                entry("dir", EntryKind.DIRECTORY, 0755, 4096, Bytes.EMPTY, List.of(), List.of(), CONTENT),
                entry(
                        "link",
                        EntryKind.SYMLINK,
                        0777,
                        5,
                        TreeSamples.name("dense"),
                        List.of(),
                        List.of(),
                        ContentRef.EMPTY),
                entry(
                        "sparse",
                        EntryKind.FILE,
                        0600,
                        1 << 20,
                        Bytes.EMPTY,
                        List.of(new Extent(0, 4), new Extent(65_536, 6)),
                        List.of(),
                        CONTENT));
    }

    private static TreeEntry entry(
            String name,
            EntryKind kind,
            int mode,
            long size,
            Bytes link,
            List<Extent> extents,
            List<Xattr> xattrs,
            ContentRef content) {
        return new TreeEntry(
                TreeSamples.name(name),
                kind,
                mode,
                1000,
                100,
                1_767_323_045,
                678_000_001,
                1_767_323_046,
                2,
                0xFD01,
                1234,
                1,
                size,
                0,
                link,
                xattrs,
                extents,
                content,
                TreeSamples.name("anna"),
                TreeSamples.name("users"));
    }

    public static WriteVectors.Source snapshots() {
        return new WriteVectors.Source(
                "format-snapshots",
                "docs/format.md, snapshot list. text: the snapshots, as Java shows them",
                () -> List.of(
                        described("list", List.of(), SnapshotList.encode(List.of())),
                        described("list", List.of(snapshot()), SnapshotList.encode(List.of(snapshot()))),
                        described("list", List.of(marked()), SnapshotList.encode(List.of(marked())))));
    }

    private static Snapshot marked() {
        return snapshot().marked(true, List.of("before-upgrade", "2026"));
    }

    private static Snapshot snapshot() {
        Instant started = Instant.parse("2026-01-02T03:04:05.678Z");
        return new Snapshot(
                SnapshotId.of(Golden.data(61, 16)),
                started,
                started.plusSeconds(60),
                "anna-laptop",
                List.of(new SourceRoot(TreeSamples.name("/home/anna"), CONTENT)),
                true,
                2,
                20,
                10);
    }

    public static WriteVectors.Source runs() {
        return new WriteVectors.Source(
                "format-index-run",
                "docs/format.md, index run. text: the rows, as Java shows them",
                () -> List.of(run(List.of()), run(rows()), run(TreeSamples.rows(Cases.seeded(1), 5))));
    }

    private static Map<String, String> run(List<IndexRow> rows) {
        return described("run", rows, IndexRun.encode(rows));
    }

    private static List<IndexRow> rows() {
        SegmentId segment = SegmentId.of(Golden.data(23, 16));
        return List.of(
                new IndexRow(ChunkId.of(new byte[32]), segment, 64, 0, 100, 50),
                new IndexRow(ChunkId.of(Golden.data(60, 32)), segment, 176, 1, 300_000, 300_000));
    }

    private static Map<String, String> described(String field, List<?> values, byte[] encoded) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("text", values.toString());
        vector.put(field, Golden.hex(encoded));
        return vector;
    }

    public static Map<String, List<byte[]>> corpus() {
        List<byte[]> directories = new ArrayList<>();
        for (List<TreeEntry> entries : List.of(List.<TreeEntry>of(), entries(), random(1), random(2), random(3))) {
            byte[] object = TreePropertyTest.write(entries);
            directories.add(object);
            directories.add(ByteBuffer.wrap(object.clone())
                    .putInt(8, TreeEntry.MAX_BYTES)
                    .array());
            directories.add(ByteBuffer.wrap(object.clone()).putInt(8, -1).array());
        }
        List<byte[]> lists = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            lists.add(SnapshotList.encode(TreeSamples.snapshots(Cases.seeded(seed), seed)));
        }
        lists.add(ByteBuffer.wrap(lists.getFirst().clone())
                .putInt(8, SnapshotList.MAX_SNAPSHOTS)
                .array());
        byte[] run = IndexRun.encode(TreeSamples.rows(Cases.seeded(1), 5));
        return Map.of(
                "directory",
                directories,
                "snapshots",
                lists,
                "index-run",
                List.of(
                        run,
                        IndexRun.encode(List.of()),
                        ByteBuffer.wrap(run.clone()).putLong(8, Long.MAX_VALUE).array(),
                        ByteBuffer.wrap(run.clone()).putLong(8, 1L << 58).array(),
                        new byte[0]));
    }
}
