// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.restore.RestoreRun;
import org.holdfast.node.selection.OwnFolder;

/**
 * Where this node restores to: anywhere but into its own data folder. Its keys, its settings and its passes are there, so
 * whoever may restore could else make himself whatever he likes; and what was backed up there is never newer than what is
 * there. Thread-safe.
 */
final class RestorePlaces {
    private static final boolean SLASHES = File.separatorChar == '/';

    private final Path home;
    private final FileTree files;

    /** @param home the node's data folder */
    RestorePlaces(Path home, FileTree files) {
        this.home = home;
        this.files = files;
    }

    /**
     * What people name as the place of a restore.
     *
     * @throws HoldfastException USAGE if it is not absolute, or goes up with {@code ..}; TARGET_FORBIDDEN
     */
    void require(String to) {
        boolean absolute = SLASHES ? to.startsWith("/") : Path.of(to).isAbsolute();
        if (!absolute || Arrays.asList(to.split("[/\\\\]")).contains("..")) {
            throw new HoldfastException(
                    ErrorCode.USAGE, to, "'" + to + "' is no place to restore to: name an absolute path without '..'.");
        }
        if (!SLASHES && SourceDesk.isInside(Path.of(to), home)) {
            throw forbidden(to);
        }
        requireOutside(PathText.bytes(to));
    }

    /** The same of a folder below it that is about to be written into. @throws HoldfastException TARGET_FORBIDDEN */
    Bytes requireOutside(Bytes folder) {
        if (own().holds(files, folder)) {
            throw forbidden(PathText.shown(folder));
        }
        return folder;
    }

    /** Adds to how a restore writes that it does not go into the data folder from above either. */
    RestoreRun.Manner manner(RestoreOptions options, boolean changedOnly) {
        OwnFolder own = own();
        return new RestoreRun.Manner(options, changedOnly, own::is);
    }

    /** Looked at each time: a folder may be moved, and another one have its number. */
    private OwnFolder own() {
        return OwnFolder.find(files, PathText.bytes(home.toAbsolutePath()));
    }

    private HoldfastException forbidden(String place) {
        return new HoldfastException(
                ErrorCode.TARGET_FORBIDDEN,
                place,
                place + " lies in this node's own data folder, " + home
                        + ", where its keys and settings are: nothing is"
                        + " restored into it. Restore to another folder, and copy from there what you need.");
    }
}
