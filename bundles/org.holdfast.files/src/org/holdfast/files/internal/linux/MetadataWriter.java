// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileKind;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Warning;
import org.holdfast.model.Bytes;

/**
 * Sets the metadata of an open entry, in the only order in which nothing undoes what came before: owner (which clears
 * set-user-id and capabilities), extended attributes (which need the owner's write permission, and may change the
 * mode), mode, times. All goes through the descriptor, so that it cannot hit another entry. At the end the kernel is
 * asked what it made of it, since file systems drop and round silently.
 */
final class MetadataWriter {
    private static final int SET_IDS = 06000;
    private static final long LEAVE_AS_IS = (1L << 30) - 2;

    private final Scratch scratch;
    private final RestoreOptions options;
    private final boolean root;

    MetadataWriter(Scratch scratch, RestoreOptions options) {
        this.scratch = scratch;
        this.options = options;
        this.root = MetadataCalls.effectiveUser(scratch.captured) == 0;
    }

    /** Whether what only root may restore is wanted and possible. */
    boolean privileged() {
        return root && options.privileged();
    }

    List<Warning> apply(int fd, FileKind kind, EntryMetadata wanted) {
        List<Warning> warnings = new ArrayList<>();
        boolean trusted = setOwner(fd, wanted, warnings) && privileged();
        Optional<Bytes> missingList = new AttributeWriter(scratch).apply(fd, wanted.attributes(), trusted, warnings);
        int allowed = allowedMode(kind, wanted, trusted, warnings);
        int mode = missingList
                .map(list -> AttributeWriter.modeWithoutList(allowed, list))
                .orElse(allowed);
        if (kind != FileKind.SYMLINK) {
            MetadataCalls.chmod(scratch.captured, scratch.name.descriptor(fd), mode);
        }
        setTimes(fd, wanted);
        verify(fd, kind, mode, wanted, warnings);
        return warnings;
    }

    /** Answers whether user and group are those of the backup now. */
    private boolean setOwner(int fd, EntryMetadata wanted, List<Warning> warnings) {
        if (isOwner(fd, wanted)) {
            return true;
        }
        int result = MetadataCalls.chown(scratch.captured, fd, scratch.empty, wanted.uid(), wanted.gid());
        if (result < 0) {
            // Who is not root may still give an entry to another of their own groups.
            MetadataCalls.chown(scratch.captured, fd, scratch.empty, -1, wanted.gid());
        }
        boolean owner = isOwner(fd, wanted);
        if (!owner) {
            String reason = result < 0 ? Errno.text(-result) : "the file system ignored the change";
            warnings.add(new Warning(
                    Warning.Aspect.OWNER,
                    "belongs to " + numbers(scratch.stat.uid(), scratch.stat.gid()) + " instead of "
                            + numbers(wanted.uid(), wanted.gid()) + ": " + reason));
        }
        return owner;
    }

    private boolean isOwner(int fd, EntryMetadata wanted) {
        return scratch.stat(fd) == 0 && scratch.stat.uid() == wanted.uid() && scratch.stat.gid() == wanted.gid();
    }

    private int allowedMode(FileKind kind, EntryMetadata wanted, boolean trusted, List<Warning> warnings) {
        int mode = wanted.mode();
        if (kind != FileKind.DIRECTORY && (mode & SET_IDS) != 0 && !trusted) {
            mode &= ~SET_IDS;
            warnings.add(new Warning(
                    Warning.Aspect.MODE, "lost set-user-id or set-group-id, which only root restores, when asked for"));
        }
        return mode;
    }

    private void setTimes(int fd, EntryMetadata wanted) {
        MemorySegment times = scratch.times;
        times.setAtIndex(JAVA_LONG, 0, 0);
        times.setAtIndex(JAVA_LONG, 1, LEAVE_AS_IS);
        times.setAtIndex(JAVA_LONG, 2, wanted.mtimeSeconds());
        times.setAtIndex(JAVA_LONG, 3, wanted.mtimeNanos());
        MetadataCalls.setTimes(scratch.captured, scratch.name.descriptor(fd), times);
    }

    private void verify(int fd, FileKind kind, int mode, EntryMetadata wanted, List<Warning> warnings) {
        if (scratch.stat(fd) < 0) {
            warnings.add(new Warning(Warning.Aspect.MODE, "cannot be asked for its metadata any more"));
            return;
        }
        Stat is = scratch.stat;
        if (kind != FileKind.SYMLINK && is.mode() != mode) {
            warnings.add(new Warning(Warning.Aspect.MODE, "is " + octal(is.mode()) + " instead of " + octal(mode)));
        }
        if (is.mtimeSeconds() != wanted.mtimeSeconds() || is.mtimeNanos() != wanted.mtimeNanos()) {
            warnings.add(new Warning(
                    Warning.Aspect.TIME,
                    "is " + is.mtimeSeconds() + " s " + is.mtimeNanos() + " ns instead of " + wanted.mtimeSeconds()
                            + " s " + wanted.mtimeNanos() + " ns since 1970"));
        }
    }

    private static String numbers(int uid, int gid) {
        return "user " + Integer.toUnsignedString(uid) + ", group " + Integer.toUnsignedString(gid);
    }

    private static String octal(int mode) {
        return "0" + Integer.toOctalString(mode);
    }
}
