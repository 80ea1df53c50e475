// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names a chunk by the keyed hash of its plaintext; equal only for one owner's equal chunks. */
public record ChunkId(Id32 value) implements Comparable<ChunkId> {
    public static ChunkId of(byte[] bytes) {
        return new ChunkId(Id32.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(ChunkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
