// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.files.DataExtent;
import org.holdfast.files.FileContent;

/**
 * Finds where a file has data. Blocks that were reserved but never written count as holes, as the file systems count
 * them. Of a file with very many holes the small ones are taken as data, at first those below 8 KiB, then 16 and so on,
 * until the list is short enough.
 */
final class ExtentFinder {
    /** Smaller files are asked for holes only if they take less space than they are long. */
    private static final long ALWAYS_ASKED = 64 * 1024;

    private static final long SMALLEST_MERGED = 4096;

    private final Scratch scratch;
    private final int limit;

    ExtentFinder(Scratch scratch) {
        this(scratch, FileContent.MAXIMUM_EXTENTS);
    }

    ExtentFinder(Scratch scratch, int limit) {
        this.scratch = scratch;
        this.limit = limit;
    }

    /** As {@link FileContent#extents} promises. */
    List<DataExtent> find(int fd, long size, long allocated) {
        if (size == 0 || size < ALWAYS_ASKED && allocated >= size) {
            return List.of();
        }
        long firstHole = seek(fd, 0, FileCalls.SEEK_HOLE);
        if (firstHole < 0 || firstHole >= size) {
            // A file system that cannot tell has no holes for us.
            return List.of();
        }
        List<DataExtent> found = search(fd, size);
        return found.isEmpty() ? List.of(new DataExtent(size, 0)) : List.copyOf(found);
    }

    private List<DataExtent> search(int fd, long size) {
        List<DataExtent> found = new ArrayList<>();
        long smallestHole = 1;
        long start = seek(fd, 0, FileCalls.SEEK_DATA);
        while (start >= 0 && start < size) {
            long hole = seek(fd, start, FileCalls.SEEK_HOLE);
            long end = hole < 0 ? size : Math.min(hole, size);
            add(found, start, end, smallestHole);
            if (found.size() > limit) {
                smallestHole = Math.max(2 * smallestHole, 2 * SMALLEST_MERGED);
                found = merged(found, smallestHole);
            }
            // ENXIO: no data beyond here.
            start = end == size ? size : seek(fd, end, FileCalls.SEEK_DATA);
        }
        return found;
    }

    private static List<DataExtent> merged(List<DataExtent> extents, long smallestHole) {
        List<DataExtent> merged = new ArrayList<>();
        extents.forEach(extent -> add(merged, extent.offset(), extent.end(), smallestHole));
        return merged;
    }

    private static void add(List<DataExtent> extents, long start, long end, long smallestHole) {
        if (!extents.isEmpty() && start - extents.getLast().end() < smallestHole) {
            DataExtent last = extents.removeLast();
            extents.add(new DataExtent(last.offset(), end - last.offset()));
        } else {
            extents.add(new DataExtent(start, end - start));
        }
    }

    private long seek(int fd, long from, int whence) {
        return FileCalls.lseek(scratch.captured, fd, from, whence);
    }
}
