// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.files.ScannedEntry;
import org.holdfast.format.DedupKeys;
import org.holdfast.node.pages.ChunkDepot;
import org.holdfast.node.pages.PageNotes;
import org.holdfast.node.pages.PagedContent;

/**
 * Which files are looked at page by page: large ones that were written to of late. What nobody writes to, such as pictures
 * and films, would only fill the notes; it is looked at from its first change on.
 */
final class LargeFiles {
    private static final long SMALLEST = 1 << 20;
    private static final Duration LATELY = Duration.ofDays(30);

    private final DedupKeys keys;
    private final PageNotes notes;
    private final Instant since;

    LargeFiles(BackupParts parts, PageNotes notes, Instant now) {
        this.keys = parts.keys().dedup();
        this.notes = notes;
        this.since = now.minus(LATELY);
    }

    Optional<PagedContent> open(byte[] path, ScannedEntry entry, long length, ChunkDepot depot) {
        return length >= SMALLEST && entry.mtimeSeconds() >= since.getEpochSecond()
                ? Optional.of(new PagedContent(path, notes, keys, depot))
                : Optional.empty();
    }
}
