// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.Bytes;

/**
 * Writes one tree. A cursor stands in a directory, at first in the root; every method acts in that directory. Names are
 * single components: "", ".", "..", and names with a slash or NUL are refused. No path is ever followed through a
 * symbolic link, so nothing is written outside the root whatever happens in it meanwhile.
 *
 * <p>What exists is left alone unless the options say otherwise (TARGET_EXISTS). Each entry gets its metadata before it
 * gets its name; a directory gets its own when it is left. Used by one thread at a time, except for open sinks.
 *
 * <p>All methods throw {@link org.holdfast.model.HoldfastException} with NO_SPACE or DISK_FAILED when the disk ends the
 * restore, and with RESTORE_INCOMPLETE when the directories above the cursor were moved away by someone else.
 */
public interface TreeTarget extends AutoCloseable {
    /**
     * Goes into a directory, which is made if it is missing; one that was left before may be entered again. Refused, the
     * cursor stays.
     */
    Restored enter(Bytes name);

    /**
     * Gives the cursor's directory its metadata and goes to its parent. In the root the cursor stays, and nothing more
     * may be done there. Every sink of the directory MUST be closed before.
     */
    Restored leave(EntryMetadata metadata);

    /** Begins a regular file of {@code size} bytes. */
    FileStart file(Bytes name, long size);

    Restored symlink(Bytes name, Bytes linkTarget, EntryMetadata metadata);

    Restored fifo(Bytes name, EntryMetadata metadata);

    Restored socket(Bytes name, EntryMetadata metadata);

    /** Makes a device node; {@code kind} is one of the two device kinds, {@code rdev} as in {@link ScannedEntry}. */
    Restored device(Bytes name, FileKind kind, long rdev, EntryMetadata metadata);

    /**
     * Makes {@code name} another name of what was restored before.
     *
     * @param earlier where that is: the names of the path from the root to it
     */
    Restored hardLink(Bytes name, List<Bytes> earlier);

    /**
     * What is there now under a name. A regular file with the size and mtime of the one to restore needs no restoring:
     * under their own names there are only whole files.
     */
    Optional<ScannedEntry> look(Bytes name);

    /** Opens the regular file that is there now under a name; empty if there is none, or it cannot be read. */
    Optional<FileContent> read(Bytes name);

    /** Puts everything written so far on the disk. */
    void sync();

    @Override
    void close();
}
