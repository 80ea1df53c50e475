// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.files.DataExtent;
import org.holdfast.files.PathText;
import org.holdfast.files.TreeFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ExtentFinderTest {
    private static final long KIB = 1024;
    private final TreeFolder folder = new TreeFolder();
    private final Scratch scratch = new Scratch();

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void extentsAreWhatWasWritten() throws IOException {
        assertEquals(
                List.of(new DataExtent(128 * KIB, 4 * KIB), new DataExtent(192 * KIB, 4 * KIB)),
                find(500 * KIB, 10, 128 * KIB, 192 * KIB));
    }

    @Test
    void aFileThatIsOneHoleHasAnEmptyExtent() throws IOException {
        assertEquals(List.of(new DataExtent(100 * KIB, 0)), find(100 * KIB, 10));
    }

    @Test
    void aFileWithoutHolesHasNoExtents() throws IOException {
        assertEquals(List.of(), find(8 * KIB, 10, 0, 4 * KIB));
        assertEquals(List.of(), find(0, 10));
        assertEquals(List.of(), find(5, 10, 0));
    }

    /** Holes of 4, 12, 28 … KiB: the smaller ones are taken as data until the list is short enough. */
    @Test
    void manyHolesLoseTheSmallestFirst() throws IOException {
        long[] positions = new long[40];
        long at = 0;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = at;
            at += i % 10 == 9 ? 1024 * KIB : 8 * KIB;
        }
        List<DataExtent> all = find(at, 40, positions);
        assertEquals(40, all.size());
        List<DataExtent> few = find(at, 10, positions);
        assertEquals(
                List.of(
                        new DataExtent(0, 76 * KIB),
                        new DataExtent(positions[10], 76 * KIB),
                        new DataExtent(positions[20], 76 * KIB),
                        new DataExtent(positions[30], 76 * KIB)),
                few);
        assertTrue(find(at, 2, positions).size() <= 2);
    }

    private List<DataExtent> find(long size, int limit, long... positions) throws IOException {
        Path path = folder.resolve("file");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
            for (long position : positions) {
                file.seek(position);
                file.write(new byte[(int) Math.min(4 * KIB, size - position)]);
            }
            file.setLength(size);
        }
        int fd = FileCalls.openat(
                scratch.captured, NameCalls.WORKING_DIRECTORY, scratch.name.set(PathText.bytes(path)), 0, 0);
        try {
            scratch.stat(fd);
            return new ExtentFinder(scratch, limit).find(fd, scratch.stat.size(), scratch.stat.allocated());
        } finally {
            scratch.close(fd);
        }
    }
}
