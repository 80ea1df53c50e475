// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come from files that nobody else can read, and go into no text. */
@Tag("G")
class SecretFilesTest {
    @TempDir
    private Path folder;

    private Path write(String text, String permissions) throws IOException {
        Path file = folder.resolve("smtp.password");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private String refused(String file) {
        try (SecretFiles secrets = new SecretFiles(folder)) {
            HoldfastException e = assertThrows(HoldfastException.class, () -> secrets.read(file));
            assertEquals(ErrorCode.CONFIG_INVALID, e.code());
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void theFirstLineIsTheSecretAndIsTakenOutOfTexts() throws IOException {
        Path file = write("hunter2 ü\r\nnot this\n", "rw-------");
        try (SecretFiles secrets = new SecretFiles(folder)) {
            assertEquals("hunter2 ü", new String(secrets.read("smtp.password"), StandardCharsets.UTF_8));
            assertEquals("hunter2 ü", new String(secrets.read(file.toString()), StandardCharsets.UTF_8));
            assertEquals("535 (secret) is wrong", secrets.without("535 hunter2 ü is wrong"));
        }
    }

    @Test
    void aShortSecretDoesNotTearTextsApart() throws IOException {
        write("e", "r--------");
        try (SecretFiles secrets = new SecretFiles(folder)) {
            secrets.read("smtp.password");
            assertEquals("refused", secrets.without("refused"));
        }
    }

    @Test
    void whatOthersCanReadIsNoSecret() throws IOException {
        for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            write("hunter2", open);
            String why = refused("smtp.password");
            assertTrue(why.contains("chmod 600"), why);
            assertFalse(why.contains("hunter2"), why);
        }
    }

    @Test
    void whatIsNotThereEmptyOrLongIsNamed() throws IOException {
        assertTrue(refused("missing").contains("is not there"));
        assertTrue(refused(".").contains("is not there"));
        assertTrue(refused("nul\0").contains("cannot be"));
        write("\nsecond line", "rw-------");
        assertTrue(refused("smtp.password").contains("is empty"));
        write("x".repeat(5000), "rw-------");
        assertTrue(refused("smtp.password").contains("longer than 4096"));
    }
}
