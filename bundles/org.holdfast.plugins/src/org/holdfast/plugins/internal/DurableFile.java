// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;

/**
 * Files of plug-ins, by {@link Durable}: on the disk when a method returns, and their owner's alone. What fails is told
 * with the file's name. Stateless.
 */
public final class DurableFile {
    private DurableFile() {}

    /** Replaces or makes a file. */
    public static void write(Path file, byte[] content) {
        try {
            Durable.writePrivate(file, content);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Durable.forceFolder(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            Durable.forceFolder(folder.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("make the folder", folder, e);
        }
    }

    static HoldfastException failed(String what, Path path, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                path.toString(),
                "Cannot " + what + " " + path + ": " + cause + ". Check the disk and who may use this folder",
                cause);
    }
}
