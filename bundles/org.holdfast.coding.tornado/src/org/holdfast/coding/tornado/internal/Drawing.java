// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.holdfast.coding.tornado.Sum;

/**
 * Draws a cascade. Each graph joins the nodes of one level, on its left, to fewer checks, which are the next level. All
 * but the last are {@link SparseGraph}s with four fifths of the checks that are still to be made; the last is a
 * {@link DenseGraph}, as the conventional code that ends the cascade of Luby et al.
 *
 * <p>Tried at (100,50) and (200,100), by shards needed beyond m with elimination after peeling: these fractions 2.2 and
 * 2.8; two thirds of the checks in each graph 4.1 and 5.3; one graph 8.6 and 22.8; the distribution of the paper, that
 * begins at degree 2, 7.2 at (100,50).
 */
public final class Drawing {
    /** So many checks or fewer are one dense graph. */
    private static final int DENSE = 12;

    private final Draws draws;
    private final List<Sum> sums = new ArrayList<>();

    private Drawing(long seed) {
        draws = new Draws(seed);
    }

    /** The sums of all checks in order. */
    public static List<Sum> sums(int m, int k, int seed) {
        Drawing drawing = new Drawing((long) seed << 32 | (long) m << 16 | k);
        drawing.drawLevels(m, k);
        return drawing.sums;
    }

    private void drawLevels(int m, int k) {
        int first = 0;
        int left = m;
        int rest = k;
        while (rest > DENSE) {
            int checks = (4 * rest + 4) / 5;
            add(first, left, new SparseGraph(left, checks, draws).neighbours());
            first += left;
            left = checks;
            rest -= checks;
        }
        if (rest > 0) {
            add(first, left, new DenseGraph(left, rest, draws).neighbours());
        }
    }

    /** @param neighbours for each check the nodes of the level summed in it, counted from {@code first} */
    private void add(int first, int left, BitSet[] neighbours) {
        int target = first + left;
        for (BitSet nodes : neighbours) {
            sums.add(new Sum(target++, nodes.stream().map(node -> first + node).toArray()));
        }
    }
}
