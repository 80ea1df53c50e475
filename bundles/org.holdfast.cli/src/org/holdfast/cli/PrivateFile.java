// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** A new file for a secret: nobody else may read it from its first byte on, and it takes no other file's place. */
record PrivateFile(Path path) {
    /** To be asked before there is anything to write. @throws HoldfastException USAGE */
    void requireNew() {
        if (Files.exists(path)) {
            throw unusable("it is there already", null);
        }
    }

    /** @throws HoldfastException USAGE if it is there already, or cannot be written */
    void write(String text) {
        write(StandardCharsets.UTF_8.encode(text));
    }

    /** @throws HoldfastException USAGE if it is there already, or cannot be written */
    void write(ByteBuffer content) {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(path, options, attributes())) {
            while (content.hasRemaining()) {
                out.write(content);
            }
        } catch (IOException e) {
            throw unusable("it cannot be written (" + e + ")", e);
        }
    }

    /** Takes back what was written. @throws HoldfastException USAGE */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw unusable("it cannot be deleted again (" + e + ")", e);
        }
    }

    private FileAttribute<?>[] attributes() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private HoldfastException unusable(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.USAGE, path.toString(), path + " cannot be used: " + why + ". Name another file.", cause);
    }
}
