// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.Events;
import org.holdfast.files.FileTree;
import org.holdfast.files.Native;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.TreeFolder;
import org.holdfast.files.TreeScan;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking into a folder that was just entered, by both trees. */
@EnabledOnOs(OS.LINUX)
@Tag("R25")
class PeekTest {
    private static final Bytes RULES = PathText.bytes("rules");
    private final TreeFolder folder = new TreeFolder();
    private final Path root = folder.resolve("root");

    @AfterEach
    void remove() {
        folder.close();
    }

    private TreeScan scan(boolean system) {
        FileTree files = system ? SystemFiles.tree() : new NioFileTree();
        return files.scan(PathText.bytes(root), ScanOptions.everything());
    }

    private static Optional<byte[]> peek(TreeScan scan, int limit) {
        return scan.peek(RULES, limit);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBeginningOfAFileIsReadAndNoEventIsLost(boolean system) throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/rules"), "0123456789");
        Files.writeString(root.resolve("a/zero"), "");
        try (TreeScan scan = scan(system)) {
            Events.enter(scan, "a");
            assertArrayEquals(new byte[] {'0', '1', '2'}, peek(scan, 3).orElseThrow());
            assertEquals(10, peek(scan, 1_000_000).orElseThrow().length);
            assertEquals(List.of("a/rules", "a/zero", "-a", "-"), Events.rest(scan));
            assertThrows(IllegalStateException.class, () -> peek(scan, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyRegularFilesAreRead(boolean system) throws IOException {
        Files.createDirectories(root.resolve("a/rules"));
        Files.createDirectories(root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b/rules"), Path.of("/etc/passwd"));
        Files.createDirectories(root.resolve("c"));
        Native.mknod(root.resolve("c/rules"), 0010600, 0);
        Files.createDirectories(root.resolve("d"));
        try (TreeScan scan = scan(system)) {
            for (String each : List.of("a", "b", "c", "d")) {
                Events.enter(scan, each);
                assertEquals(Optional.empty(), peek(scan, 10), each);
            }
            assertEquals(List.of("-d", "-"), Events.rest(scan));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasLookedIntoCanStillBeSkipped(boolean system) throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/rules"), "x");
        try (TreeScan scan = scan(system)) {
            Events.enter(scan, "a");
            peek(scan, 10);
            scan.skip();
            assertEquals(List.of("-a", "-"), Events.rest(scan));
        }
    }
}
