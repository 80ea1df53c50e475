// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.Arrays;
import java.util.List;

/** Reads a file as a program would see it, from front to back: holes are zeros. One thread's. */
public final class LogicalReader {
    private static final int SCRATCH = 64 << 10;

    private final FileContent content;
    private final List<DataExtent> extents;
    private int extent;
    private long taken; // bytes of the extent that were read

    public LogicalReader(FileContent content) {
        this.content = content;
        List<DataExtent> found = content.extents();
        this.extents =
                found.isEmpty() ? List.of(new DataExtent(0, content.entry().size())) : found;
    }

    /** Where the next data lie, at or after {@code position}; the file's size if there are none. */
    public long nextData(long position) {
        return extent == extents.size()
                ? content.entry().size()
                : Math.max(position, extents.get(extent).offset());
    }

    /**
     * Fills {@code length} bytes of the array with what lies from {@code position} on, which is not before the end of the
     * call before. Data that are passed over are read all the same.
     *
     * @return false if the file ended early or cannot be read
     */
    public boolean fill(long position, byte[] into, int offset, int length) {
        Arrays.fill(into, offset, offset + length, (byte) 0);
        while (extent < extents.size() && extents.get(extent).offset() < position + length) {
            DataExtent here = extents.get(extent);
            long to = Math.min(here.end(), position + length);
            if (!passOver(Math.min(here.end(), position)) || !take(into, offset - position, to)) {
                return false;
            }
            if (to < here.end()) {
                return true;
            }
            extent++;
            taken = 0;
        }
        return true;
    }

    private long next() {
        return extents.get(extent).offset() + taken;
    }

    /** @param shift from a position in the file to one in the array */
    private boolean take(byte[] into, long shift, long to) {
        return to <= next() || readFully(into, (int) (next() + shift), (int) (to - next()));
    }

    private boolean passOver(long to) {
        byte[] scratch = new byte[Math.clamp(to - next(), 0, SCRATCH)];
        while (next() < to) {
            if (!readFully(scratch, 0, (int) Math.min(scratch.length, to - next()))) {
                return false;
            }
        }
        return true;
    }

    private boolean readFully(byte[] into, int offset, int length) {
        int done = 0;
        while (done < length) {
            int read = content.read(into, offset + done, length - done);
            if (read < 0) {
                return false;
            }
            done += read;
            taken += read;
        }
        return true;
    }
}
