// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.holdfast.files.DataExtent;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/** A file open for reading, with the scratch memory it borrowed. */
final class LinuxContent implements FileContent {
    private static final int FLAGS =
            FileCalls.NON_BLOCKING | FileCalls.NO_TERMINAL | FileCalls.NO_ACCESS_TIME | Abi.PRESENT.noFollowFlag();

    private final ScratchPool pool;
    private final Scratch scratch;
    private final int fd;
    private final Bytes path;
    private final ScannedEntry entry;
    private final List<DataExtent> extents;
    private int extent;
    private long position;
    private @Nullable Trouble trouble;
    private boolean closed;

    private LinuxContent(ScratchPool pool, Scratch scratch, int fd, Bytes path, ScannedEntry entry, long allocated) {
        this.pool = pool;
        this.scratch = scratch;
        this.fd = fd;
        this.path = path;
        this.entry = entry;
        this.extents = new ExtentFinder(scratch).find(fd, entry.size(), allocated);
        this.position = extents.isEmpty() ? 0 : extents.getFirst().offset();
    }

    /** What became of an attempt to open a file. */
    sealed interface Opening {
        record Opened(FileContent content) implements Opening {}

        record Failed(Trouble trouble) implements Opening {}
    }

    /** @param found what the scan knows of the file, which must still be the same object */
    static Opening open(ScratchPool pool, int directory, ScannedEntry found, Bytes path) {
        Scratch scratch = pool.borrow();
        int fd = openQuietly(scratch, directory, found.name(), FLAGS);
        fd = fd == -Errno.EAGAIN ? openLeased(scratch, directory, found.name()) : fd;
        Opening opening = fd < 0
                ? new Opening.Failed(Troubles.of(path, "cannot be opened", -fd))
                : examine(pool, scratch, fd, found, path);
        if (opening instanceof Opening.Failed) {
            if (fd >= 0) {
                scratch.close(fd);
            }
            pool.giveBack(scratch);
        }
        return opening;
    }

    /** Leaves the access time alone where that is allowed: for the owner and for root. */
    static int openQuietly(Scratch scratch, int directory, Bytes name, int flags) {
        MemorySegment path = scratch.name.set(name);
        int fd = FileCalls.openat(scratch.captured, directory, path, flags, 0);
        return fd == -Errno.EPERM
                ? FileCalls.openat(scratch.captured, directory, path, flags & ~FileCalls.NO_ACCESS_TIME, 0)
                : fd;
    }

    /**
     * Opens a file that another program holds a lease on, which takes until it lets go. Waiting is safe only for a
     * regular file, so the entry is held first and looked at; then what is held is opened, not what the name means by now.
     */
    private static int openLeased(Scratch scratch, int directory, Bytes name) {
        int flags = FileCalls.PATH_ONLY | Abi.PRESENT.noFollowFlag();
        int held = FileCalls.openat(scratch.captured, directory, scratch.name.set(name), flags, 0);
        if (held < 0) {
            return held;
        }
        boolean regular = scratch.stat(held) == 0 && scratch.stat.kind() == FileKind.FILE;
        int fd = regular
                ? FileCalls.openat(scratch.captured, directory, scratch.name.descriptor(held), FileCalls.NO_TERMINAL, 0)
                : -Errno.EAGAIN;
        scratch.close(held);
        return fd;
    }

    private static Opening examine(ScratchPool pool, Scratch scratch, int fd, ScannedEntry found, Bytes path) {
        int result = scratch.stat(fd);
        if (result < 0) {
            return new Opening.Failed(Troubles.of(path, "cannot be read", -result));
        }
        if (scratch.stat.kind() != FileKind.FILE
                || scratch.stat.inode() != found.inode()
                || scratch.stat.device() != found.device()) {
            return new Opening.Failed(Troubles.changed(path, "was replaced while it was being read"));
        }
        ScannedEntry entry = scratch.stat.entry(found.name(), FileKind.FILE, Bytes.EMPTY);
        long allocated = scratch.stat.allocated();
        return new Opening.Opened(new LinuxContent(pool, scratch, fd, path, entry, allocated));
    }

    @Override
    public ScannedEntry entry() {
        return entry;
    }

    @Override
    public List<DataExtent> extents() {
        return extents;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        checkOpen();
        Objects.checkFromIndexSize(offset, length, into.length);
        long left = leftInExtent();
        if (length == 0 || left == 0 || trouble != null) {
            return length == 0 ? 0 : -1;
        }
        long wanted = Math.min(Math.min(length, Scratch.IO_BYTES), left);
        long read = FileCalls.pread(scratch.captured, fd, scratch.io, wanted, position);
        if (read <= 0) {
            trouble = read < 0
                    ? Troubles.of(path, "cannot be read at byte " + position, (int) -read)
                    : Troubles.changed(path, "became shorter while it was being read");
            return -1;
        }
        MemorySegment.copy(scratch.io, JAVA_BYTE, 0, into, offset, (int) read);
        position += read;
        return (int) read;
    }

    @Override
    public Optional<Trouble> check() {
        checkOpen();
        if (trouble == null) {
            int result = scratch.stat(fd);
            if (result < 0) {
                trouble = Troubles.of(path, "cannot be read", -result);
            } else if (!entry.sameVersion(scratch.stat.entry(entry.name(), FileKind.FILE, Bytes.EMPTY))) {
                trouble = Troubles.changed(path, "changed while it was being read");
            }
        }
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            scratch.close(fd);
            pool.giveBack(scratch);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the content is closed, its memory may serve another file");
        }
    }

    /** Bytes up to the end of the extent at the position, moving on to the next extent when one is used up. */
    private long leftInExtent() {
        if (extents.isEmpty()) {
            return entry.size() - position;
        }
        while (position == extents.get(extent).end() && extent < extents.size() - 1) {
            position = extents.get(++extent).offset();
        }
        return extents.get(extent).end() - position;
    }
}
