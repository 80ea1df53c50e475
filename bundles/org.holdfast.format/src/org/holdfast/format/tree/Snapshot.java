// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdfast.model.SnapshotId;

/**
 * One state of the sources.
 *
 * @param started to the millisecond
 * @param finished to the millisecond
 * @param host the machine's name, up to 255 bytes of UTF-8
 * @param partial whether the run was not through when this was written, or a source could not be read: it is then as it
 *     was in the snapshot before, if it was in that
 * @param files entries of every kind but directories
 * @param bytes of all files' content
 * @param newBytes of them, bytes that no earlier snapshot held
 */
public record Snapshot(
        SnapshotId id,
        Instant started,
        Instant finished,
        String host,
        List<SourceRoot> sources,
        boolean partial,
        long files,
        long bytes,
        long newBytes) {
    /** The most sources of a snapshot. */
    public static final int MAX_SOURCES = 1024;

    static final int MAX_HOST = 255;

    public Snapshot {
        started = started.truncatedTo(ChronoUnit.MILLIS);
        finished = finished.truncatedTo(ChronoUnit.MILLIS);
        sources = List.copyOf(sources);
        if (sources.size() > MAX_SOURCES || (files | bytes | newBytes) < 0) {
            throw new IllegalArgumentException("a snapshot has up to 1024 sources, and no negative numbers");
        }
    }
}
