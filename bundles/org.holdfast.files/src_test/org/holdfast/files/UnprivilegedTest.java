// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.files.compare.ComparisonResult;
import org.holdfast.files.compare.TreeComparison;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What someone who is not root gets: everything that is possible, and a warning for the rest. */
@EnabledOnOs(OS.LINUX)
class UnprivilegedTest {
    private final TreeFolder folder = new TreeFolder();
    private final FileTree files = SystemFiles.tree();
    private final Path target = folder.resolve("target");

    @BeforeEach
    void giveAFolder() throws IOException {
        Nobody.assumeRoot();
        Files.createDirectory(target);
        Native.chown(target, Nobody.ID, Nobody.ID);
    }

    @AfterEach
    void remove() {
        folder.close();
    }

    @Test
    void ownFilesAreRestoredInFull() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path closed = Files.createDirectory(source.resolve("closed"));
        Path file = Files.writeString(closed.resolve("read-only"), "content");
        Native.setAttribute(file, "user.x", new byte[] {1});
        Native.setTime(file, -5, 6);
        Native.symlink(new byte[] {'x'}, closed.resolve("link"));
        Native.mknod(closed.resolve("fifo"), 0010600, 0);
        for (Path path : List.of(source, closed, file, closed.resolve("link"), closed.resolve("fifo"))) {
            Native.chown(path, Nobody.ID, Nobody.ID);
        }
        Native.chmod(file, 0400);
        Native.chmod(closed, 0500);
        for (int round = 0; round < 2; round++) {
            TreeCopy.Report report =
                    Nobody.run(() -> copy(source, RestoreOptions.careful().overwriting()));
            assertTrue(report.smooth(), report::toString);
            ComparisonResult result = TreeComparison.compare(files, PathText.bytes(source), PathText.bytes(target));
            assertEquals(List.of(), result.shown(), "round " + round);
        }
    }

    @Test
    void whatNeedsRootIsReportedEntryByEntry() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path file = Files.writeString(source.resolve("file"), "content");
        Native.setAttribute(file, "trusted.x", new byte[] {1});
        Native.chmod(file, 04755);
        Native.mknod(source.resolve("null"), 0020666, 0x103);
        Native.chown(source, Nobody.ID, Nobody.ID);
        RestoreOptions options = RestoreOptions.complete();
        List<ExtendedAttribute> trusted =
                List.of(new ExtendedAttribute(PathText.bytes("trusted.x"), Bytes.of(new byte[] {1})));
        EntryMetadata wanted = new EntryMetadata(04755, 0, 0, 7, 8, trusted);
        Nobody.run(() -> {
            try (TreeTarget into = files.target(PathText.bytes(target), options)) {
                Bytes name = PathText.bytes("file");
                try (FileSink sink = assertInstanceOf(FileSink.class, into.file(name, 0))) {
                    Restored.Done done = assertInstanceOf(Restored.Done.class, sink.finish(wanted));
                    assertEquals(
                            List.of(Warning.Aspect.OWNER, Warning.Aspect.ATTRIBUTE, Warning.Aspect.MODE),
                            done.warnings().stream().map(Warning::aspect).toList());
                }
                Restored device = into.device(PathText.bytes("null"), FileKind.CHARACTER_DEVICE, 0x103, wanted);
                assertEquals(
                        ErrorCode.RESTORE_INCOMPLETE,
                        assertInstanceOf(Restored.Refused.class, device).code());
            }
            return true;
        });
        Path restored = target.resolve("file");
        assertEquals(0755, (Integer) Files.getAttribute(restored, "unix:mode") & 07777);
        assertEquals(Nobody.ID, Files.getAttribute(restored, "unix:uid"));
        assertEquals(7, Files.getLastModifiedTime(restored).toInstant().getEpochSecond());
    }

    @Test
    void aDirectoryOfSomeoneElseIsRefusedAndTheRestGoesOn() throws Exception {
        Files.createDirectory(target.resolve("closed"));
        Native.chmod(target.resolve("closed"), 0755);
        Nobody.run(() -> {
            try (TreeTarget into = files.target(PathText.bytes(target), RestoreOptions.careful())) {
                assertInstanceOf(Restored.Done.class, into.enter(PathText.bytes("closed")));
                Restored.Refused refused = assertInstanceOf(Restored.Refused.class, into.file(PathText.bytes("a"), 0));
                assertEquals(ErrorCode.RESTORE_INCOMPLETE, refused.code());
                assertInstanceOf(Restored.Refused.class, into.enter(PathText.bytes("d")));
                return true;
            }
        });
    }

    private TreeCopy.Report copy(Path source, RestoreOptions options) {
        return TreeCopy.copy(files, PathText.bytes(source), PathText.bytes(target), options);
    }
}
