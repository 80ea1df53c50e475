// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.holdfast.files.FileKind;
import org.holdfast.files.PathText;
import org.holdfast.files.ScannedEntry;
import org.holdfast.model.Bytes;

/** Describes entries: with all that the "unix" attributes tell, or else with what every system has. */
final class NioAttributes {
    private static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000;
    private static final int PLAIN_DIRECTORY = 0755;
    private static final int PLAIN_FILE = 0644;

    private NioAttributes() {}

    static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Empty for a kind that this system has and we do not, such as a junction. */
    static Optional<ScannedEntry> describe(Path path, Bytes name) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return isUnix(path) ? unix(path, name, basic) : plain(path, name, basic);
    }

    private static Optional<ScannedEntry> unix(Path path, Bytes name, BasicFileAttributes basic) throws IOException {
        Map<String, Object> all = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) all.get("mode");
        Instant changed = ((FileTime) all.get("ctime")).toInstant();
        return kind(mode)
                .map(kind -> entry(
                        name,
                        kind,
                        mode & PERMISSIONS,
                        (Integer) all.get("uid"),
                        (Integer) all.get("gid"),
                        basic,
                        changed,
                        (Long) all.get("dev"),
                        (Long) all.get("ino"),
                        (Integer) all.get("nlink"),
                        linkTarget(path, kind)));
    }

    private static Optional<ScannedEntry> plain(Path path, Bytes name, BasicFileAttributes basic) {
        FileKind kind =
                basic.isDirectory() ? FileKind.DIRECTORY : basic.isSymbolicLink() ? FileKind.SYMLINK : FileKind.FILE;
        int mode = kind == FileKind.DIRECTORY ? PLAIN_DIRECTORY : PLAIN_FILE;
        Instant changed = basic.lastModifiedTime().toInstant();
        return basic.isOther()
                ? Optional.empty()
                : Optional.of(entry(name, kind, mode, 0, 0, basic, changed, 0, 0, 1, linkTarget(path, kind)));
    }

    private static ScannedEntry entry(
            Bytes name,
            FileKind kind,
            int mode,
            int uid,
            int gid,
            BasicFileAttributes basic,
            Instant changed,
            long device,
            long inode,
            int links,
            Bytes linkTarget) {
        Instant modified = basic.lastModifiedTime().toInstant();
        return new ScannedEntry(
                name,
                kind,
                mode,
                uid,
                gid,
                modified.getEpochSecond(),
                modified.getNano(),
                changed.getEpochSecond(),
                changed.getNano(),
                device,
                inode,
                links,
                kind == FileKind.FILE ? basic.size() : 0,
                0,
                linkTarget);
    }

    private static Bytes linkTarget(Path path, FileKind kind) {
        try {
            return kind == FileKind.SYMLINK
                    ? PathText.bytes(Files.readSymbolicLink(path).toString())
                    : Bytes.EMPTY;
        } catch (IOException e) {
            // It was a link a moment ago; as a link to nothing it will be found changed.
            return Bytes.EMPTY;
        }
    }

    private static Optional<FileKind> kind(int mode) {
        return switch (mode & TYPE) {
            case 0040000 -> Optional.of(FileKind.DIRECTORY);
            case 0100000 -> Optional.of(FileKind.FILE);
            case 0120000 -> Optional.of(FileKind.SYMLINK);
            case 0010000 -> Optional.of(FileKind.FIFO);
            case 0140000 -> Optional.of(FileKind.SOCKET);
            case 0020000 -> Optional.of(FileKind.CHARACTER_DEVICE);
            case 0060000 -> Optional.of(FileKind.BLOCK_DEVICE);
            default -> Optional.empty();
        };
    }
}
