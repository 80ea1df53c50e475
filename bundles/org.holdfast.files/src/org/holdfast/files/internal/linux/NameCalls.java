// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System calls on the entries of directories. Each answers −errno when it fails; none follows a symbolic link. */
final class NameCalls {
    /** For a directory argument: relative paths begin at the working directory. */
    static final int WORKING_DIRECTORY = -100;

    private static final int NO_REPLACE = 1;

    private static final MethodHandle GETDENTS64 = Symbols.findVariadic(
            "syscall", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG));
    private static final MethodHandle MKNODAT = Symbols.findVariadic(
            "syscall", 1, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle READLINKAT =
            Symbols.find("readlinkat", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle MKDIRAT =
            Symbols.find("mkdirat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SYMLINKAT =
            Symbols.find("symlinkat", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle LINKAT =
            Symbols.find("linkat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle UNLINKAT =
            Symbols.find("unlinkat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RENAMEAT2 =
            Symbols.find("renameat2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));

    private NameCalls() {}

    static long getdents64(MemorySegment captured, int directory, MemorySegment into, long size) {
        try {
            long bytes =
                    (long) GETDENTS64.invokeExact(captured, Abi.PRESENT.getdents64(), (long) directory, into, size);
            return bytes < 0 ? -Symbols.errno(captured) : bytes;
        } catch (Throwable e) {
            throw Symbols.broken("getdents64", e);
        }
    }

    static int mknodat(MemorySegment captured, int directory, MemorySegment name, int mode, long device) {
        try {
            long result = (long)
                    MKNODAT.invokeExact(captured, Abi.PRESENT.mknodat(), (long) directory, name, (long) mode, device);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("mknodat", e);
        }
    }

    static long readlinkat(MemorySegment captured, int directory, MemorySegment name, MemorySegment into, long size) {
        try {
            long length = (long) READLINKAT.invokeExact(captured, directory, name, into, size);
            return length < 0 ? -Symbols.errno(captured) : length;
        } catch (Throwable e) {
            throw Symbols.broken("readlinkat", e);
        }
    }

    static int mkdirat(MemorySegment captured, int directory, MemorySegment name, int mode) {
        try {
            int result = (int) MKDIRAT.invokeExact(captured, directory, name, mode);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("mkdirat", e);
        }
    }

    static int symlinkat(MemorySegment captured, MemorySegment target, int directory, MemorySegment name) {
        try {
            int result = (int) SYMLINKAT.invokeExact(captured, target, directory, name);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("symlinkat", e);
        }
    }

    static int linkat(
            MemorySegment captured, int directory, MemorySegment name, int newDirectory, MemorySegment newName) {
        try {
            int result = (int) LINKAT.invokeExact(captured, directory, name, newDirectory, newName, 0);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("linkat", e);
        }
    }

    static int unlinkat(MemorySegment captured, int directory, MemorySegment name, int flags) {
        try {
            int result = (int) UNLINKAT.invokeExact(captured, directory, name, flags);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("unlinkat", e);
        }
    }

    /** Renames within one directory; without {@code replace} it fails with EEXIST when the new name is taken. */
    static int rename(
            MemorySegment captured, int directory, MemorySegment name, MemorySegment newName, boolean replace) {
        try {
            int flags = replace ? 0 : NO_REPLACE;
            int result = (int) RENAMEAT2.invokeExact(captured, directory, name, directory, newName, flags);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("renameat2", e);
        }
    }
}
