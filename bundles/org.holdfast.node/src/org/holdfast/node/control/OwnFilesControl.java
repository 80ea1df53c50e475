// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an ordinary user of the machine may have of its snapshots: the entries that were stored as that user's, and no
 * others. The node writes nothing for it: it hands out bytes, so that the user's own program writes with the user's own
 * rights. Every failure is a {@link org.holdfast.model.HoldfastException}.
 */
public interface OwnFilesControl {
    /** Where users may ask; empty if they may not. May be asked once, at the start. */
    Optional<Path> place();

    /** All snapshots, newest last; without what is in them. */
    List<OwnSnapshotReport> snapshots();

    /**
     * The entries at and below a path that belong to the user: stored with that name and, where the system has such
     * numbers, with the number that the name has now.
     *
     * @param user name that the system vouches for
     * @throws org.holdfast.model.HoldfastException SNAPSHOT_UNKNOWN; PATH_UNKNOWN, also if nothing there is the user's;
     *     READ_BUDGET_USED if names have to be fetched, and users have read what they may together for now
     */
    void list(String user, String snapshot, String path, boolean recursive, Consumer<EntryReport> out);

    /**
     * The same entries with what is in them. The audit log says who read what.
     *
     * @throws org.holdfast.model.HoldfastException as {@link #list}; what a restore throws; BUSY if another user is
     *     answered for long; READ_BUDGET_USED if users have read what they may together for now
     */
    void read(String user, String snapshot, String path, Taking to);

    /** Takes what is read; on the calling thread. */
    interface Taking {
        /** The next entry. */
        void entry(EntryReport entry);

        /** Some content of the file that came last; what never comes of it are zeros. */
        void bytes(long position, byte[] from, int offset, int length);

        /** It could not be read; what came of it is not all. */
        void failed(ProblemReport problem);
    }
}
