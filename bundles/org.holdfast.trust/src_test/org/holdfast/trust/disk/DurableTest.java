// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen without cutting the power: at no moment is there anything but the old file or the new one. */
@Tag("G")
class DurableTest {
    private static final int SIZE = 300_000;
    private static final int WRITES = 200;

    @TempDir
    Path folder;

    private static byte[] content(int write) {
        byte[] content = new byte[SIZE];
        Arrays.fill(content, (byte) write);
        return content;
    }

    @Test
    void aReaderSeesOneWholeContentOrTheOther() throws Exception {
        Path file = folder.resolve("file");
        Durable.write(file, content(0));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer = Thread.ofPlatform()
                .uncaughtExceptionHandler((thread, e) -> failure.set(e))
                .start(() -> {
                    try {
                        for (int i = 1; i <= WRITES; i++) {
                            Durable.write(file, content(i));
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
        while (writer.isAlive()) {
            byte[] seen = Files.readAllBytes(file);
            assertEquals(SIZE, seen.length);
            assertArrayEquals(content(seen[0]), seen);
        }
        assertEquals(null, failure.get());
        assertArrayEquals(content(WRITES), Files.readAllBytes(file));
    }

    /** As after a full disk, or a folder without a right. */
    @Test
    void aWriteThatFailsLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path obstacle = Files.createDirectories(folder.resolve("file.tmp/full")).getParent();
        assertThrows(IOException.class, () -> Durable.write(file, content(1)));
        assertThrows(IOException.class, () -> Durable.writePrivate(file, content(1)));
        assertEquals("old", Files.readString(file));
        Files.delete(obstacle.resolve("full"));
        Durable.write(file, content(1));
        assertArrayEquals(content(1), Files.readAllBytes(file));
    }

    @Test
    void whatACrashLeftBesideItIsNotTakenUp() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.writeString(folder.resolve("file.tmp"), "half of a much longer conte");
        Durable.write(file, new byte[] {'n', 'e', 'w'});
        assertEquals("new", Files.readString(file));
        try (var all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void whoMayUseItStays() throws IOException {
        Path file = folder.resolve("deep/file");
        Durable.write(file, content(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Durable.write(file, content(2));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Durable.writePrivate(file, content(3));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
