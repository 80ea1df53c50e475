// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxScanTest {
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = SystemFiles.tree();

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void entriesComeDepthFirstSortedByTheirBytes() throws IOException {
        Path root =
                Files.createDirectories(folder.resolve("root/b/c")).getParent().getParent();
        Files.createFile(root.resolve("b.txt"));
        Files.createFile(root.resolve("a"));
        Files.createFile(root.resolve("Z"));
        Files.createFile(TreeFolder.at(root, new byte[] {(byte) 0xff}));
        Files.createFile(root.resolve("b/c/d"));
        assertEquals(List.of("+", "Z", "a", "+b", "+b/c", "b/c/d", "-b/c", "-b", "b.txt", "\\xff", "-"), events(root));
    }

    @Test
    void aSkippedDirectoryIsLeftAtOnce() throws IOException {
        Files.createDirectories(folder.resolve("root/a/b"));
        Files.createFile(folder.resolve("root/c"));
        try (TreeScan scan = scan(folder.resolve("root"))) {
            Events.enter(scan, "a");
            scan.skip();
            assertEquals(List.of("-a", "c", "-"), Events.rest(scan));
            assertThrows(IllegalStateException.class, scan::skip);
            assertThrows(NoSuchElementException.class, scan::next);
        }
    }

    @Test
    void theRootMayBeAnything() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        assertEquals(List.of(""), events(file));
        try (TreeScan scan = scan(file)) {
            assertEquals(7, Events.find(scan, "file").size());
            try (FileContent content = scan.open().orElseThrow()) {
                assertEquals(7, content.read(new byte[9], 0, 9));
            }
        }
        Files.createDirectory(folder.resolve("directory"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("link2"));
        Files.createSymbolicLink(folder.resolve("link2"), folder.resolve("directory"));
        assertEquals(List.of("+", "-"), events(folder.resolve("link")));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertEquals(List.of("!SOURCE_UNREADABLE"), events(folder.resolve("loop")));
        assertEquals(List.of("!SOURCE_UNREADABLE"), events(folder.resolve("missing")));
        assertEquals(List.of("!SOURCE_UNREADABLE"), events(folder.resolve("missing/too")));
        assertEquals(List.of("!SOURCE_UNREADABLE"), Events.of(files, Bytes.EMPTY, ScanOptions.everything()));
    }

    @Test
    void theRootOfTheSystemCanBeScanned() {
        try (TreeScan scan = scan(Path.of("/"))) {
            assertTrue(scan.next() instanceof ScanEvent.Enter);
            assertEquals(Bytes.EMPTY, scan.path());
            scan.next();
            assertTrue(scan.path().length() > 0);
        }
    }

    @Test
    void otherFileSystemsAreNotEnteredWhenThatIsAsked() throws IOException {
        Path shared = Path.of("/dev/shm");
        Assumptions.assumeTrue(
                Files.isWritable(shared) && device(shared) != device(Path.of("/dev")),
                "NOT SHOWN HERE: /dev/shm is no file system of its own");
        Path file = Files.createTempFile(shared, "holdfast", "");
        try {
            Bytes root = PathText.bytes("/dev");
            List<String> within = Events.of(files, root, ScanOptions.withinFileSystem());
            String shown = "shm/" + file.getFileName();
            assertTrue(within.contains("+shm") && !within.contains(shown), within::toString);
            assertTrue(Events.of(files, root, ScanOptions.everything()).contains(shown));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void depthHasTheLimitThatIsAsked() throws IOException {
        Files.createDirectories(folder.resolve("root/1/2/3"));
        ScanOptions options = new ScanOptions(false, 2);
        Bytes root = PathText.bytes(folder.resolve("root"));
        assertEquals(
                List.of("+", "+1", "+1/2", "+1/2/3", "!SOURCE_UNREADABLE", "-1/2/3", "-1/2", "-1", "-"),
                Events.of(files, root, options));
    }

    /** Java's own view of the same entries, found through quite different calls. */
    @Test
    void entriesAreDescribedAsJavaDescribesThem() throws IOException {
        Path root = folder.resolve("root");
        NastyTree.build(root);
        int compared = 0;
        try (TreeScan scan = scan(root)) {
            while (scan.hasNext()) {
                ScanEvent event = scan.next();
                ScannedEntry entry = event instanceof ScanEvent.Found(ScannedEntry found) ? found : null;
                if (entry != null && scan.path().length() < 300) {
                    compare(path(root, scan.path()), entry);
                    compared++;
                }
            }
        }
        assertTrue(compared > 300, compared + " entries");
    }

    private static void compare(Path path, ScannedEntry entry) throws IOException {
        Map<String, Object> unix = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        String shown = path.toString();
        assertEquals((Integer) unix.get("mode") & 07777, entry.mode(), shown);
        assertEquals(unix.get("uid"), entry.uid(), shown);
        assertEquals(unix.get("gid"), entry.gid(), shown);
        assertEquals(unix.get("ino"), entry.inode(), shown);
        assertEquals(unix.get("dev"), entry.device(), shown);
        assertEquals(unix.get("nlink"), entry.links(), shown);
        FileTime modified = (FileTime) unix.get("lastModifiedTime");
        assertEquals(modified.toInstant().getEpochSecond(), entry.mtimeSeconds(), shown);
        // Java counts nanoseconds in a long, which ends in 2262; later times it tells in microseconds.
        int unit = entry.mtimeSeconds() > Long.MAX_VALUE / 1_000_000_000 ? 1000 : 1;
        assertEquals(modified.toInstant().getNano() / unit, entry.mtimeNanos() / unit, shown);
        FileTime changed = (FileTime) unix.get("ctime");
        assertEquals(changed.toInstant().getEpochSecond(), entry.ctimeSeconds(), shown);
        assertEquals(changed.toInstant().getNano(), entry.ctimeNanos(), shown);
        switch (entry.kind()) {
            case FILE -> assertEquals(unix.get("size"), entry.size(), shown);
            case CHARACTER_DEVICE, BLOCK_DEVICE -> assertEquals(unix.get("rdev"), entry.rdev(), shown);
            case SYMLINK ->
                assertEquals((long) (Long) unix.get("size"), entry.linkTarget().length(), shown);
            case DIRECTORY, FIFO, SOCKET -> assertEquals(0, entry.size(), shown);
        }
    }

    @Test
    void attributesCanBeReadAtEveryEntry() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root/a")).getParent();
        Assumptions.assumeTrue(
                Native.setAttribute(root, "user.r", new byte[] {1}) == 0, "NOT SHOWN HERE: no user attributes");
        Native.setAttribute(root.resolve("a"), "user.b", new byte[] {2});
        Native.setAttribute(root.resolve("a"), "user.a", new byte[0]);
        ExtendedAttribute ofRoot = new ExtendedAttribute(PathText.bytes("user.r"), Bytes.of(new byte[] {1}));
        ExtendedAttribute first = new ExtendedAttribute(PathText.bytes("user.a"), Bytes.EMPTY);
        ExtendedAttribute second = new ExtendedAttribute(PathText.bytes("user.b"), Bytes.of(new byte[] {2}));
        try (TreeScan scan = scan(root)) {
            for (List<ExtendedAttribute> expected :
                    List.of(List.of(ofRoot), List.of(first, second), List.of(first, second), List.of(ofRoot))) {
                scan.next();
                assertEquals(expected, scan.attributes());
                assertEquals(expected, scan.attributes());
            }
        }
    }

    @Test
    void aContentOutlivesItsScan() throws IOException {
        byte[] bytes = new byte[700_000];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(folder.resolve("file"), bytes);
        FileContent content;
        try (TreeScan scan = scan(folder.path())) {
            Events.find(scan, "file");
            content = scan.open().orElseThrow();
        }
        try (content) {
            byte[] read = new byte[bytes.length];
            int done = 0;
            for (int count = 0; count >= 0; count = content.read(read, done, Math.min(99_999, read.length - done))) {
                done += count;
                if (done == read.length) {
                    assertEquals(-1, content.read(new byte[1], 0, 1));
                    break;
                }
            }
            assertArrayEquals(bytes, read);
            assertEquals(List.of(), content.extents());
            assertTrue(content.check().isEmpty());
        }
        assertThrows(IllegalStateException.class, () -> content.read(new byte[1], 0, 1));
    }

    /** However deep the tree, at most 64 directories are open. */
    @Test
    void fewDirectoriesAreOpenAtATime() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Native.close(NastyTree.deepen(root));
        long before = openDescriptors();
        long most = 0;
        try (TreeScan scan = scan(root)) {
            while (scan.hasNext()) {
                scan.next();
                boolean probe = scan.path().length() % 100 == 0;
                most = probe ? Math.max(most, openDescriptors()) : most;
            }
        }
        assertTrue(most > before && most <= before + 64, before + " before, then " + most);
        assertEquals(before, openDescriptors());
    }

    @Test
    void manyEntriesInOneDirectory() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        int count = 100_000;
        // Hard links are quick to make; ext4 allows 65,000 to a file.
        Path even = Files.createFile(folder.resolve("even"));
        Path odd = Files.createFile(folder.resolve("odd"));
        for (int i = 0; i < count; i++) {
            Files.createLink(root.resolve("entry " + i * 7919L % count), i % 2 == 0 ? even : odd);
        }
        List<String> expected = Stream.concat(
                        Stream.of("+"),
                        Stream.concat(
                                Stream.iterate(0, i -> i + 1)
                                        .limit(count)
                                        .map(i -> "entry " + i)
                                        .sorted(),
                                Stream.of("-")))
                .toList();
        assertEquals(expected, events(root));
    }

    private List<String> events(Path root) {
        return Events.of(files, PathText.bytes(root), ScanOptions.everything());
    }

    private TreeScan scan(Path root) {
        return files.scan(PathText.bytes(root), ScanOptions.everything());
    }

    private static Path path(Path root, Bytes below) {
        Path at = root;
        byte[] bytes = below.toArray();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '/') {
                at = TreeFolder.at(at, java.util.Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return at;
    }

    /** The least of some looks: for a moment the virtual machine opens files of its own, such as its control group's. */
    private static long openDescriptors() throws IOException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 3; look++) {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                least = Math.min(least, open.count());
            }
        }
        return least;
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }
}
