// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.disk;

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
import org.jspecify.annotations.Nullable;

/**
 * Small files that are on the disk when a method returns: written beside their place, forced, renamed, folder forced.
 * Whenever it ends in between there is the old or the new file, whole; what may be left is a file that ends in {@code
 * .tmp}, which nobody reads and the next write replaces. Stateless; two who write one file at a time need a lock.
 */
public final class Durable {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private Durable() {}

    /** Replaces or makes a file, and its folder if that is missing. One that is replaced keeps who may use it. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path draft = draft(file);
        try (FileChannel out = FileChannel.open(draft, NEW)) {
            if (isPosix(file) && Files.exists(file)) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
            }
            writeAll(out, content);
        }
        move(draft, file);
    }

    /** The same for a file that only its owner may read, where the system knows such a thing (0600). */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        Path draft = draft(file);
        try (FileChannel out = createPrivate(draft)) {
            writeAll(out, content);
        }
        move(draft, file);
    }

    /** A new file that only its owner may use; it is not durable yet. */
    public static FileChannel createPrivate(Path file) throws IOException {
        return FileChannel.open(file, NEW, permissions(file, "rw-------"));
    }

    /** What makes a file or folder with these permissions, where the system knows such a thing. */
    public static FileAttribute<?>[] permissions(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Renames within one folder, replacing a file that is there. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(folder(to));
    }

    /** Folders can be forced on POSIX systems only; elsewhere the promise ends with the file (docs/platforms.md). */
    public static void forceFolder(@Nullable Path folder) throws IOException {
        if (folder != null && isPosix(folder) && Files.isDirectory(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Writes and forces. */
    public static void writeAll(FileChannel out, byte[] content) throws IOException {
        for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
            out.write(rest);
        }
        out.force(true);
    }

    /** Where a file is written first; what an earlier write left there is gone. */
    private static Path draft(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        return draft;
    }

    private static @Nullable Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
