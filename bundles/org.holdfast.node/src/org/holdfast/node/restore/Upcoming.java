// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Walks a tree some way ahead of the restore, on a thread of its own, and has the segments loaded that will be wanted.
 * It runs ahead by a bounded number of bytes, so that what it had loaded is still there when the restore arrives.
 */
final class Upcoming implements AutoCloseable {
    private static final int AHEAD_KIB = 24 * 1024;
    private static final int ENTRY_KIB = 8;

    private final Browser browser;
    private final ChunkReader chunks;
    private final LinkedBlockingQueue<RestoreStep> steps = new LinkedBlockingQueue<>();
    private final Semaphore ahead = new Semaphore(AHEAD_KIB);
    private final Thread walker;
    private int lastCost;

    Upcoming(Browser browser, ChunkReader chunks, TreeEntry top) {
        this.browser = browser;
        this.chunks = chunks;
        this.walker = Thread.ofVirtual().name("restore-ahead").start(() -> walk(top));
    }

    /** The next step; belongs to the restoring thread. */
    RestoreStep next() {
        ahead.release(lastCost);
        try {
            RestoreStep step = steps.take();
            lastCost = cost(step);
            return step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "restore", "The restore was cancelled.", e);
        }
    }

    private void walk(TreeEntry top) {
        try {
            visit(top);
            steps.add(new RestoreStep.End());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the restore has ended; nobody waits for more
        } catch (RuntimeException e) {
            steps.add(new RestoreStep.Broken(e));
        }
    }

    private void visit(TreeEntry top) throws InterruptedException {
        if (top.kind() != EntryKind.DIRECTORY) {
            announce(top);
            return;
        }
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(enter(top));
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.entries().hasNext()) {
                levels.pop();
                offer(new RestoreStep.Leave(level.directory()));
                continue;
            }
            TreeEntry entry = level.entries().next();
            if (entry.kind() == EntryKind.DIRECTORY) {
                levels.push(enter(entry));
            } else {
                announce(entry);
            }
        }
    }

    private record Level(TreeEntry directory, Iterator<TreeEntry> entries) {}

    private Level enter(TreeEntry directory) throws InterruptedException {
        offer(new RestoreStep.Enter(directory));
        return new Level(directory, browser.entries(directory.content()));
    }

    private void announce(TreeEntry entry) throws InterruptedException {
        if (entry.content().level() == 0 && !entry.content().ids().isEmpty()) {
            chunks.find(entry.content().ids().getFirst()).ifPresent(chunks::prefetch);
        }
        offer(new RestoreStep.Write(entry));
    }

    private void offer(RestoreStep step) throws InterruptedException {
        ahead.acquire(cost(step));
        steps.add(step);
    }

    private static int cost(RestoreStep step) {
        return switch (step) {
            case RestoreStep.Write(TreeEntry entry) ->
                (int) Math.min(AHEAD_KIB / 2, ENTRY_KIB + (entry.content().length() >> 10));
            case RestoreStep.Enter enter -> ENTRY_KIB;
            case RestoreStep.Leave leave -> ENTRY_KIB;
            case RestoreStep.End end -> 0;
            case RestoreStep.Broken broken -> 0;
        };
    }

    @Override
    public void close() {
        walker.interrupt();
    }
}
