// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.model.Bytes;

/**
 * Reads extended attributes. There is no listing relative to a directory (before Linux 6.13), so paths go through
 * {@code /proc/self/fd}: the directory is then the open one, whatever its name is by now, and the entry is not followed.
 */
final class AttributeReader {
    /** The kernel's limit for a list of names and for a value alike (XATTR_LIST_MAX, XATTR_SIZE_MAX). */
    private static final int MAXIMUM = 64 * 1024;

    private final Scratch scratch;

    AttributeReader(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * The attributes of an entry, sorted by name.
     *
     * @param failed receives the error numbers of what could not be read
     */
    List<ExtendedAttribute> read(int directory, Bytes entry, IntConsumer failed) {
        MemorySegment path = scratch.name.below(directory, entry);
        long length = MetadataCalls.listAttributes(scratch.captured, path, false, scratch.io, MAXIMUM);
        if (length == 0 || length == -Errno.EOPNOTSUPP) {
            return List.of();
        }
        if (length < 0) {
            failed.accept((int) -length);
            return List.of();
        }
        List<ExtendedAttribute> found = new ArrayList<>();
        for (Bytes name : names(scratch.io, (int) length)) {
            readValue(path, name, found, failed);
        }
        return List.copyOf(found);
    }

    /** Splits what the list calls return, names with a final NUL each; sorted. */
    static List<Bytes> names(MemorySegment list, int length) {
        byte[] all = new byte[length];
        MemorySegment.copy(list, JAVA_BYTE, 0, all, 0, length);
        List<Bytes> names = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (all[at] == 0) {
                names.add(Bytes.read(ByteBuffer.wrap(all, start, at - start), at - start));
                start = at + 1;
            }
        }
        names.sort((a, b) -> Arrays.compareUnsigned(a.toArray(), b.toArray()));
        return names;
    }

    private void readValue(MemorySegment path, Bytes name, List<ExtendedAttribute> into, IntConsumer failed) {
        MemorySegment nativeName = scratch.otherName.set(name);
        long length = MetadataCalls.getAttribute(scratch.captured, path, nativeName, scratch.io, MAXIMUM);
        if (length >= 0) {
            byte[] value = new byte[(int) length];
            MemorySegment.copy(scratch.io, JAVA_BYTE, 0, value, 0, value.length);
            into.add(new ExtendedAttribute(name, Bytes.of(value)));
        } else if (length != -Errno.ENODATA) {
            // ENODATA: removed since it was listed, which is no failure.
            failed.accept((int) -length);
        }
    }
}
