// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.Events;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileSink;
import org.holdfast.files.FileTree;
import org.holdfast.files.Native;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.TreeCopy;
import org.holdfast.files.TreeFolder;
import org.holdfast.files.TreeScan;
import org.holdfast.files.TreeTarget;
import org.holdfast.files.Trouble;
import org.holdfast.files.compare.ComparisonResult;
import org.holdfast.files.compare.TreeComparison;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What other systems run, shown on Linux, whose "unix" view is that of macOS. */
@EnabledOnOs(OS.LINUX)
class NioFileTreeTest {
    private static final EntryMetadata PLAIN =
            new EntryMetadata(0750, Native.USER, Native.GROUP, 1_000_000_000, 123_000, List.of());
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = new NioFileTree();
    private final Path root = folder.resolve("root");

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void aCopyKeepsWhatNioKnows() throws IOException {
        Files.createDirectories(root.resolve("d/empty"));
        Path file = Files.write(root.resolve("d/file"), new byte[300_000]);
        Files.createLink(root.resolve("other name"), file);
        Files.createSymbolicLink(root.resolve("d/link"), Path.of("../nowhere"));
        umlaut(root);
        Native.chmod(file, 0751);
        Native.setAttribute(file, "user.x", new byte[] {1, 2});
        Native.setTime(file, -77, 5000);
        Native.setTime(root.resolve("d"), 77, 0);
        Path copy = folder.resolve("copy");
        TreeCopy.Report report = TreeCopy.copy(files, bytes(root), bytes(copy), RestoreOptions.careful());
        assertEquals(List.of(), report.troubles());
        assertEquals(List.of(), report.refused());
        // Java cannot set a time before 1970 that has a fraction of a second, and says nothing.
        assertTrue(
                report.warnings().stream().allMatch(warning -> warning.startsWith("d/file: TIME")), report::toString);
        assertEquals(1, report.linked());
        ComparisonResult result = TreeComparison.compare(SystemFiles.tree(), bytes(root), bytes(copy));
        assertTrue(result.shown().stream().allMatch(found -> found.toString().contains("mtime -77")), result::toString);
        assertEquals(7, result.entries());
    }

    @Test
    void bothTreesScanAlike() throws IOException {
        Files.createDirectories(root.resolve("b/c"));
        Files.createFile(root.resolve("b.txt"));
        umlaut(root);
        Files.createFile(root.resolve("b/c/x"));
        Native.mknod(root.resolve("fifo"), 0010600, 0);
        for (ScanOptions options : List.of(ScanOptions.everything(), new ScanOptions(true, 1))) {
            assertEquals(Events.of(SystemFiles.tree(), bytes(root), options), Events.of(files, bytes(root), options));
        }
        assertEquals(List.of("!SOURCE_UNREADABLE"), events(folder.resolve("missing")));
        assertEquals(List.of(""), events(root.resolve("b.txt")));
    }

    @Test
    void aNameThatIsNoTextIsReported() throws IOException {
        Files.createDirectory(root);
        Files.createFile(TreeFolder.at(root, new byte[] {'a', (byte) 0xff}));
        Files.createFile(root.resolve("b"));
        assertEquals(List.of("+", "!SOURCE_UNREADABLE", "b", "-"), events(root));
    }

    @Test
    void aDirectoryCanBeSkipped() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        try (TreeScan scan = files.scan(bytes(root), ScanOptions.everything())) {
            Events.enter(scan, "a");
            scan.skip();
            assertEquals(List.of("-a", "-"), Events.rest(scan));
            assertThrows(IllegalStateException.class, scan::skip);
        }
    }

    @Test
    void changesWhileReadingAreReported() throws IOException {
        Files.createDirectory(root);
        Path file = Files.write(root.resolve("a"), new byte[100]);
        try (TreeScan scan = files.scan(bytes(root), ScanOptions.everything())) {
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                assertEquals(10, content.read(new byte[10], 0, 10));
                Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
                assertEquals(
                        ErrorCode.SOURCE_CHANGED, content.check().orElseThrow().code());
            }
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/etc/passwd"));
            assertTrue(scan.open().isEmpty());
            assertInstanceOf(Trouble.class, scan.next());
        }
    }

    @Test
    void aDirectoryThatWasLeftCanBeEnteredAgainAndItsFilesRead() throws IOException {
        Bytes d = PathText.bytes("d");
        EntryMetadata closed = new EntryMetadata(0500, Native.USER, Native.GROUP, 77, 0, List.of());
        try (TreeTarget target = files.target(bytes(root), RestoreOptions.careful())) {
            target.enter(d);
            Files.writeString(root.resolve("d/file"), "content");
            target.leave(closed);
            target.enter(d);
            assertEquals(0700, (Integer) Files.getAttribute(root.resolve("d"), "unix:mode") & 07777);
            byte[] read = new byte[7];
            try (FileContent content = target.read(PathText.bytes("file")).orElseThrow()) {
                assertEquals(7, content.read(read, 0, 7));
            }
            assertEquals("content", new String(read, StandardCharsets.UTF_8));
            assertTrue(target.read(PathText.bytes("nothing")).isEmpty());
            target.leave(closed);
            assertEquals(0500, (Integer) Files.getAttribute(root.resolve("d"), "unix:mode") & 07777);
            assertTrue(target.read(d).isEmpty(), "a directory is no file");
        }
    }

    @Test
    void whatExistsIsLeftAlone() throws IOException {
        Files.createDirectories(root.resolve("d"));
        Files.writeString(root.resolve("file"), "mine");
        Files.createSymbolicLink(root.resolve("link"), folder.path());
        try (TreeTarget target = files.target(bytes(root), RestoreOptions.careful())) {
            for (String taken : List.of("d", "file", "link")) {
                assertRefused(ErrorCode.TARGET_EXISTS, assertInstanceOf(Restored.class, target.file(name(taken), 1)));
                assertRefused(ErrorCode.TARGET_EXISTS, target.symlink(name(taken), name("x"), PLAIN));
            }
            assertRefused(ErrorCode.TARGET_EXISTS, target.enter(name("file")));
            assertRefused(ErrorCode.TARGET_EXISTS, target.enter(name("link")));
            assertRefused(ErrorCode.MALFORMED_INPUT, target.enter(name("..")));
            assertRefused(ErrorCode.MALFORMED_INPUT, assertInstanceOf(Restored.class, target.file(name("a/b"), 1)));
            assertRefused(ErrorCode.TARGET_EXISTS, target.hardLink(name("n"), List.of(name("link"), name("x"))));
            assertRefused(ErrorCode.RESTORE_INCOMPLETE, target.fifo(name("n"), PLAIN));
            assertRefused(ErrorCode.RESTORE_INCOMPLETE, target.socket(name("n"), PLAIN));
            assertRefused(ErrorCode.RESTORE_INCOMPLETE, target.device(name("n"), FileKind.BLOCK_DEVICE, 1, PLAIN));
        }
        assertEquals(List.of("d", "file", "link"), listing());
        assertEquals("mine", Files.readString(root.resolve("file")));
    }

    @Test
    void overwritingReplacesFiles() throws IOException {
        Files.createDirectories(root.resolve("d"));
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Files.createSymbolicLink(root.resolve("a"), mine);
        try (TreeTarget target =
                files.target(bytes(root), RestoreOptions.careful().overwriting())) {
            try (FileSink sink = assertInstanceOf(FileSink.class, target.file(name("a"), 4096))) {
                sink.write(1, new byte[] {9}, 0, 1);
                assertEquals(new Restored.Done(List.of()), sink.finish(PLAIN));
            }
            assertEquals(4096, target.look(name("a")).orElseThrow().size());
            assertEquals(123_000, target.look(name("a")).orElseThrow().mtimeNanos());
            assertRefused(ErrorCode.TARGET_EXISTS, assertInstanceOf(Restored.class, target.file(name("d"), 1)));
            try (FileSink sink = assertInstanceOf(FileSink.class, target.file(name("b"), 1))) {
                assertThrows(IllegalArgumentException.class, () -> sink.write(1, new byte[1], 0, 1));
            }
            target.sync();
        }
        assertEquals("mine", Files.readString(mine));
        assertEquals(9, Files.readAllBytes(root.resolve("a"))[1]);
        assertEquals(List.of("a", "d"), listing());
    }

    @Test
    void aRootThatIsNoDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> files.target(bytes(file), RestoreOptions.careful()));
        assertEquals(ErrorCode.PATH_UNKNOWN, e.code());
    }

    /** Java can only name it if the character set of the machine has it. */
    private static void umlaut(Path directory) throws IOException {
        boolean named = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
        Files.createFile(directory.resolve(named ? "\u00fcn\u00ef" : "no umlaut"));
    }

    private static void assertRefused(ErrorCode code, Restored restored) {
        assertEquals(code, assertInstanceOf(Restored.Refused.class, restored).code());
    }

    private List<String> events(Path path) {
        return Events.of(files, bytes(path), ScanOptions.everything());
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static Bytes bytes(Path path) {
        return PathText.bytes(path);
    }

    private static Bytes name(String name) {
        return PathText.bytes(name);
    }
}
