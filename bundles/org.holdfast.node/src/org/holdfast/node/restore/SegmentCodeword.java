// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.spi.coding.Shards;

/**
 * A segment laid out for its code.
 *
 * @param whole the segment, in which the data shards lie side by side; right when all of them are
 * @param shards all n; the parities lie in the arrays that were given
 */
record SegmentCodeword(byte[] whole, Shards shards) {
    /** @param given by position; data shards are copied, parities are worked on where they are */
    static SegmentCodeword of(SegmentRow segment, Map<Integer, byte[]> given) {
        int m = segment.shape().m();
        int length = segment.shardLength();
        byte[] whole = new byte[m * length];
        BitSet present = new BitSet();
        List<Shards.Slice> slices = new ArrayList<>();
        for (int position = 0; position < segment.shape().n(); position++) {
            Optional<byte[]> shard = Optional.ofNullable(given.get(position));
            if (shard.isPresent()) {
                present.set(position);
            }
            slices.add(slice(whole, position, m, length, shard));
        }
        return new SegmentCodeword(whole, new Shards(slices, length, present));
    }

    private static Shards.Slice slice(byte[] whole, int position, int m, int length, Optional<byte[]> shard) {
        if (position >= m) {
            return new Shards.Slice(shard.orElseGet(() -> new byte[length]), 0);
        }
        shard.ifPresent(bytes -> System.arraycopy(bytes, 0, whole, position * length, length));
        return new Shards.Slice(whole, position * length);
    }

    boolean hasAllData(int m) {
        return shards.present().nextClearBit(0) >= m;
    }
}
