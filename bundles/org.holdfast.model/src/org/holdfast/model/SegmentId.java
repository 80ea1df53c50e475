// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names one sealed segment; synthetic, so equal ids mean equal content (docs/format.md). */
public record SegmentId(Id16 value) implements Comparable<SegmentId> {
    public static SegmentId of(byte[] bytes) {
        return new SegmentId(Id16.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(SegmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
