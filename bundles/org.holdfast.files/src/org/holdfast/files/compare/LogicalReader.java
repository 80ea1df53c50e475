// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import java.util.Arrays;
import java.util.List;
import org.holdfast.files.DataExtent;
import org.holdfast.files.FileContent;

/** Reads a file as a program would see it, from front to back: holes are zeros. */
final class LogicalReader {
    private final FileContent content;
    private final List<DataExtent> extents;
    private int extent;

    LogicalReader(FileContent content) {
        this.content = content;
        List<DataExtent> found = content.extents();
        this.extents =
                found.isEmpty() ? List.of(new DataExtent(0, content.entry().size())) : found;
    }

    /** Where the next data lie, at or after {@code position}; the file's size if there are none. */
    long nextData(long position) {
        return extent == extents.size()
                ? content.entry().size()
                : Math.max(position, extents.get(extent).offset());
    }

    /**
     * Fills the array with what lies from {@code position} on; what was passed over before must have been holes.
     *
     * @return false if the file ended early or cannot be read
     */
    boolean fill(long position, byte[] into, int length) {
        Arrays.fill(into, 0, length, (byte) 0);
        while (extent < extents.size() && extents.get(extent).offset() < position + length) {
            DataExtent at = extents.get(extent);
            long from = Math.max(at.offset(), position);
            long to = Math.min(at.end(), position + length);
            if (!readFully(into, (int) (from - position), (int) (to - from))) {
                return false;
            }
            if (to < at.end()) {
                return true;
            }
            extent++;
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
        }
        return true;
    }
}
