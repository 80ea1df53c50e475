// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;

/**
 * Walks a tree ahead of the restore, on a thread of its own, and hands it over window by window: one is gathered while
 * the one before is restored.
 */
final class Upcoming implements AutoCloseable {
    private final Browser browser;
    private final ChunkReader chunks;
    private final SynchronousQueue<News> news = new SynchronousQueue<>();
    private final Thread walker;
    private RestoreWindow window = new RestoreWindow(); // the walker's

    private sealed interface News {
        record Gathered(RestoreWindow window) implements News {}

        record End() implements News {}

        /** The tree could not be read further. */
        record Broken(RuntimeException cause) implements News {}
    }

    Upcoming(Browser browser, ChunkReader chunks, Place top, TreeEntry entry) {
        this.browser = browser;
        this.chunks = chunks;
        this.walker = Thread.ofVirtual().name("restore-ahead").start(() -> walk(top, entry));
    }

    /** The next window, nothing at the end; belongs to the restoring thread. Throws what made the tree unreadable. */
    Optional<RestoreWindow> next() {
        try {
            return switch (news.take()) {
                case News.Gathered(RestoreWindow next) -> Optional.of(next);
                case News.End end -> Optional.empty();
                case News.Broken(RuntimeException cause) -> throw cause;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "restore", "The restore was cancelled.", e);
        }
    }

    private void walk(Place top, TreeEntry entry) {
        try {
            News last = visited(top, entry);
            news.put(new News.Gathered(window));
            news.put(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the restore has ended; nobody waits for more
        }
    }

    private News visited(Place top, TreeEntry entry) throws InterruptedException {
        try {
            visit(top, entry);
            return new News.End();
        } catch (RuntimeException e) {
            return new News.Broken(e);
        }
    }

    private record Level(Place place, Iterator<TreeEntry> entries) {}

    private void visit(Place top, TreeEntry first) throws InterruptedException {
        Deque<Level> levels = new ArrayDeque<>();
        take(top, first, levels);
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (level.entries().hasNext()) {
                take(level.place(), level.entries().next(), levels);
            } else {
                levels.pop();
            }
        }
    }

    private void take(Place place, TreeEntry entry, Deque<Level> levels) throws InterruptedException {
        if (entry.kind() == EntryKind.DIRECTORY) {
            Place child = place.below(entry);
            add(RestoreStep.make(child), Optional.empty());
            levels.push(new Level(child, browser.entries(entry.content())));
        } else {
            add(RestoreStep.write(place, entry), segment(entry));
        }
    }

    /** Where an entry's content begins. */
    private Optional<SegmentId> segment(TreeEntry entry) {
        return entry.content().level() > 0
                ? Optional.empty()
                : entry.content().ids().stream()
                        .findFirst()
                        .flatMap(chunks::find)
                        .map(ChunkLocation::segment);
    }

    private void add(RestoreStep step, Optional<SegmentId> segment) throws InterruptedException {
        window.add(step, segment);
        if (window.isFull()) {
            news.put(new News.Gathered(window));
            window = new RestoreWindow();
        }
    }

    @Override
    public void close() {
        walker.interrupt();
    }
}
