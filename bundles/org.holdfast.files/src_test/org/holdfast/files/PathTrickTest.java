// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.files.internal.TemporaryName;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A backup with hostile names, and someone who changes the target while it is written: nothing is written outside the
 * root, and nothing that was there before gets other metadata.
 */
@EnabledOnOs(OS.LINUX)
class PathTrickTest {
    private static final EntryMetadata OPEN = new EntryMetadata(0711, Native.USER, Native.GROUP, 1, 1, List.of());
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = SystemFiles.tree();
    private final Path root = folder.resolve("root");
    private final Path outside = folder.resolve("outside");

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void namesThatAreNoSingleComponentAreRefused() throws IOException {
        Files.createDirectory(outside);
        Native.chmod(outside, 0700);
        try (TreeTarget target = target()) {
            target.enter(name("deep"));
            for (String hostile :
                    List.of("", ".", "..", "/", "../outside/x", "a/b", "/etc/x", "a\0b", "\0", outside + "/x")) {
                Bytes name = name(hostile);
                assertRefused(target.enter(name), hostile);
                assertRefused(assertInstanceOf(Restored.class, target.file(name, 0)), hostile);
                assertRefused(target.symlink(name, name("x"), OPEN), hostile);
                assertRefused(target.fifo(name, OPEN), hostile);
                assertRefused(target.socket(name, OPEN), hostile);
                assertRefused(target.device(name, FileKind.BLOCK_DEVICE, 1, OPEN), hostile);
                assertRefused(target.hardLink(name, List.of(name("x"))), hostile);
                assertRefused(target.hardLink(name("x"), List.of(name, name("passwd"))), hostile);
                assertRefused(target.hardLink(name("x"), List.of(name)), hostile);
                assertTrue(target.look(name).isEmpty(), hostile);
            }
        }
        assertEquals(List.of("outside", "root", "root/deep"), listing(folder.path()));
    }

    @Test
    void linkTargetsThatCannotBeAreRefused() {
        try (TreeTarget target = target()) {
            for (String hostile : List.of("", "a\0b", "x".repeat(4096))) {
                assertRefused(target.symlink(name("link"), name(hostile), OPEN), hostile);
            }
        }
    }

    @Test
    void namesThatAreTooLongAreRefused() {
        Bytes name = name("x".repeat(256));
        Bytes longest = name("x".repeat(5000));
        try (TreeTarget target = target()) {
            for (Bytes each : List.of(name, longest)) {
                assertInstanceOf(Restored.Refused.class, target.enter(each));
                assertInstanceOf(Restored.Refused.class, target.file(each, 0));
                assertInstanceOf(Restored.Refused.class, target.fifo(each, OPEN));
                assertInstanceOf(Restored.Refused.class, target.hardLink(each, List.of(name("x"))));
                assertTrue(target.look(each).isEmpty());
            }
        }
    }

    @Test
    void aLinkInThePlaceOfADirectoryIsNotEntered() throws IOException {
        Files.createDirectory(outside);
        Native.chmod(outside, 0700);
        Files.createDirectory(root);
        Files.createSymbolicLink(root.resolve("d"), outside);
        try (TreeTarget target = target()) {
            assertEquals(ErrorCode.TARGET_EXISTS, refusal(target.enter(name("d"))));
        }
        assertEquals(List.of(), listing(outside));
    }

    /** The directory under the cursor is swapped for a link: what is written follows the directory, not the name. */
    @Test
    void aDirectoryThatBecomesALinkLeadsNowhereElse() throws IOException {
        Files.createDirectory(outside);
        Native.chmod(outside, 0700);
        Files.writeString(outside.resolve("victim"), "precious");
        try (TreeTarget target = target()) {
            target.enter(name("d"));
            Files.move(root.resolve("d"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("d"), outside);
            try (FileSink sink = assertInstanceOf(FileSink.class, target.file(name("victim"), 1))) {
                sink.write(0, new byte[] {1}, 0, 1);
                assertInstanceOf(Restored.Done.class, sink.finish(OPEN));
            }
            assertInstanceOf(Restored.Done.class, target.symlink(name("l"), name("x"), OPEN));
            assertInstanceOf(Restored.Done.class, target.leave(OPEN));
        }
        assertEquals(List.of("victim"), listing(outside));
        assertEquals("precious", Files.readString(outside.resolve("victim")));
        assertEquals(0700, mode(outside));
        assertEquals(List.of("l", "victim"), listing(root.resolve("moved")));
    }

    /** Deep down the parents are closed; a directory moved out of the root must not take the cursor with it. */
    @Test
    void parentsAreFoundAgainOnlyWhereTheyWere() throws IOException {
        Files.createDirectory(outside);
        Native.chmod(outside, 0700);
        try (TreeTarget target = target()) {
            for (int i = 1; i <= 100; i++) {
                assertInstanceOf(Restored.Done.class, target.enter(name("d" + i)));
            }
            Files.move(root.resolve("d1/d2/d3/d4"), outside.resolve("d4"));
            Files.move(root.resolve("d1/d2/d3"), root.resolve("d1/d2/gone"));
            for (int i = 100; i > 4; i--) {
                target.leave(OPEN);
            }
            HoldfastException e = assertThrows(HoldfastException.class, () -> target.leave(OPEN));
            assertEquals(ErrorCode.RESTORE_INCOMPLETE, e.code());
            assertThrows(HoldfastException.class, () -> target.file(name("x"), 0));
            assertThrows(HoldfastException.class, () -> target.leave(OPEN));
        }
        assertEquals(0700, mode(outside));
        assertTrue(Files.notExists(outside.resolve("x")));
    }

    @Test
    void aHardLinkDoesNotFollowLinks() throws IOException {
        Files.createDirectory(outside);
        Native.chmod(outside, 0700);
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectory(root);
        Files.createSymbolicLink(root.resolve("d"), outside);
        Files.createSymbolicLink(root.resolve("l"), outside.resolve("secret"));
        try (TreeTarget target = target()) {
            assertInstanceOf(Restored.Refused.class, target.hardLink(name("a"), List.of(name("d"), name("secret"))));
            assertInstanceOf(Restored.Done.class, target.hardLink(name("b"), List.of(name("l"))));
        }
        assertEquals(List.of("b", "d", "l"), listing(root));
        assertTrue(Files.isSymbolicLink(root.resolve("b")));
        assertEquals(1, Files.getAttribute(outside.resolve("secret"), "unix:nlink"));
    }

    /** A link planted under the temporary name is removed, not written through. */
    @Test
    void aLinkUnderTheTemporaryNameIsNotFollowed() throws IOException {
        Files.createDirectory(root);
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Native.chmod(victim, 0600);
        Path planted = root.resolve(PathText.shown(TemporaryName.of(name("a"))));
        try (TreeTarget target = target()) {
            Files.createSymbolicLink(planted, victim);
            try (FileSink sink = assertInstanceOf(FileSink.class, target.file(name("a"), 1))) {
                sink.write(0, new byte[] {1}, 0, 1);
                assertInstanceOf(Restored.Done.class, sink.finish(OPEN));
            }
            Files.createLink(root.resolve(PathText.shown(TemporaryName.of(name("b")))), victim);
            assertInstanceOf(Restored.Done.class, target.fifo(name("b"), OPEN));
        }
        assertEquals("precious", Files.readString(victim));
        assertEquals(0600, mode(victim));
        assertEquals(List.of("a", "b"), listing(root));
    }

    private TreeTarget target() {
        return files.target(PathText.bytes(root), RestoreOptions.complete());
    }

    private static void assertRefused(Restored restored, String name) {
        assertEquals(ErrorCode.MALFORMED_INPUT, refusal(restored), "name " + PathText.shown(name(name)));
    }

    private static ErrorCode refusal(Restored restored) {
        return assertInstanceOf(Restored.Refused.class, restored).code();
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    private static List<String> listing(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.filter(path -> !path.equals(directory))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Bytes name(String name) {
        return PathText.bytes(name);
    }
}
