// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.Bytes;

/**
 * When what a snapshot says of a source was read. A snapshot may have it from an earlier one, and whoever takes files over
 * by their times must not believe that it is as new as the snapshot. Losing it costs time only.
 */
final class ScanBook {
    private static final String KEY = "sources.scanned";
    private static final int VERSION = 1;
    private static final int MOST = 1024;
    private static final int SMALLEST = Short.BYTES + Long.BYTES + 2 + Long.BYTES;

    private final Ledger.Settings settings;

    /** @param began when the scan did */
    record Scan(SourceRoot root, Instant began) {}

    ScanBook(Ledger ledger) {
        this.settings = ledger.settings();
    }

    /** Replaces all. */
    void note(List<Scan> scans) {
        ByteWriter out = new ByteWriter().u16(VERSION).u16(scans.size());
        for (Scan each : scans) {
            out.bytes16(each.root().path()).i64(each.began().toEpochMilli());
            each.root().root().write(out);
        }
        settings.put(KEY, Bytes.of(out.toArray()));
    }

    /** Whether a run that ended has this root, so that it is a whole source. */
    boolean isNoted(SourceRoot root) {
        return all().stream().anyMatch(each -> each.root().equals(root));
    }

    private List<Scan> all() {
        return settings.get(KEY).map(ScanBook::decode).orElse(List.of());
    }

    private static List<Scan> decode(Bytes bytes) {
        ByteReader in = new ByteReader("times of scans", bytes.toArray());
        in.version(VERSION);
        int count = in.count16(MOST, SMALLEST);
        List<Scan> scans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Bytes path = in.bytes16(0xFFFF);
            Instant began = Instant.ofEpochMilli(in.i64());
            scans.add(new Scan(new SourceRoot(path, ContentRef.read(in)), began));
        }
        in.end();
        return scans;
    }

    /**
     * When the scan began that made this root. Where that was not noted: {@link Instant#MIN}, so that nothing is taken over
     * unread, as a snapshot may be much younger than what it took over, and the one that it took it from be forgotten.
     * Only a first backup that was cut off scanned all that its checkpoint has, and goes on from there: from the oldest that
     * has the root, as later ones may have taken it over.
     *
     * @param snapshots oldest first
     */
    Instant began(SourceRoot root, List<Snapshot> snapshots) {
        Instant unknown = snapshots.stream().allMatch(Snapshot::partial)
                ? snapshots.stream()
                        .filter(each -> each.sources().contains(root))
                        .findFirst()
                        .map(Snapshot::started)
                        .orElse(Instant.MIN)
                : Instant.MIN;
        return all().stream()
                .filter(each -> each.root().equals(root))
                .findFirst()
                .map(Scan::began)
                .orElse(unknown);
    }
}
