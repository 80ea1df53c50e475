// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;

/**
 * What a restore would do, told without doing it: nothing is fetched but directories, and nothing is written. What is there
 * is looked at by kind, size and time, and no link is followed. Where a path is no text in UTF-8, it counts as not there. One
 * thread's.
 */
public final class Preview {
    private final Path target;
    private final boolean replaces;
    private final RestoreTally tally;

    /**
     * @param target below which the full paths would be built
     * @param replaces whether what differs would be replaced
     * @param tally counts files that would be written or kept, their bytes, and what would be refused
     */
    public Preview(Path target, boolean replaces, RestoreTally tally) {
        this.target = target;
        this.replaces = replaces;
        this.tally = tally;
    }

    /** Of one entry, at its path as it is shown. */
    public void look(String path, TreeEntry entry) {
        try {
            Path place = place(path);
            Optional<Path> barred = bar(place);
            if (barred.isPresent()) {
                refuse(path, barred.get() + " is in the way and is no folder");
                return;
            }
            Optional<BasicFileAttributes> found = attributes(place);
            if (entry.kind() == EntryKind.DIRECTORY) {
                if (found.filter(there -> !there.isDirectory()).isPresent()) {
                    refuse(path, "something that is no folder is there");
                }
                return;
            }
            judge(path, entry, found);
        } catch (IOException | InvalidPathException e) {
            refuse(path, "it cannot be looked at what is there (" + e + ")");
        }
    }

    private void judge(String path, TreeEntry entry, Optional<BasicFileAttributes> found) {
        if (found.filter(there -> isSame(there, entry)).isPresent()) {
            tally.files.increment();
            tally.kept.increment();
        } else if (found.isEmpty() || replaces && !found.get().isDirectory()) {
            tally.files.increment();
            tally.bytes.add(entry.content().length());
        } else {
            refuse(path, found.get().isDirectory() ? "a folder is there" : "something else is there");
        }
    }

    private void refuse(String path, String why) {
        tally.problem(path, ErrorCode.TARGET_EXISTS, why + "; it would be left as it is.");
    }

    private Path place(String path) {
        String name = new String(PathText.parse(path).toArray(), StandardCharsets.UTF_8);
        return target.resolve(name.substring(name.startsWith("/") ? 1 : 0));
    }

    /** What stands between the target and the place, and is no folder. */
    private Optional<Path> bar(Path place) throws IOException {
        Path at = target;
        for (Path name : target.relativize(place).getNameCount() > 1
                ? target.relativize(place).getParent()
                : Path.of("")) {
            at = at.resolve(name);
            if (attributes(at).filter(there -> !there.isDirectory()).isPresent()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(BasicFileAttributes there, TreeEntry entry) {
        boolean kind = entry.kind() == EntryKind.FILE
                ? there.isRegularFile() && there.size() == entry.size()
                : entry.kind() == EntryKind.SYMLINK ? there.isSymbolicLink() : there.isOther();
        return kind
                && there.lastModifiedTime()
                        .equals(FileTime.from(Instant.ofEpochSecond(entry.mtimeSeconds(), entry.mtimeNanos())));
    }
}
