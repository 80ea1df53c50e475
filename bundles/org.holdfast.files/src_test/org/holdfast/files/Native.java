// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Makes what NIO cannot make, through bindings of its own, so that a wrong constant in the production code does not
 * cancel itself out. Each call answers −errno when it fails.
 */
public final class Native {
    public static final int EPERM = 1;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final boolean X86 = System.getProperty("os.arch").equals("amd64");
    private static final int WORKING_DIRECTORY = -100;
    private static final int NO_FOLLOW = 0x100;

    private static final MethodHandle SYSCALL = handle(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle IDENTITY =
            handle("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle LSETXATTR =
            handle("lsetxattr", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle UTIMENSAT =
            handle("utimensat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle LCHOWN =
            handle("lchown", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle CHMOD = handle("chmod", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SYMLINK = handle("symlink", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle OPENAT =
            handle("openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle MKDIRAT =
            handle("mkdirat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LINKAT =
            handle("linkat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETEUID = handle("geteuid", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle GETEGID = handle("getegid", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /** Who runs the tests. */
    public static final int USER = call((_, errno) -> (int) GETEUID.invokeExact(errno));

    public static final int GROUP = call((_, errno) -> (int) GETEGID.invokeExact(errno));

    private Native() {}

    private interface Call {
        long run(Arena arena, MemorySegment captured) throws Throwable;
    }

    /** Makes a FIFO, socket or device; {@code mode} has the type bits. */
    public static int mknod(Path path, int mode, long device) {
        long number = X86 ? 259 : 33;
        return call((arena, errno) -> (long) SYSCALL.invokeExact(
                errno, number, (long) WORKING_DIRECTORY, text(arena, path), (long) mode, device, 0L));
    }

    public static int setAttribute(Path path, String name, byte[] value) {
        return call((arena, errno) -> (int) LSETXATTR.invokeExact(
                errno,
                text(arena, path),
                arena.allocateFrom(name, java.nio.charset.StandardCharsets.ISO_8859_1),
                bytes(arena, value),
                (long) value.length,
                0));
    }

    public static int setTime(Path path, long seconds, int nanos) {
        return call((arena, errno) -> (int) UTIMENSAT.invokeExact(
                errno,
                WORKING_DIRECTORY,
                text(arena, path),
                arena.allocateFrom(JAVA_LONG, seconds, nanos, seconds, nanos),
                NO_FOLLOW));
    }

    public static int chown(Path path, int uid, int gid) {
        return call((arena, errno) -> (int) LCHOWN.invokeExact(errno, text(arena, path), uid, gid));
    }

    public static int chmod(Path path, int mode) {
        return call((arena, errno) -> (int) CHMOD.invokeExact(errno, text(arena, path), mode));
    }

    public static int symlink(byte[] target, Path path) {
        return call((arena, errno) -> (int) SYMLINK.invokeExact(errno, text(arena, target), text(arena, path)));
    }

    public static int openDirectory(Path path) {
        return openDirectory(WORKING_DIRECTORY, PathText.bytes(path).toArray());
    }

    public static int openDirectory(int parent, byte[] name) {
        return call((arena, errno) -> (int) OPENAT.invokeExact(errno, parent, text(arena, name), 0, 0));
    }

    public static int makeDirectory(int parent, byte[] name) {
        return call((arena, errno) -> (int) MKDIRAT.invokeExact(errno, parent, text(arena, name), 0755));
    }

    public static int link(Path existing, int directory, byte[] name) {
        return call((arena, errno) -> (int)
                LINKAT.invokeExact(errno, WORKING_DIRECTORY, text(arena, existing), directory, text(arena, name), 0));
    }

    public static int close(int fd) {
        return call((arena, errno) -> (int) CLOSE.invokeExact(errno, fd));
    }

    /**
     * Takes root's rights from the calling thread, and only from it: that is what the system call does, unlike the C
     * library's function.
     */
    static int becomeNobody(int id) {
        long groups = X86 ? 119 : 149;
        long users = X86 ? 117 : 147;
        int group = call((arena, errno) -> (long) IDENTITY.invokeExact(errno, groups, -1L, (long) id, -1L));
        return group < 0
                ? group
                : call((arena, errno) -> (long) IDENTITY.invokeExact(errno, users, -1L, (long) id, -1L));
    }

    private static MethodHandle handle(String name, FunctionDescriptor signature) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().find(name).orElseThrow(), signature, Linker.Option.captureCallState("errno"));
    }

    private static int call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemoryLayout layout = Linker.Option.captureStateLayout();
            MemorySegment captured = arena.allocate(layout);
            long result = call.run(arena, captured);
            return result < 0 ? -captured.get(JAVA_INT, 0) : (int) result;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MemorySegment text(Arena arena, Path path) {
        return text(arena, PathText.bytes(path).toArray());
    }

    private static MemorySegment text(Arena arena, byte[] path) {
        MemorySegment text = arena.allocate(path.length + 1L);
        MemorySegment.copy(path, 0, text, JAVA_BYTE, 0, path.length);
        return text;
    }

    private static MemorySegment bytes(Arena arena, byte[] value) {
        return text(arena, value);
    }
}
