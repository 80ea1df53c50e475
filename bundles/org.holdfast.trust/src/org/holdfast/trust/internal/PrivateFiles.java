// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;

/**
 * Small files that only their owner may read, where the system knows such a thing (0600, folders 0700). A file is
 * written beside its place, forced, renamed into place, and its folder forced: after a crash there is the old or the
 * new one, whole. Stateless.
 */
public final class PrivateFiles {
    private static final String TEMPORARY = ".tmp";

    private PrivateFiles() {}

    /** Makes a folder, and those above it, if they are missing. */
    public static void makeFolder(Path folder) {
        try {
            Path above = folder.toAbsolutePath().getParent();
            if (above != null) {
                Files.createDirectories(above);
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, Durable.permissions(folder, "rwx------"));
            }
            Durable.forceFolder(above);
        } catch (IOException e) {
            throw failed("cannot make the folder", folder, e);
        }
    }

    /** Replaces or makes a file; durable on return. */
    public static void write(Path file, byte[] content) {
        try {
            Durable.writePrivate(file, content);
        } catch (IOException e) {
            throw failed("cannot write", file, e);
        }
    }

    /** A file's bytes, or empty if there is no such file. A longer file than {@code max} is cut after one byte more. */
    public static Optional<byte[]> read(Path file, int max) {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(in.size(), max + 1L));
            while (content.hasRemaining() && in.read(content) >= 0) {
                continue;
            }
            return Optional.of(content.hasRemaining() ? trimmed(content) : content.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("cannot read", file, e);
        }
    }

    private static byte[] trimmed(ByteBuffer content) {
        byte[] exact = Arrays.copyOf(content.array(), content.position());
        Arrays.fill(content.array(), (byte) 0);
        return exact;
    }

    /**
     * Overwrites a file with zeros and deletes it, and what an interrupted write may have left beside it. Disks and file
     * systems that never write in place (flash, copy on write) may keep the old bytes for a while: nothing that runs
     * above them can help that.
     *
     * @return whether there was such a file
     */
    public static boolean erase(Path file) {
        try {
            wipe(file.resolveSibling(file.getFileName() + TEMPORARY));
            boolean there = wipe(file);
            Durable.forceFolder(file.toAbsolutePath().getParent());
            return there;
        } catch (IOException e) {
            throw failed("cannot erase", file, e);
        }
    }

    private static boolean wipe(Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Durable.writeAll(out, new byte[Math.toIntExact(out.size())]);
        } catch (NoSuchFileException e) {
            return false;
        }
        return Files.deleteIfExists(file);
    }

    /** Renames a folder into place; durable on return. */
    public static void moveFolder(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            Durable.forceFolder(to.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed("cannot make", to, e);
        }
    }

    private static HoldfastException failed(String what, Path path, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                path.toString(),
                what + " " + path + ": " + cause + ". Check the disk and who may use this folder",
                cause);
    }
}
