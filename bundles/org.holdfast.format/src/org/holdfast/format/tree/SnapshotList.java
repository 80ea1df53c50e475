// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.SnapshotId;

/** All snapshots that are kept ⇄ bytes. Stateless and thread-safe. */
public final class SnapshotList {
    /** The most snapshots in a list. */
    public static final int MAX_SNAPSHOTS = 100_000;

    private static final int PLAIN = 1;
    private static final int MARKED = 2;
    private static final int PARTIAL = 1;
    private static final int PINNED = 2;
    private static final int SMALLEST = 61;
    private static final int MAX_TAG = 64;

    private SnapshotList() {}

    // Layout (docs/format.md, snapshot list)
    //
    //  0  magic "HFSL"   4
    //  4  version u16    2   1, or 2 if any snapshot is pinned or has tags
    //  6  reserved       2   0
    //  8  count u32      4   up to 100,000
    // 12  per snapshot       id 16 | started u64 | finished u64 | flags u8: bit 0 partial | reserved 1 | files u64
    //                        | bytes u64 | new bytes u64 | host text8 | count u16, up to 1024
    //                        | count × (path length u16 | path | content reference); each id once, oldest first
    //                        version 2: flags bit 1 pinned; behind the sources count u8, up to 32 | count × tag text8

    /** The encoded form. */
    public static byte[] encode(List<Snapshot> snapshots) {
        if (snapshots.size() > MAX_SNAPSHOTS) {
            throw new IllegalArgumentException(snapshots.size() + " snapshots are too many");
        }
        int version = snapshots.stream().anyMatch(Snapshot::isMarked) ? MARKED : PLAIN;
        ByteWriter out = new ByteWriter(4096).magic("HFSL").u16(version).zero(2).u32(snapshots.size());
        snapshots.forEach(snapshot -> write(snapshot, version, out));
        return out.toArray();
    }

    private static void write(Snapshot snapshot, int version, ByteWriter out) {
        out.id16(snapshot.id().value())
                .millis(snapshot.started())
                .millis(snapshot.finished())
                .u8((snapshot.partial() ? PARTIAL : 0) | (snapshot.pinned() ? PINNED : 0))
                .u8(0)
                .u64(snapshot.files())
                .u64(snapshot.bytes())
                .u64(snapshot.newBytes())
                .text8(snapshot.host(), Snapshot.MAX_HOST)
                .u16(snapshot.sources().size());
        for (SourceRoot source : snapshot.sources()) {
            out.bytes16(source.path());
            source.root().write(out);
        }
        if (version == MARKED) {
            out.u8(snapshot.tags().size());
            snapshot.tags().forEach(tag -> out.text8(tag, MAX_TAG));
        }
    }

    /** @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION */
    public static List<Snapshot> decode(byte[] encoded) {
        ByteReader r = new ByteReader("snapshot list", encoded);
        r.magic("HFSL");
        int version = r.version(MARKED);
        r.zero(2);
        int count = r.u32(MAX_SNAPSHOTS);
        if (count > r.remaining() / SMALLEST) {
            throw r.bad(count + " snapshots do not fit");
        }
        List<Snapshot> snapshots = new ArrayList<>(count);
        Set<SnapshotId> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Snapshot snapshot = read(r, version);
            if (!seen.add(snapshot.id())) {
                throw r.bad("snapshot " + snapshot.id() + " is there twice");
            }
            snapshots.add(snapshot);
        }
        r.end();
        if (version == MARKED && snapshots.stream().noneMatch(Snapshot::isMarked)) {
            throw r.bad("version 2, and nothing is marked");
        }
        return snapshots;
    }

    private static Snapshot read(ByteReader r, int version) {
        var id = new SnapshotId(r.id16());
        var started = r.millis();
        var finished = r.millis();
        int flags = r.u8();
        r.zero(1);
        long files = r.u64();
        long bytes = r.u64();
        long newBytes = r.u64();
        String host = r.text8(Snapshot.MAX_HOST);
        int count = r.count16(Snapshot.MAX_SOURCES, SourceRoot.SMALLEST);
        List<SourceRoot> sources = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sources.add(readSource(r));
        }
        if (flags > (version == MARKED ? PARTIAL | PINNED : PARTIAL)) {
            throw r.bad("unknown flags " + flags);
        }
        boolean partial = (flags & PARTIAL) != 0;
        List<String> tags = version == MARKED ? readTags(r) : List.of();
        try {
            return new Snapshot(
                    id, started, finished, host, sources, partial, files, bytes, newBytes, (flags & PINNED) != 0, tags);
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> readTags(ByteReader r) {
        int count = r.u8();
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add(r.text8(MAX_TAG));
        }
        return tags;
    }

    private static SourceRoot readSource(ByteReader r) {
        var path = r.bytes16(0xFFFF);
        if (path.length() == 0) {
            throw r.bad("a source without a path");
        }
        return new SourceRoot(path, ContentRef.read(r));
    }
}
