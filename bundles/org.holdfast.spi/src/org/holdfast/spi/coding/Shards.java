// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.coding;

import java.util.BitSet;
import java.util.List;

/**
 * The n shards of a codeword as equally long slices of heap arrays, and which of them are present. Mutable, owned by
 * one thread at a time; the arrays are the caller's and are written in place.
 */
public final class Shards {
    /** One shard's storage: {@code length} bytes from {@code offset} on. */
    public record Slice(byte[] array, int offset) {}

    private final List<Slice> slices;
    private final int length;
    private final BitSet present;

    /**
     * @param slices one per position, data first
     * @param length of each shard in bytes
     * @param present positions whose bytes are there; copied
     */
    public Shards(List<Slice> slices, int length, BitSet present) {
        this.slices = List.copyOf(slices);
        this.length = length;
        this.present = (BitSet) present.clone();
        for (Slice slice : this.slices) {
            if (slice.offset() < 0 || length < 0 || slice.offset() > slice.array().length - length) {
                throw new IllegalArgumentException("a shard of " + length + " bytes does not fit its array");
            }
        }
    }

    /** Shards of which the first {@code m} are present: what an encoder starts from. */
    public static Shards ofData(List<Slice> slices, int length, int m) {
        BitSet data = new BitSet();
        data.set(0, m);
        return new Shards(slices, length, data);
    }

    public int count() {
        return slices.size();
    }

    public int length() {
        return length;
    }

    public Slice slice(int position) {
        return slices.get(position);
    }

    public boolean isPresent(int position) {
        return present.get(position);
    }

    public int presentCount() {
        return present.cardinality();
    }

    /** A copy of the set of present positions. */
    public BitSet present() {
        return (BitSet) present.clone();
    }

    public void markPresent(int position) {
        present.set(position);
    }
}
