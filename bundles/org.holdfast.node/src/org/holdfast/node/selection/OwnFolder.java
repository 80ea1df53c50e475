// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.io.File;
import org.holdfast.files.FileTree;
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
    /** @param path absolute */
    public static OwnFolder find(FileTree files, Bytes path) {
        try (TreeScan scan = files.scan(path, ScanOptions.everything())) {
            return scan.hasNext() && scan.next() instanceof ScanEvent.Enter(ScannedEntry folder)
                    ? new OwnFolder(slashed(path), folder.device(), folder.inode())
                    : new OwnFolder(slashed(path), 0, 0);
        }
    }

    boolean is(ScannedEntry folder, Bytes full) {
        return slashed(full).equals(path) || inode != 0 && folder.inode() == inode && folder.device() == device;
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
