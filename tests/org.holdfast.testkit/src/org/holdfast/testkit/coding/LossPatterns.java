// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.coding;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Sets of positions that are lost. */
final class LossPatterns {
    private LossPatterns() {}

    /** Every way to lose up to {@code most} of {@code n} shards, with none lost as the first. */
    static List<BitSet> all(int n, int most) {
        return LongStream.range(0, 1L << n)
                .filter(set -> Long.bitCount(set) <= most)
                .mapToObj(set -> BitSet.valueOf(new long[] {set}))
                .toList();
    }

    /** A random way to lose exactly {@code count} of {@code n} shards. */
    static BitSet random(int n, int count, Random random) {
        BitSet lost = new BitSet();
        while (lost.cardinality() < count) {
            lost.set(random.nextInt(n));
        }
        return lost;
    }

    /** A random choice of exactly {@code count} of the shards that are not in {@code taken}. */
    static BitSet outside(BitSet taken, int n, int count, Random random) {
        BitSet chosen = new BitSet();
        while (chosen.cardinality() < count) {
            int position = random.nextInt(n);
            chosen.set(position, !taken.get(position));
        }
        return chosen;
    }

    /** The first {@code count} shards: the data. */
    static BitSet first(int count) {
        BitSet lost = new BitSet();
        IntStream.range(0, count).forEach(lost::set);
        return lost;
    }
}
