// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;

/**
 * A read-only snapshot of the subvolume that holds the source, made at the top of that subvolume. Subvolumes below it are
 * not part of it, and appear as empty folders, just as with one file system only.
 */
final class BtrfsView implements SourceView {
    /** The inode of every subvolume's top folder. */
    private static final long TOP = 256;

    private final Tools tools;
    private final Path snapshot;
    private final Bytes path;
    private boolean closed;

    private BtrfsView(Tools tools, Path snapshot, Bytes path) {
        this.tools = tools;
        this.snapshot = snapshot;
        this.path = path;
    }

    static BtrfsView open(Tools tools, String name, Bytes source) {
        try {
            Path real = Path.of(Tools.text(source)).toRealPath();
            Path top = top(real);
            Path snapshot = top.resolve("." + name);
            if (Files.exists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
                requireSnapshot(snapshot);
                tools.run("btrfs", "subvolume", "delete", snapshot.toString());
            }
            tools.run("btrfs", "subvolume", "snapshot", "-r", top.toString(), snapshot.toString());
            return new BtrfsView(tools, snapshot, PathText.bytes(snapshot.resolve(top.relativize(real))));
        } catch (IOException e) {
            throw Tools.failed("the subvolume of the source cannot be found: " + e);
        }
    }

    private static Path top(Path real) throws IOException {
        for (Path at = real; at != null; at = at.getParent()) {
            if (Files.isDirectory(at) && inode(at) == TOP) {
                return at;
            }
        }
        throw Tools.failed("the source lies in no Btrfs subvolume");
    }

    /** Nothing that is not a subvolume of this name is ever deleted. */
    private static void requireSnapshot(Path found) throws IOException {
        if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS) || inode(found) != TOP) {
            throw Tools.failed(found + " is in the way, and is no snapshot");
        }
    }

    private static long inode(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS)).longValue();
    }

    @Override
    public Bytes path() {
        return path;
    }

    @Override
    public boolean isSnapshot() {
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            tools.run("btrfs", "subvolume", "delete", snapshot.toString());
        }
    }
}
