// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import org.holdfast.model.Bytes;

/**
 * The files of one kind of system. Thread-safe; each scan and each target belongs to one thread at a time.
 *
 * <p>A root is a path in the system's own bytes (on Linux as the kernel takes it, elsewhere UTF-8); {@link PathText}
 * makes one from text or from a {@link java.nio.file.Path}.
 */
public interface FileTree {
    /**
     * Begins to read the tree at {@code root}, which may be a directory or any other entry. A root that is a symbolic
     * link is followed, since people name sources through links; nothing below it is. A root that is missing or cannot
     * be read gives a scan whose only event is a {@link Trouble}.
     *
     * @throws org.holdfast.model.HoldfastException PATH_UNKNOWN if the system has no way to name such a path at all
     */
    TreeScan scan(Bytes root, ScanOptions options);

    /**
     * Begins to write below the directory {@code root}, which is made, with its parents, when it is missing.
     *
     * @throws org.holdfast.model.HoldfastException PATH_UNKNOWN if it is no directory or cannot be made
     */
    TreeTarget target(Bytes root, RestoreOptions options);

    /** Names of the users and groups of this system, with a memory of its own: ask for a new one now and then. */
    AccountNames accounts();
}
