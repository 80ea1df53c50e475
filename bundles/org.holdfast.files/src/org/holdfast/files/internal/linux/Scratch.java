// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The native memory that one user of system calls needs, allocated once and lent again and again, so that no call
 * allocates. Belongs to one thread at a time. The arena is automatic, because a borrower may hand a file on to another
 * thread (a confined arena would forbid it), and closing a shared arena stops every thread of the process for a moment.
 */
final class Scratch {
    static final int IO_BYTES = 256 * 1024;

    final MemorySegment captured;
    final Stat stat;
    final NativeName name;
    final NativeName otherName;
    final MemorySegment empty;
    final MemorySegment times;
    final MemorySegment io;

    Scratch() {
        Arena arena = Arena.ofAuto();
        captured = arena.allocate(Symbols.capturedLayout());
        stat = new Stat(arena);
        name = new NativeName(arena);
        otherName = new NativeName(arena);
        empty = arena.allocate(1);
        times = arena.allocate(4L * Long.BYTES, Long.BYTES);
        io = arena.allocate(IO_BYTES, Long.BYTES);
    }

    /** Describes an open descriptor into {@link #stat}. */
    int stat(int fd) {
        return MetadataCalls.statx(captured, fd, empty, MetadataCalls.EMPTY_PATH, stat.memory());
    }

    /** Describes an entry of a directory, not following links, into {@link #stat}. */
    int stat(int directory, MemorySegment path) {
        return MetadataCalls.statx(captured, directory, path, MetadataCalls.NO_FOLLOW, stat.memory());
    }

    void close(int fd) {
        FileCalls.close(captured, fd);
    }
}
