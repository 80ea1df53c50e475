// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.format.support.Cases;
import org.holdfast.model.Bytes;
import org.holdfast.model.ChunkId;
import org.holdfast.model.SegmentId;
import org.holdfast.model.SnapshotId;

/** Entries, snapshots and index rows to test with. */
public final class TreeSamples {
    private TreeSamples() {}

    public static Bytes name(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static TreeEntry entry(RandomGenerator random, Bytes name) {
        EntryKind kind = EntryKind.values()[random.nextInt(EntryKind.values().length)];
        List<Extent> extents = kind == EntryKind.FILE ? extents(random) : List.of();
        long data = extents.stream().mapToLong(Extent::length).sum();
        long size =
                kind != EntryKind.FILE ? random.nextInt(9999) : extents.isEmpty() ? random.nextInt(1 << 20) : 1 << 24;
        long length = kind == EntryKind.DIRECTORY || kind == EntryKind.FILE && extents.isEmpty() ? size : data;
        return new TreeEntry(
                name,
                kind,
                random.nextInt(010000),
                random.nextInt(),
                random.nextInt(),
                random.nextLong() >> 20,
                random.nextInt(1_000_000_000),
                random.nextLong() >> 20,
                random.nextInt(1_000_000_000),
                random.nextLong(),
                random.nextLong(),
                random.nextInt(100),
                size,
                random.nextLong(),
                kind == EntryKind.SYMLINK ? name("../target\n") : Bytes.EMPTY,
                xattrs(random),
                extents,
                content(random, length),
                name("user"),
                random.nextBoolean() ? name("group") : Bytes.EMPTY);
    }

    /** Names that are not UTF-8 are as good as any. */
    public static List<TreeEntry> entries(RandomGenerator random, int count) {
        return Stream.generate(() -> Cases.bytes(random, 1 + random.nextInt(255)))
                .map(TreeSamples::withoutForbidden)
                .distinct()
                .limit(count)
                .sorted(Names.ORDER)
                .map(name -> entry(random, name))
                .toList();
    }

    private static Bytes withoutForbidden(byte[] name) {
        for (int i = 0; i < name.length; i++) {
            name[i] = name[i] == '/' || name[i] == 0 || name[i] == '.' ? (byte) 0xFE : name[i];
        }
        return Bytes.of(name);
    }

    private static List<Xattr> xattrs(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Xattr(name("user.x" + i), Bytes.of(Cases.bytes(random, random.nextInt(100)))))
                .toList();
    }

    private static List<Extent> extents(RandomGenerator random) {
        List<Extent> extents = new ArrayList<>();
        long at = 0;
        for (int i = random.nextInt(6); i > 0; i--) {
            at += random.nextInt(10_000);
            extents.add(new Extent(at, 1 + random.nextInt(10_000)));
            at = extents.getLast().end();
        }
        return extents;
    }

    static ContentRef content(RandomGenerator random, long length) {
        if (length == 0) {
            return ContentRef.EMPTY;
        }
        int ids = 1 + random.nextInt((int) Math.min(length, ContentRef.MAX_IDS));
        return new ContentRef(
                random.nextInt(3),
                length,
                Stream.generate(() -> ChunkId.of(Cases.bytes(random, 32)))
                        .limit(ids)
                        .toList());
    }

    public static List<Snapshot> snapshots(RandomGenerator random, int count) {
        return Stream.generate(() -> snapshot(random)).limit(count).toList();
    }

    private static Snapshot snapshot(RandomGenerator random) {
        Instant started = Instant.ofEpochMilli(random.nextLong(1L << 41));
        return new Snapshot(
                SnapshotId.of(Cases.bytes(random, 16)),
                started,
                started.plusMillis(random.nextInt(1 << 30)),
                "höst-" + random.nextInt(10),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> new SourceRoot(name("/srv/" + i), content(random, 1 + random.nextInt(5000))))
                        .toList(),
                random.nextBoolean(),
                random.nextInt(1 << 30),
                random.nextLong(1L << 50),
                random.nextLong(1L << 50));
    }

    public static List<IndexRow> rows(RandomGenerator random, int count) {
        return Stream.generate(() -> row(random))
                .limit(count)
                .sorted(java.util.Comparator.comparing(IndexRow::chunk))
                .toList();
    }

    private static IndexRow row(RandomGenerator random) {
        int plain = 1 + random.nextInt(2 << 20);
        return new IndexRow(
                ChunkId.of(Cases.bytes(random, 32)),
                SegmentId.of(Cases.bytes(random, 16)),
                random.nextInt(64 << 20),
                random.nextInt(65_536),
                plain,
                1 + random.nextInt(plain));
    }
}
