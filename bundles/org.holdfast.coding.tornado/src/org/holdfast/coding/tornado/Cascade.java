// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.util.List;
import org.holdfast.coding.tornado.internal.Drawing;
import org.holdfast.coding.tornado.internal.Quality;

/**
 * The graphs of one code: m data nodes, and k check nodes of which each is the sum of nodes before it. A pure function
 * of m, k and a seed, of any size. Immutable.
 *
 * @param sums for each check, nodes m, m + 1, …, the nodes that are summed in it, ascending
 */
public record Cascade(int m, int k, List<Sum> sums) {
    /** Seeds that are tried for a code that is small enough to be judged exactly. */
    private static final int SEEDS = 256;

    public Cascade {
        sums = List.copyOf(sums);
    }

    /**
     * The cascade that the format prescribes. Up to 64 nodes it is the best of 256: the greatest distance, among equals
     * the fewest codewords of that weight, among equals the smallest seed. Larger ones take seed 0.
     *
     * @throws IllegalArgumentException unless 0 ≤ k ≤ m and 1 ≤ m < 65,536
     */
    public static Cascade of(int m, int k) {
        Cascade best = drawn(m, k, 0);
        if (m + k > Long.SIZE) {
            return best;
        }
        Quality quality = Quality.of(best);
        for (int seed = 1; seed < SEEDS; seed++) {
            Cascade next = drawn(m, k, seed);
            Quality its = Quality.of(next, quality.distance());
            if (its.compareTo(quality) > 0) {
                best = next;
                quality = its;
            }
        }
        return best;
    }

    /** @throws IllegalArgumentException unless 0 ≤ k ≤ m and 1 ≤ m < 65,536 */
    public static Cascade drawn(int m, int k, int seed) {
        if (m < 1 || m >= 1 << 16 || k < 0 || k > m) {
            throw new IllegalArgumentException("a cascade needs 0 ≤ k ≤ m and 1 ≤ m < 65,536, not " + m + "+" + k);
        }
        return new Cascade(m, k, Drawing.sums(m, k, seed));
    }

    /** Nodes. */
    public int n() {
        return m + k;
    }

    /** What encoding costs: shards read. */
    public int edges() {
        return sums.stream().mapToInt(sum -> sum.terms().length).sum();
    }
}
