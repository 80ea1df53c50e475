// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.model.ChunkId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notes of a file as it was: what each page was, and where it lies. Read from front to end, as the file is. Only a
 * hint: a damaged note ends the map there, and whoever uses it looks whether the chunks it names are still stored. One
 * thread's.
 */
final class PageMap implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageMap.class);
    /** Files of which more chunks are noted are not looked at for what is little used: that would take memory. */
    private static final int MOST_COUNTED = 100_000;

    private final DataInputStream in;
    private final byte[] key;
    private final Deque<PageRecord> window = new ArrayDeque<>();
    private boolean ended;

    private PageMap(DataInputStream in, byte[] key) {
        this.in = in;
        this.key = key;
    }

    /** Opens notes, if there are any. */
    static Optional<PageMap> open(Path file, byte[] key) {
        try {
            return Files.exists(file) ? Optional.of(new PageMap(stream(file), key)) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("The page notes {} cannot be read, so all of the file's changed chunks are stored", file, e);
            return Optional.empty();
        }
    }

    private static DataInputStream stream(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** How many bytes of the file lie in each chunk; empty if they are too many. Reads to the end. */
    Optional<Map<ChunkId, Long>> uses() {
        Map<ChunkId, Long> uses = new HashMap<>();
        for (Optional<PageRecord> next = next(); next.isPresent(); next = next()) {
            next.get().spans().forEach(span -> uses.merge(span.base(), (long) span.length(), Long::sum));
            if (uses.size() > MOST_COUNTED) {
                return Optional.empty();
            }
        }
        return Optional.of(uses);
    }

    /**
     * Where a part of a page lies, if the page was the same. Pages are asked for in order.
     *
     * @param from in the page, in bytes
     * @param to in the page, exclusive
     */
    Optional<List<Span>> find(long page, byte[] mark, int from, int to) {
        long start = page * PageMarks.PAGE;
        while (!ended && (window.isEmpty() || !reaches(window.getLast(), page))) {
            next().ifPresent(window::add);
        }
        while (!window.isEmpty() && window.getFirst().end() <= start) {
            window.removeFirst();
        }
        boolean same = window.stream()
                .anyMatch(each -> page >= each.firstPage() && reaches(each, page) && each.isMark(page, mark));
        return same ? cover(start + from, start + to) : Optional.empty();
    }

    private static boolean reaches(PageRecord record, long page) {
        return page < record.firstPage() + record.pages();
    }

    private Optional<List<Span>> cover(long from, long to) {
        List<Span> found = new ArrayList<>();
        long covered = from;
        for (PageRecord each : window) {
            long at = each.position();
            for (Span span : each.spans()) {
                long left = Math.max(at, covered);
                long right = Math.min(at + span.length(), to);
                if (left == covered && left < right) {
                    found.add(new Span(span.base(), (int) (span.offset() + left - at), (int) (right - left)));
                    covered = right;
                }
                at += span.length();
            }
        }
        return covered == to ? Optional.of(found) : Optional.empty();
    }

    private Optional<PageRecord> next() {
        Optional<PageRecord> next = Optional.empty();
        try {
            next = ended ? next : PageRecord.read(in, key);
        } catch (IOException e) {
            LOG.warn("Page notes cannot be read on: {}", e.getMessage());
        }
        ended = next.isEmpty();
        return next;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("Page notes did not close", e);
        }
    }
}
