// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

/** Bytes {@code offset} to {@code offset + length − 1} of something. */
public record ByteRange(int offset, int length) {
    public ByteRange {
        if (offset < 0 || length < 0 || offset > Integer.MAX_VALUE - length) {
            throw new IllegalArgumentException("no range of bytes: " + length + " from " + offset);
        }
    }

    /** One past the last byte. */
    public int end() {
        return offset + length;
    }
}
