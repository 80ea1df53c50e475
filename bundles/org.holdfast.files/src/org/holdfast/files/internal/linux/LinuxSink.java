// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileSink;
import org.holdfast.files.FileStart;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.Warning;
import org.holdfast.model.Bytes;

/** A file being written, with scratch memory of its own and a share of its directory's handle. */
final class LinuxSink implements FileSink {
    private static final int FLAGS = FileCalls.WRITE_ONLY
            | FileCalls.CREATE
            | FileCalls.EXCLUSIVE
            | FileCalls.NO_TERMINAL
            | Abi.PRESENT.noFollowFlag();
    private static final int PRIVATE = 0600;

    private final ScratchPool pool;
    private final Scratch scratch;
    private final DirectoryHandle directory;
    private final Placement placement;
    private final Bytes name;
    private final long size;
    private final RestoreOptions options;
    private int fd = -1;
    private long written;
    private boolean placed;
    private boolean closed;

    private LinuxSink(ScratchPool pool, DirectoryHandle directory, Bytes name, long size, RestoreOptions options) {
        this.pool = pool;
        this.scratch = pool.borrow();
        this.directory = directory.acquire();
        this.placement = new Placement(scratch, directory, name, options.overwrite());
        this.name = name;
        this.size = size;
        this.options = options;
    }

    static FileStart open(ScratchPool pool, DirectoryHandle directory, Bytes name, long size, RestoreOptions options) {
        LinuxSink sink = new LinuxSink(pool, directory, name, size, options);
        try {
            sink.fd = sink.placement.make(
                    temporary -> FileCalls.openat(sink.scratch.captured, directory.fd(), temporary, FLAGS, PRIVATE));
            return sink.fd >= 0 ? sink : WriteErrors.refused(name, "cannot be made", -sink.fd);
        } finally {
            if (sink.fd < 0) {
                sink.close();
            }
        }
    }

    @Override
    public void write(long position, byte[] from, int offset, int length) {
        checkOpen();
        Objects.checkFromIndexSize(offset, length, from.length);
        if (position < 0 || position > size - length) {
            throw new IllegalArgumentException(
                    length + " bytes at " + position + " do not lie within a file of " + size + " bytes");
        }
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, Scratch.IO_BYTES);
            MemorySegment.copy(from, offset + done, scratch.io, JAVA_BYTE, 0, count);
            done += writeOnce(position + done, count);
        }
        written = Math.max(written, position + length);
    }

    @Override
    public Restored finish(EntryMetadata metadata) {
        checkOpen();
        if (written < size) {
            int result = FileCalls.ftruncate(scratch.captured, fd, size);
            if (result < 0) {
                return WriteErrors.refused(name, "cannot be made " + size + " bytes long", -result);
            }
        }
        List<Warning> warnings = new MetadataWriter(scratch, options).apply(fd, FileKind.FILE, metadata);
        placed = true;
        Optional<Restored.Refused> refused = placement.commit();
        return refused.isPresent() ? refused.get() : new Restored.Done(warnings);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (fd >= 0) {
            if (!placed) {
                placement.discard();
            }
            scratch.close(fd);
        }
        directory.release(scratch);
        pool.giveBack(scratch);
    }

    private int writeOnce(long position, int count) {
        long result = FileCalls.pwrite(scratch.captured, fd, scratch.io, count, position);
        if (result <= 0) {
            throw WriteErrors.failed(name, "cannot be written at byte " + position, (int) -result);
        }
        return (int) result;
    }

    private void checkOpen() {
        if (closed || placed) {
            throw new IllegalStateException("the file is finished or closed");
        }
    }
}
