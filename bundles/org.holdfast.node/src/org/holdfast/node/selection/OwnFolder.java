// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

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
                    ? new OwnFolder(path, folder.device(), folder.inode())
                    : new OwnFolder(path, 0, 0);
        }
    }

    boolean is(ScannedEntry folder, Bytes full) {
        return full.equals(path) || inode != 0 && folder.inode() == inode && folder.device() == device;
    }
}
