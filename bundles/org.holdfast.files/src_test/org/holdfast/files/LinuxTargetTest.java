// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxTargetTest {
    private static final EntryMetadata PLAIN =
            new EntryMetadata(0750, Native.USER, Native.GROUP, 1_000_000_000, 123, List.of());
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = SystemFiles.tree();
    private Path root;

    @BeforeEach
    void chooseRoot() {
        root = folder.resolve("restored/here");
    }

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void theRootIsMadeWhenItIsMissing() throws IOException {
        open(RestoreOptions.careful()).close();
        assertTrue(Files.isDirectory(root));
        Path file = Files.createFile(folder.resolve("file"));
        for (Path wrong : List.of(file, file.resolve("below"))) {
            HoldfastException e = assertThrows(
                    HoldfastException.class, () -> files.target(PathText.bytes(wrong), RestoreOptions.careful()));
            assertEquals(ErrorCode.PATH_UNKNOWN, e.code());
        }
    }

    @Test
    void aFileBearsItsNameOnlyWhenItIsWhole() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            FileSink sink = begin(target, "a", 5);
            sink.write(0, text("hello"), 0, 5);
            assertFalse(Files.exists(root.resolve("a")));
            assertTrue(target.look(name("a")).isEmpty());
            assertEquals(new Restored.Done(List.of()), sink.finish(PLAIN));
            sink.close();
            assertEquals("hello", Files.readString(root.resolve("a")));
            assertEquals(0750, (Integer) Files.getAttribute(root.resolve("a"), "unix:mode") & 07777);
            ScannedEntry found = target.look(name("a")).orElseThrow();
            assertEquals(List.of(5L, 1_000_000_000L, 123L), List.of(found.size(), found.mtimeSeconds(), (long)
                    found.mtimeNanos()));
        }
    }

    @Test
    void anUnfinishedFileLeavesNothingBehind() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            try (FileSink sink = begin(target, "a", 5)) {
                sink.write(0, text("he"), 0, 2);
            }
            assertEquals(List.of(), listing());
        }
    }

    /** A killed restore leaves its temporary files; the next one that makes the same entries removes them. */
    @Test
    void whatAKilledRestoreLeftIsReplaced() throws IOException {
        TreeTarget killed = open(RestoreOptions.careful());
        FileSink abandoned = begin(killed, "a", 5);
        abandoned.write(0, text("wrong"), 0, 5);
        assertEquals(1, listing().size());
        try (TreeTarget target = open(RestoreOptions.careful())) {
            write(target, "a", "right");
        }
        assertEquals(List.of("a"), listing());
        assertEquals("right", Files.readString(root.resolve("a")));
    }

    @Test
    void partsOfAFileMayComeInAnyOrderAndHolesStay() throws IOException {
        byte[] block = new byte[300_000];
        java.util.Arrays.fill(block, (byte) 7);
        long size = 1L << 30;
        try (TreeTarget target = open(RestoreOptions.careful());
                FileSink sink = begin(target, "a", size)) {
            sink.write(1 << 20, block, 0, block.length);
            sink.write(0, block, 1, 3);
            assertThrows(IllegalArgumentException.class, () -> sink.write(size - 1, block, 0, 2));
            assertThrows(IllegalArgumentException.class, () -> sink.write(-1, block, 0, 2));
            sink.finish(PLAIN);
        }
        Path file = root.resolve("a");
        assertEquals(size, Files.size(file));
        try (TreeScan scan = files.scan(PathText.bytes(file), ScanOptions.everything())) {
            Events.find(scan, "a");
            try (FileContent content = scan.open().orElseThrow()) {
                assertEquals(2, content.extents().size(), "extents " + content.extents());
                byte[] read = new byte[8];
                assertEquals(8, content.read(read, 0, 8));
                assertArrayEquals(new byte[] {7, 7, 7, 0, 0, 0, 0, 0}, read);
            }
        }
    }

    @Test
    void aDirectoryThatWasLeftCanBeEnteredAgainAndItsFilesRead() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            target.enter(name("d"));
            try (FileSink sink = begin(target, "a", 5)) {
                sink.write(0, text("hello"), 0, 5);
                sink.finish(PLAIN);
            }
            Files.createSymbolicLink(root.resolve("d/link"), Path.of("a"));
            target.leave(PLAIN);
            target.enter(name("d"));
            byte[] read = new byte[5];
            try (FileContent content = target.read(name("a")).orElseThrow()) {
                assertEquals(5, content.read(read, 0, 5));
            }
            assertArrayEquals(text("hello"), read);
            assertTrue(target.read(name("link")).isEmpty(), "no link is followed");
            assertTrue(target.read(name("nothing")).isEmpty());
            target.leave(PLAIN);
            assertEquals(
                    1_000_000_000, Files.getLastModifiedTime(root.resolve("d")).to(TimeUnit.SECONDS));
            assertTrue(target.read(name("d")).isEmpty(), "a directory is no file");
        }
    }

    @Test
    void whatExistsIsLeftAlone() throws IOException {
        Files.createDirectories(root.resolve("directory"));
        Files.writeString(root.resolve("file"), "mine");
        Files.createSymbolicLink(root.resolve("link"), Path.of("file"));
        try (TreeTarget target = open(RestoreOptions.complete())) {
            write(target, "original", "x");
            for (String taken : List.of("file", "link", "directory")) {
                assertExists(assertInstanceOf(Restored.class, target.file(name(taken), 0)));
                assertExists(target.symlink(name(taken), name("x"), PLAIN));
                assertExists(target.fifo(name(taken), PLAIN));
                assertExists(target.socket(name(taken), PLAIN));
                assertExists(target.device(name(taken), FileKind.CHARACTER_DEVICE, 0x103, PLAIN));
                assertExists(target.hardLink(name(taken), List.of(name("original"))));
            }
            assertExists(target.enter(name("file")));
            assertExists(target.enter(name("link")));
        }
        assertEquals("mine", Files.readString(root.resolve("file")));
        assertEquals(List.of("directory", "file", "link", "original"), listing());
    }

    /** What appears while a file is being written is found at its end. */
    @Test
    void whatAppearsMeanwhileIsLeftAlone() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful());
                FileSink sink = begin(target, "a", 0)) {
            Files.writeString(root.resolve("a"), "mine");
            assertExists(sink.finish(PLAIN));
        }
        assertEquals(List.of("a"), listing());
        assertEquals("mine", Files.readString(root.resolve("a")));
    }

    @Test
    void overwritingReplacesAllButDirectories() throws IOException {
        Files.createDirectories(root.resolve("directory"));
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.createSymbolicLink(root.resolve("a"), precious);
        Files.createLink(root.resolve("b"), precious);
        Files.createSymbolicLink(root.resolve("c"), folder.path());
        try (TreeTarget target = open(RestoreOptions.careful().overwriting())) {
            write(target, "a", "new");
            write(target, "b", "new");
            assertExists(assertInstanceOf(Restored.class, target.file(name("directory"), 0)));
            assertEquals(new Restored.Done(List.of()), target.enter(name("c")));
            write(target, "inside", "new");
            target.leave(PLAIN);
            assertEquals(new Restored.Done(List.of()), target.hardLink(name("b"), List.of(name("a"))));
            assertEquals(new Restored.Done(List.of()), target.hardLink(name("b"), List.of(name("a"))));
        }
        assertEquals("mine", Files.readString(precious));
        assertTrue(Files.isDirectory(root.resolve("c"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("new", Files.readString(root.resolve("c/inside")));
        assertFalse(Files.exists(folder.resolve("inside")));
        assertTrue(Files.isSameFile(root.resolve("a"), root.resolve("b")));
        assertEquals(List.of("a", "b", "c", "directory"), listing());
    }

    @Test
    void anExistingDirectoryIsUsed() throws IOException {
        Files.createDirectories(root.resolve("d/e"));
        Files.writeString(root.resolve("d/mine"), "mine");
        try (TreeTarget target = open(RestoreOptions.careful())) {
            assertEquals(new Restored.Done(List.of()), target.enter(name("d")));
            write(target, "new", "new");
            assertEquals(new Restored.Done(List.of()), target.leave(PLAIN));
        }
        assertEquals("mine", Files.readString(root.resolve("d/mine")));
        assertEquals("new", Files.readString(root.resolve("d/new")));
        assertEquals(0750, (Integer) Files.getAttribute(root.resolve("d"), "unix:mode") & 07777);
        assertEquals(
                1_000_000_000,
                Files.getLastModifiedTime(root.resolve("d")).toInstant().getEpochSecond());
    }

    @Test
    void attributesThatTheBackupDoesNotHaveAreRemoved() throws IOException {
        Files.createDirectories(root.resolve("d"));
        Native.setAttribute(root.resolve("d"), "user.old", new byte[] {1});
        try (TreeTarget target = open(RestoreOptions.careful())) {
            target.enter(name("d"));
            target.leave(PLAIN);
        }
        try (TreeScan scan = files.scan(PathText.bytes(root.resolve("d")), ScanOptions.everything())) {
            scan.next();
            assertEquals(List.of(), scan.attributes());
        }
    }

    @Test
    void theRootIsLeftLast() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            assertEquals(new Restored.Done(List.of()), target.leave(PLAIN));
            assertThrows(IllegalStateException.class, () -> target.enter(name("a")));
        }
        assertEquals(0750, (Integer) Files.getAttribute(root, "unix:mode") & 07777);
    }

    @Test
    void aDirectoryIsNotLeftWhileItsFilesAreWritten() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            target.enter(name("d"));
            FileSink sink = begin(target, "a", 0);
            assertThrows(IllegalStateException.class, () -> target.leave(PLAIN));
            sink.close();
            target.leave(PLAIN);
        }
    }

    @Test
    @Tag("R26")
    void privilegedThingsAreRestoredOnlyWhenAsked() throws IOException {
        Nobody.assumeRoot();
        Bytes capability = Bytes.of(java.util.HexFormat.of().parseHex("0100000200040000000000000000000000000000"));
        ExtendedAttribute attribute = new ExtendedAttribute(PathText.bytes("security.capability"), capability);
        EntryMetadata special = new EntryMetadata(06755, 5, 6, 0, 0, List.of(attribute));
        try (TreeTarget target = open(RestoreOptions.careful())) {
            Restored.Done done = assertInstanceOf(Restored.Done.class, write(target, "a", "x", special));
            assertEquals(
                    List.of(Warning.Aspect.ATTRIBUTE, Warning.Aspect.MODE),
                    done.warnings().stream().map(Warning::aspect).toList());
            Restored device = target.device(name("null"), FileKind.CHARACTER_DEVICE, 0x103, PLAIN);
            assertEquals(
                    ErrorCode.RESTORE_INCOMPLETE,
                    assertInstanceOf(Restored.Refused.class, device).code());
        }
        assertEquals(0755, (Integer) Files.getAttribute(root.resolve("a"), "unix:mode") & 07777);
        try (TreeTarget target = open(RestoreOptions.complete())) {
            assertEquals(new Restored.Done(List.of()), write(target, "b", "x", special));
            Restored device = target.device(name("null"), FileKind.CHARACTER_DEVICE, 0x103, PLAIN);
            assertEquals(new Restored.Done(List.of()), device);
        }
        assertEquals(06755, (Integer) Files.getAttribute(root.resolve("b"), "unix:mode") & 07777);
        assertEquals(0x103L, Files.getAttribute(root.resolve("null"), "unix:rdev"));
    }

    @Test
    void aTimeThatTheFileSystemCannotHoldIsReported() throws IOException {
        EntryMetadata far = new EntryMetadata(0644, Native.USER, Native.GROUP, Long.MAX_VALUE / 4, 5, List.of());
        try (TreeTarget target = open(RestoreOptions.careful())) {
            Restored.Done done = assertInstanceOf(Restored.Done.class, write(target, "a", "x", far));
            boolean held = target.look(name("a")).orElseThrow().mtimeSeconds() == far.mtimeSeconds();
            Assumptions.assumeFalse(held, "NOT SHOWN HERE: this file system holds every time");
            assertEquals(
                    List.of(Warning.Aspect.TIME),
                    done.warnings().stream().map(Warning::aspect).toList());
        }
    }

    @Test
    void everythingCanBePutOnTheDisk() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            target.enter(name("d"));
            assertEquals(new Restored.Done(List.of()), write(target, "a", "x"));
            assertEquals(new Restored.Done(List.of()), target.symlink(name("l"), name("a"), PLAIN));
            assertEquals(new Restored.Done(List.of()), target.hardLink(name("h"), List.of(name("d"), name("a"))));
            target.leave(PLAIN);
            target.sync();
        }
        assertEquals("x", Files.readString(root.resolve("d/h")));
    }

    @Test
    void aHardLinkToWhatIsNotThereIsRefused() throws IOException {
        try (TreeTarget target = open(RestoreOptions.careful())) {
            target.enter(name("d"));
            for (List<Bytes> path : List.of(List.of(name("x")), List.of(name("d"), name("e"), name("x")))) {
                Restored refused = target.hardLink(name("a"), path);
                assertEquals(
                        ErrorCode.RESTORE_INCOMPLETE,
                        assertInstanceOf(Restored.Refused.class, refused).code());
            }
        }
    }

    private TreeTarget open(RestoreOptions options) {
        return files.target(PathText.bytes(root), options);
    }

    private static FileSink begin(TreeTarget target, String name, long size) {
        return assertInstanceOf(FileSink.class, target.file(name(name), size));
    }

    private static Restored write(TreeTarget target, String name, String content) {
        return write(target, name, content, PLAIN);
    }

    private static Restored write(TreeTarget target, String name, String content, EntryMetadata metadata) {
        try (FileSink sink = begin(target, name, content.length())) {
            sink.write(0, text(content), 0, content.length());
            return sink.finish(metadata);
        }
    }

    private static void assertExists(Restored restored) {
        assertEquals(
                ErrorCode.TARGET_EXISTS,
                assertInstanceOf(Restored.Refused.class, restored).code());
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes name(String name) {
        return PathText.bytes(name);
    }
}
