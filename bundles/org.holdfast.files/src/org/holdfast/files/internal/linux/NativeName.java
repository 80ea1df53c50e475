// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.holdfast.model.Bytes;

/** Native memory for one path, filled anew for each call that takes a path. */
final class NativeName {
    /** Longest path that Linux takes, without its final NUL (PATH_MAX). */
    static final int LONGEST = 4095;

    private static final byte[] DESCRIPTORS = "/proc/self/fd/".getBytes(StandardCharsets.US_ASCII);
    private static final int CAPACITY = LONGEST + 64;
    private final MemorySegment segment;
    private final ByteBuffer buffer;

    NativeName(Arena arena) {
        segment = arena.allocate(CAPACITY);
        buffer = segment.asByteBuffer();
    }

    /** @param name at most {@link #LONGEST} bytes and none of them NUL, which callers see to */
    MemorySegment set(Bytes name) {
        name.write(buffer.clear());
        return ended();
    }

    /** The object itself behind an open descriptor, even one that only names it (O_PATH), even a symbolic link. */
    MemorySegment descriptor(int fd) {
        buffer.clear().put(DESCRIPTORS);
        decimal(fd);
        return ended();
    }

    /** The entry {@code name} of an open directory, for calls that have no {@code …at} form. */
    MemorySegment below(int directory, Bytes name) {
        buffer.clear().put(DESCRIPTORS);
        decimal(directory);
        name.write(buffer.put((byte) '/'));
        return ended();
    }

    private void decimal(int number) {
        if (number >= 10) {
            decimal(number / 10);
        }
        buffer.put((byte) ('0' + number % 10));
    }

    private MemorySegment ended() {
        buffer.put((byte) 0);
        return segment;
    }
}
