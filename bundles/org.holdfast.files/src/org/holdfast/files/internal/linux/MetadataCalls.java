// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System calls on metadata. Each answers −errno when it fails. */
final class MetadataCalls {
    /** The last path component is not followed if it is a symbolic link. */
    static final int NO_FOLLOW = 0x100;

    static final int NO_AUTOMOUNT = 0x800;
    /** The path is empty: the descriptor itself is meant. */
    static final int EMPTY_PATH = 0x1000;

    private static final int BASIC_STATS = 0x7ff;

    private static final MethodHandle STATX =
            Symbols.find("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle FCHOWNAT =
            Symbols.find("fchownat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CHMOD = Symbols.find("chmod", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle UTIMENSAT =
            Symbols.find("utimensat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final FunctionDescriptor LIST = FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
    private static final FunctionDescriptor GET =
            FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle LISTXATTR = Symbols.find("listxattr", LIST);
    private static final MethodHandle LLISTXATTR = Symbols.find("llistxattr", LIST);
    private static final MethodHandle LGETXATTR = Symbols.find("lgetxattr", GET);
    private static final MethodHandle SETXATTR =
            Symbols.find("setxattr", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle REMOVEXATTR =
            Symbols.find("removexattr", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETEUID = Symbols.find("geteuid", FunctionDescriptor.of(JAVA_INT));

    private MetadataCalls() {}

    static int statx(MemorySegment captured, int directory, MemorySegment path, int flags, MemorySegment into) {
        try {
            int result = (int) STATX.invokeExact(captured, directory, path, flags | NO_AUTOMOUNT, BASIC_STATS, into);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("statx", e);
        }
    }

    /** Changes the owner of the object behind a descriptor; −1 leaves user or group as it is. */
    static int chown(MemorySegment captured, int fd, MemorySegment emptyPath, int uid, int gid) {
        try {
            int result = (int) FCHOWNAT.invokeExact(captured, fd, emptyPath, uid, gid, EMPTY_PATH);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("fchownat", e);
        }
    }

    static int chmod(MemorySegment captured, MemorySegment path, int mode) {
        try {
            int result = (int) CHMOD.invokeExact(captured, path, mode);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("chmod", e);
        }
    }

    /** @param times two timespec: of access and of modification */
    static int setTimes(MemorySegment captured, MemorySegment path, MemorySegment times) {
        try {
            int result = (int) UTIMENSAT.invokeExact(captured, NameCalls.WORKING_DIRECTORY, path, times, 0);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("utimensat", e);
        }
    }

    static long listAttributes(
            MemorySegment captured, MemorySegment path, boolean follow, MemorySegment into, long size) {
        try {
            long length = follow
                    ? (long) LISTXATTR.invokeExact(captured, path, into, size)
                    : (long) LLISTXATTR.invokeExact(captured, path, into, size);
            return length < 0 ? -Symbols.errno(captured) : length;
        } catch (Throwable e) {
            throw Symbols.broken("listxattr", e);
        }
    }

    static long getAttribute(
            MemorySegment captured, MemorySegment path, MemorySegment name, MemorySegment into, long size) {
        try {
            long length = (long) LGETXATTR.invokeExact(captured, path, name, into, size);
            return length < 0 ? -Symbols.errno(captured) : length;
        } catch (Throwable e) {
            throw Symbols.broken("lgetxattr", e);
        }
    }

    static int setAttribute(
            MemorySegment captured, MemorySegment path, MemorySegment name, MemorySegment value, long size) {
        try {
            int result = (int) SETXATTR.invokeExact(captured, path, name, value, size, 0);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("setxattr", e);
        }
    }

    static int removeAttribute(MemorySegment captured, MemorySegment path, MemorySegment name) {
        try {
            int result = (int) REMOVEXATTR.invokeExact(captured, path, name);
            return result < 0 ? -Symbols.errno(captured) : 0;
        } catch (Throwable e) {
            throw Symbols.broken("removexattr", e);
        }
    }

    static int effectiveUser(MemorySegment captured) {
        try {
            return (int) GETEUID.invokeExact(captured);
        } catch (Throwable e) {
            throw Symbols.broken("geteuid", e);
        }
    }
}
