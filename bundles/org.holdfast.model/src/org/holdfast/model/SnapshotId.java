// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names one state of the sources. */
public record SnapshotId(Id16 value) implements Comparable<SnapshotId> {
    public static SnapshotId of(byte[] bytes) {
        return new SnapshotId(Id16.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(SnapshotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
