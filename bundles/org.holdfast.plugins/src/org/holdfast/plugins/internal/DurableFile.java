// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Files that are on the disk when a method returns: written beside their place, forced, renamed, folder forced. Only
 * their owner may read them, where the system knows such a thing. Stateless.
 */
public final class DurableFile {
    private DurableFile() {}

    /** Replaces or makes a file. */
    public static void write(Path file, byte[] content) {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel out = create(draft)) {
                for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                    out.write(rest);
                }
                out.force(true);
            }
            move(draft, file);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    /** A new file that only its owner may use. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), forOwner(file));
    }

    /** Renames within one folder, replacing what is there. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(to.toAbsolutePath().getParent());
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            force(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            force(folder.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("make the folder", folder, e);
        }
    }

    /** Folders can be forced on POSIX systems only (docs/platforms.md). */
    private static void force(Path folder) throws IOException {
        if (posix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] forOwner(Path path) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static HoldfastException failed(String what, Path path, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                path.toString(),
                "Cannot " + what + " " + path + ": " + cause + ". Check the disk and who may use this folder",
                cause);
    }
}
