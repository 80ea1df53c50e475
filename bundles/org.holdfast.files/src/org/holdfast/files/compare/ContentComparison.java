// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.files.DataExtent;
import org.holdfast.files.FileContent;
import org.holdfast.files.LogicalReader;

/** Compares two files of equal size, byte by byte, and their holes. */
final class ContentComparison {
    /** Holes of this length and more must be holes in the copy too. */
    static final long NOTABLE_HOLE = 64 * 1024;

    private static final int WINDOW = 256 * 1024;
    private final byte[] left = new byte[WINDOW];
    private final byte[] right = new byte[WINDOW];

    void compare(Side first, Side second, Consumer<String> differences) {
        Optional<FileContent> original = first.open();
        Optional<FileContent> copy = second.open();
        try {
            if (original.isPresent() && copy.isPresent()) {
                compareBytes(original.get(), copy.get(), differences);
                compareHoles(original.get(), copy.get(), differences);
                original.get().check().ifPresent(first::report);
                copy.get().check().ifPresent(second::report);
            }
        } finally {
            original.ifPresent(FileContent::close);
            copy.ifPresent(FileContent::close);
        }
    }

    private void compareBytes(FileContent original, FileContent copy, Consumer<String> differences) {
        LogicalReader first = new LogicalReader(original);
        LogicalReader second = new LogicalReader(copy);
        long size = original.entry().size();
        long position = 0;
        while (position < size) {
            int length = (int) Math.min(WINDOW, size - position);
            if (!first.fill(position, left, 0, length) || !second.fill(position, right, 0, length)) {
                differences.accept("content cannot be compared beyond byte " + position);
                return;
            }
            int mismatch = Arrays.mismatch(left, 0, length, right, 0, length);
            if (mismatch >= 0) {
                differences.accept("content differs at byte " + (position + mismatch));
                return;
            }
            position = Math.min(first.nextData(position + length), second.nextData(position + length));
        }
    }

    private static void compareHoles(FileContent original, FileContent copy, Consumer<String> differences) {
        List<DataExtent> extents = original.extents();
        if (extents.isEmpty()) {
            return;
        }
        List<DataExtent> copied = copy.extents().isEmpty()
                ? List.of(new DataExtent(0, copy.entry().size()))
                : copy.extents();
        long position = 0;
        for (DataExtent extent : extents) {
            compareHole(position, extent.offset(), copied, differences);
            position = extent.end();
        }
        compareHole(position, original.entry().size(), copied, differences);
    }

    private static void compareHole(long start, long end, List<DataExtent> copied, Consumer<String> differences) {
        boolean filled = copied.stream().anyMatch(extent -> extent.offset() < end && extent.end() > start);
        if (end - start >= NOTABLE_HOLE && filled) {
            differences.accept("the hole of " + (end - start) + " bytes at " + start + " is filled");
        }
    }
}
