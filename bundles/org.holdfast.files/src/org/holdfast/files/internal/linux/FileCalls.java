// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System calls on open files. Each answers −errno when it fails; {@code captured} receives the number. */
final class FileCalls {
    static final int WRITE_ONLY = 1;
    static final int CREATE = 0x40;
    static final int EXCLUSIVE = 0x80;
    static final int NO_TERMINAL = 0x100;
    static final int NON_BLOCKING = 0x800;
    static final int NO_ACCESS_TIME = 0x4_0000;
    static final int CLOSE_ON_EXEC = 0x8_0000;
    static final int PATH_ONLY = 0x20_0000;
    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    private static final MethodHandle OPENAT =
            Symbols.findVariadic("openat", 3, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = Symbols.find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle PREAD =
            Symbols.find("pread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle PWRITE =
            Symbols.find("pwrite", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle LSEEK =
            Symbols.find("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle FTRUNCATE =
            Symbols.find("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SYNCFS = Symbols.find("syncfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private FileCalls() {}

    static int openat(MemorySegment captured, int directory, MemorySegment path, int flags, int mode) {
        try {
            int fd = (int) OPENAT.invokeExact(captured, directory, path, flags | CLOSE_ON_EXEC, mode);
            return fd < 0 ? -Symbols.errno(captured) : fd;
        } catch (Throwable e) {
            throw Symbols.broken("openat", e);
        }
    }

    static int close(MemorySegment captured, int fd) {
        try {
            int result = (int) CLOSE.invokeExact(captured, fd);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("close", e);
        }
    }

    static long pread(MemorySegment captured, int fd, MemorySegment into, long count, long position) {
        try {
            long read;
            do {
                read = (long) PREAD.invokeExact(captured, fd, into, count, position);
            } while (read < 0 && Symbols.errno(captured) == Errno.EINTR);
            return read < 0 ? -Symbols.errno(captured) : read;
        } catch (Throwable e) {
            throw Symbols.broken("pread", e);
        }
    }

    static long pwrite(MemorySegment captured, int fd, MemorySegment from, long count, long position) {
        try {
            long written;
            do {
                written = (long) PWRITE.invokeExact(captured, fd, from, count, position);
            } while (written < 0 && Symbols.errno(captured) == Errno.EINTR);
            return written < 0 ? -Symbols.errno(captured) : written;
        } catch (Throwable e) {
            throw Symbols.broken("pwrite", e);
        }
    }

    static long lseek(MemorySegment captured, int fd, long position, int whence) {
        try {
            long found = (long) LSEEK.invokeExact(captured, fd, position, whence);
            return found < 0 ? -Symbols.errno(captured) : found;
        } catch (Throwable e) {
            throw Symbols.broken("lseek", e);
        }
    }

    static int ftruncate(MemorySegment captured, int fd, long size) {
        try {
            int result = (int) FTRUNCATE.invokeExact(captured, fd, size);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("ftruncate", e);
        }
    }

    static int syncfs(MemorySegment captured, int fd) {
        try {
            int result = (int) SYNCFS.invokeExact(captured, fd);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("syncfs", e);
        }
    }
}
