// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/** A range of a sparse file that holds data; what lies between extents reads as zeros. */
public record DataExtent(long offset, long length) {
    public DataExtent {
        if (offset < 0 || length < 0 || offset + length < offset) {
            throw new IllegalArgumentException("no extent of a file: " + length + " bytes at " + offset);
        }
    }

    public long end() {
        return offset + length;
    }
}
