// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.holdfast.files.FileKind;
import org.holdfast.model.Bytes;

/**
 * Reads the beginning of a small file by its name. Follows no link, waits for no pipe, and takes nothing but a regular
 * file.
 */
record Peek(Scratch scratch, int directory) {
    private static final int FLAGS =
            FileCalls.NON_BLOCKING | FileCalls.NO_TERMINAL | FileCalls.NO_ACCESS_TIME | Abi.PRESENT.noFollowFlag();

    /** @param failed hears the name and the error number */
    Optional<byte[]> read(Bytes name, int limit, ObjIntConsumer<Bytes> failed) {
        int fd = LinuxContent.openQuietly(scratch, directory, name, FLAGS);
        if (fd == -Errno.ENOENT || fd == -Errno.ELOOP || fd == -Errno.ENXIO) { // gone, a link, a socket
            return Optional.empty();
        }
        if (fd < 0) {
            failed.accept(name, -fd);
            return Optional.empty();
        }
        try {
            if (scratch.stat(fd) < 0 || scratch.stat.kind() != FileKind.FILE) {
                return Optional.empty();
            }
            return content(fd, name, limit, failed);
        } finally {
            scratch.close(fd);
        }
    }

    private Optional<byte[]> content(int fd, Bytes name, int limit, ObjIntConsumer<Bytes> failed) {
        byte[] content = new byte[limit];
        int used = 0;
        while (used < limit) {
            long wanted = Math.min(limit - used, Scratch.IO_BYTES);
            long read = FileCalls.pread(scratch.captured, fd, scratch.io, wanted, used);
            if (read < 0) {
                failed.accept(name, (int) -read);
                return Optional.empty();
            }
            if (read == 0) {
                break;
            }
            MemorySegment.copy(scratch.io, JAVA_BYTE, 0, content, used, (int) read);
            used += (int) read;
        }
        return Optional.of(Arrays.copyOf(content, used));
    }
}
