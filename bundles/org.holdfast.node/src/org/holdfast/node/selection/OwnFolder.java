// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.io.File;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.model.Bytes;

/**
 * The node's data folder, which changes with every backup and is never part of one. Known by its path and, as a source
 * may lead to it through links, by what the file system calls it.
 */
public record OwnFolder(Bytes path, long device, long inode) {
    private static final Bytes ROOT = PathText.bytes("/");
    private static final byte[] UP = {'/', '.', '.'};
    private static final int DEEPEST = 1000;

    /** @param path absolute */
    public static OwnFolder find(FileTree files, Bytes path) {
        return look(files, path)
                .map(folder -> new OwnFolder(slashed(path), folder.device(), folder.inode()))
                .orElseGet(() -> new OwnFolder(slashed(path), 0, 0));
    }

    boolean is(ScannedEntry folder, Bytes full) {
        return slashed(full).equals(path) || is(folder);
    }

    /** Whether the file system calls it the same; never where it has no such names. */
    public boolean is(ScannedEntry folder) {
        return inode != 0 && folder.inode() == inode && folder.device() == device;
    }

    /**
     * Whether a folder is this one or lies in it, whatever links lead there; of one that is still to be made, whether it
     * would. Goes up from it, as the system sees it, until there is nothing above.
     */
    public boolean holds(FileTree files, Bytes folder) {
        Bytes there = folder;
        while (look(files, there).isEmpty() && above(there).length() < there.length()) {
            there = above(there);
        }
        Optional<ScannedEntry> below = Optional.empty();
        Optional<ScannedEntry> now = look(files, there);
        for (int levels = 0; levels < DEEPEST && now.isPresent(); levels++) {
            if (is(now.get())) {
                return true;
            }
            if (isSame(now, below)) {
                return false; // the top, which is above itself
            }
            there = up(there);
            below = now;
            now = look(files, there);
        }
        return true; // a path that is too long to be followed to the top is not believed
    }

    private static Bytes up(Bytes path) {
        byte[] bytes = Arrays.copyOf(path.toArray(), path.length() + UP.length);
        System.arraycopy(UP, 0, bytes, path.length(), UP.length);
        return Bytes.of(bytes);
    }

    /** A path without its last component; the root is above itself. */
    private static Bytes above(Bytes path) {
        byte[] bytes = path.toArray();
        int end = bytes.length - 1;
        while (end > 0 && bytes[end] != '/') {
            end--;
        }
        return end <= 0 ? ROOT : Bytes.of(Arrays.copyOf(bytes, end));
    }

    private static boolean isSame(Optional<ScannedEntry> one, Optional<ScannedEntry> other) {
        return other.filter(there -> one.orElseThrow().inode() == there.inode()
                        && one.orElseThrow().device() == there.device())
                .isPresent();
    }

    private static Optional<ScannedEntry> look(FileTree files, Bytes path) {
        try (TreeScan scan = files.scan(path, ScanOptions.everything())) {
            return scan.hasNext() && scan.next() instanceof ScanEvent.Enter(ScannedEntry folder)
                    ? Optional.of(folder)
                    : Optional.empty();
        }
    }

    /** With slashes between its components, whatever the system writes there; so that paths can be compared. */
    public static Bytes slashed(Bytes path) {
        if (File.separatorChar == '/') {
            return path;
        }
        byte[] bytes = path.toArray();
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = bytes[at] == File.separatorChar ? (byte) '/' : bytes[at];
        }
        return Bytes.of(bytes);
    }
}
