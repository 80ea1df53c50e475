// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
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
 * @param pinned whether no rule may forget it
 * @param tags what people call it, ascending: up to 32 of 1 to 64 of the characters a-z, 0-9, '.', '_' and '-'
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
        long newBytes,
        boolean pinned,
        List<String> tags) {
    /** The most tags of a snapshot. */
    public static final int MAX_TAGS = 32;

    /** What a tag looks like. */
    public static final Pattern TAG = Pattern.compile("[a-z0-9._-]{1,64}");

    /** The most sources of a snapshot. */
    public static final int MAX_SOURCES = 1024;

    static final int MAX_HOST = 255;

    public Snapshot {
        started = started.truncatedTo(ChronoUnit.MILLIS);
        finished = finished.truncatedTo(ChronoUnit.MILLIS);
        sources = List.copyOf(sources);
        tags = List.copyOf(tags);
        if (sources.size() > MAX_SOURCES || (files | bytes | newBytes) < 0) {
            throw new IllegalArgumentException("a snapshot has up to 1024 sources, and no negative numbers");
        }
        if (tags.size() > MAX_TAGS
                || !tags.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
            throw new IllegalArgumentException(
                    "a snapshot has up to 32 tags of 1 to 64 of the characters a-z, 0-9, '.', '_' and '-'");
        }
        if (!tags.equals(tags.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("tags ascend, and each is there once");
        }
    }

    /** Without marks. */
    public Snapshot(
            SnapshotId id,
            Instant started,
            Instant finished,
            String host,
            List<SourceRoot> sources,
            boolean partial,
            long files,
            long bytes,
            long newBytes) {
        this(id, started, finished, host, sources, partial, files, bytes, newBytes, false, List.of());
    }

    /** The same with other marks; tags in any order. */
    public Snapshot marked(boolean pin, Collection<String> named) {
        List<String> sorted = named.stream().distinct().sorted().toList();
        return new Snapshot(id, started, finished, host, sources, partial, files, bytes, newBytes, pin, sorted);
    }

    boolean isMarked() {
        return pinned || !tags.isEmpty();
    }

    /** As before there were marks, where there are none: the golden vectors show it so. */
    @Override
    public String toString() {
        return "Snapshot[id=" + id + ", started=" + started + ", finished=" + finished + ", host=" + host + ", sources="
                + sources + ", partial=" + partial + ", files=" + files + ", bytes=" + bytes + ", newBytes=" + newBytes
                + (isMarked() ? ", pinned=" + pinned + ", tags=" + tags : "") + "]";
    }
}
