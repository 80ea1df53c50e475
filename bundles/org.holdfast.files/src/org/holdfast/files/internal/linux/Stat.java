// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.holdfast.files.FileKind;
import org.holdfast.files.ScannedEntry;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's {@code struct statx}, which is the same on every architecture. Used:
 *
 * <pre>
 *  16 nlink u32    20 uid u32    24 gid u32    28 mode u16    32 ino u64    40 size u64    48 blocks u64 (512 bytes)
 *  96 ctime: seconds s64, nanos u32    112 mtime: seconds s64, nanos u32
 * 128 rdev major u32, minor u32        136 dev major u32, minor u32          256 end
 * </pre>
 */
final class Stat {
    private static final int BYTES = 256;
    private static final int TYPE = 0170000;
    private static final int PERMISSIONS = 07777;
    private static final long SECTOR = 512;
    private final MemorySegment memory;

    Stat(Arena arena) {
        memory = arena.allocate(BYTES, Long.BYTES);
    }

    MemorySegment memory() {
        return memory;
    }

    /** Null for what Linux may invent one day. */
    @Nullable
    FileKind kind() {
        return switch (memory.get(JAVA_SHORT, 28) & TYPE) {
            case 0040000 -> FileKind.DIRECTORY;
            case 0100000 -> FileKind.FILE;
            case 0120000 -> FileKind.SYMLINK;
            case 0010000 -> FileKind.FIFO;
            case 0140000 -> FileKind.SOCKET;
            case 0020000 -> FileKind.CHARACTER_DEVICE;
            case 0060000 -> FileKind.BLOCK_DEVICE;
            default -> null;
        };
    }

    int mode() {
        return memory.get(JAVA_SHORT, 28) & PERMISSIONS;
    }

    int uid() {
        return memory.get(JAVA_INT, 20);
    }

    int gid() {
        return memory.get(JAVA_INT, 24);
    }

    int links() {
        return memory.get(JAVA_INT, 16);
    }

    long inode() {
        return memory.get(JAVA_LONG, 32);
    }

    long size() {
        return memory.get(JAVA_LONG, 40);
    }

    long allocated() {
        return memory.get(JAVA_LONG, 48) * SECTOR;
    }

    long device() {
        return deviceNumber(memory.get(JAVA_INT, 136), memory.get(JAVA_INT, 140));
    }

    long mtimeSeconds() {
        return memory.get(JAVA_LONG, 112);
    }

    int mtimeNanos() {
        return memory.get(JAVA_INT, 120);
    }

    /** What the last statx said, as a value. */
    ScannedEntry entry(Bytes name, FileKind kind, Bytes linkTarget) {
        return new ScannedEntry(
                name,
                kind,
                mode(),
                uid(),
                gid(),
                mtimeSeconds(),
                mtimeNanos(),
                memory.get(JAVA_LONG, 96),
                memory.get(JAVA_INT, 104),
                device(),
                inode(),
                links(),
                kind == FileKind.FILE ? size() : 0,
                isDevice(kind) ? deviceNumber(memory.get(JAVA_INT, 128), memory.get(JAVA_INT, 132)) : 0,
                linkTarget);
    }

    private static boolean isDevice(FileKind kind) {
        return kind == FileKind.CHARACTER_DEVICE || kind == FileKind.BLOCK_DEVICE;
    }

    /** makedev of the C library; its lower half is what mknodat takes. */
    private static long deviceNumber(long major, long minor) {
        return (major & 0xffff_f000L) << 32 | (major & 0xfffL) << 8 | (minor & 0xffff_ff00L) << 12 | (minor & 0xffL);
    }
}
