// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R19")
class PrivateFileTest {
    @TempDir
    private Path folder;

    @Test
    void isForItsOwnerAndReplacesNothing() throws IOException {
        PrivateFile file = new PrivateFile(folder.resolve("sheet.txt"));
        file.requireNew();
        file.write("words\n");

        assertEquals("words\n", Files.readString(file.path()));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        }
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, file::requireNew).code());
        assertThrows(HoldfastException.class, () -> file.write("other"));
        assertEquals("words\n", Files.readString(file.path()));
    }
}
