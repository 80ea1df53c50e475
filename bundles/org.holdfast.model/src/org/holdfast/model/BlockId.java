// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Names one sealed instance of a shard, for ever; a rebuilt block has a new one. */
public record BlockId(Id16 value) implements Comparable<BlockId> {
    public static BlockId of(byte[] bytes) {
        return new BlockId(Id16.of(bytes));
    }

    public byte[] bytes() {
        return value.bytes();
    }

    @Override
    public int compareTo(BlockId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
