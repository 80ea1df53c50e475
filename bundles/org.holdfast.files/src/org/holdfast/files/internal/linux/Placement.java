// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.holdfast.files.FileKind;
import org.holdfast.files.Restored;
import org.holdfast.files.internal.TemporaryName;
import org.holdfast.model.Bytes;

/**
 * Gives one entry its place in a directory: it is made under a temporary name, completed, and renamed.
 */
final class Placement {
    private static final int ATTEMPTS = 8;

    /** Makes something under a temporary name. */
    interface Maker {
        /** @return a descriptor or 0; −errno, with −EEXIST for a name that is taken */
        int make(MemorySegment temporaryName);
    }

    private final Scratch scratch;
    private final DirectoryHandle directory;
    private final Bytes name;
    private final Bytes temporary;
    private final boolean overwrite;

    Placement(Scratch scratch, DirectoryHandle directory, Bytes name, boolean overwrite) {
        this.scratch = scratch;
        this.directory = directory;
        this.name = name;
        this.overwrite = overwrite;
        this.temporary = TemporaryName.of(name);
    }

    /** What stands against the name, before anything is made. */
    Optional<Restored.Refused> obstacle() {
        int result = scratch.stat(directory.fd(), scratch.name.set(name));
        if (result == -Errno.ENOENT) {
            return Optional.empty();
        }
        if (result < 0) {
            return Optional.of(WriteErrors.refused(name, "cannot be made", -result));
        }
        if (scratch.stat.kind() == FileKind.DIRECTORY) {
            return Optional.of(WriteErrors.exists(name, "it is a directory"));
        }
        return overwrite ? Optional.empty() : Optional.of(WriteErrors.exists(name, "it exists already"));
    }

    /** Calls the maker, again if a temporary name is left from before, which is removed. */
    int make(Maker maker) {
        int result = maker.make(scratch.name.set(temporary));
        for (int attempt = 1; result == -Errno.EEXIST && attempt < ATTEMPTS; attempt++) {
            discard();
            result = maker.make(scratch.name.set(temporary));
        }
        return result;
    }

    /** Opens what was made, as a mere place; −errno if it is no longer just that. */
    int openMade(FileKind kind) {
        int flags = FileCalls.PATH_ONLY | Abi.PRESENT.noFollowFlag();
        int fd = FileCalls.openat(scratch.captured, directory.fd(), scratch.name.set(temporary), flags, 0);
        if (fd >= 0 && (scratch.stat(fd) < 0 || scratch.stat.kind() != kind || scratch.stat.links() != 1)) {
            // Someone put another object there, perhaps a hard link to one of value: it must not get our metadata.
            scratch.close(fd);
            return -Errno.EPERM;
        }
        return fd;
    }

    /** Gives the final name, or removes what was made and says why not. */
    Optional<Restored.Refused> commit() {
        int result = rename(overwrite);
        if (!overwrite && (result == -Errno.EINVAL || result == -Errno.ENOSYS)) {
            // A file system that cannot rename without replacing: ask first, then rename.
            Optional<Restored.Refused> obstacle = obstacle();
            result = obstacle.isEmpty() ? rename(true) : -Errno.EEXIST;
        }
        if (result == 0) {
            return Optional.empty();
        }
        discard();
        return Optional.of(WriteErrors.refused(name, "cannot be put in place", -result));
    }

    void discard() {
        NameCalls.unlinkat(scratch.captured, directory.fd(), scratch.name.set(temporary), 0);
    }

    private int rename(boolean replace) {
        MemorySegment from = scratch.name.set(temporary);
        MemorySegment to = scratch.otherName.set(name);
        return NameCalls.rename(scratch.captured, directory.fd(), from, to, replace);
    }
}
