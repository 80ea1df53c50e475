// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Lists directories with getdents64, whose answers are packed {@code struct linux_dirent64}:
 * 0 inode u64, 8 offset s64, 16 length of this record u16, 18 type u8, 19 name with a final NUL.
 */
final class DirectoryReader {
    private static final int BATCH = 64 * 1024;
    private static final int LENGTH_OFFSET = 16;
    private static final int NAME_OFFSET = 19;
    private final Scratch scratch;
    private final byte[] batch = new byte[BATCH];
    private final ByteBuffer records = ByteBuffer.wrap(batch).order(ByteOrder.nativeOrder());

    DirectoryReader(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * Adds every name but "." and "..", sorted.
     *
     * @return 0, or −errno when the listing broke off
     */
    int list(int directory, DirectoryNames into) {
        int result = 0;
        boolean more = true;
        while (more) {
            long bytes = NameCalls.getdents64(scratch.captured, directory, scratch.io, BATCH);
            more = bytes > 0;
            result = bytes < 0 ? (int) bytes : result;
            if (more && !take((int) bytes, into)) {
                result = -Errno.EFBIG;
                more = false;
            }
        }
        into.sort();
        return result;
    }

    private boolean take(int bytes, DirectoryNames into) {
        MemorySegment.copy(scratch.io, JAVA_BYTE, 0, batch, 0, bytes);
        boolean room = true;
        for (int at = 0; at < bytes && room; at += records.getShort(at + LENGTH_OFFSET) & 0xffff) {
            int start = at + NAME_OFFSET;
            int end = start;
            while (batch[end] != 0) {
                end++;
            }
            room = isDots(start, end - start) || into.add(batch, start, end - start);
        }
        return room;
    }

    private boolean isDots(int start, int length) {
        return batch[start] == '.' && (length == 1 || length == 2 && batch[start + 1] == '.');
    }
}
