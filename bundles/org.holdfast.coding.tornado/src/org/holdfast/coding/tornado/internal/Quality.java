// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.Comparator;
import org.holdfast.coding.tornado.Cascade;
import org.holdfast.coding.tornado.Sum;

/**
 * How good a code of at most 64 nodes is: its distance d, which means that any d − 1 nodes may be lost, and how many
 * codewords have that weight, which is the number of ways to lose d nodes for good. The greater quality is better.
 *
 * <p>Found by adding up what the data nodes contribute to the checks: all sets of one data node, of two, and so on. A
 * set of s data nodes gives a codeword of weight s or more, so sets larger than the distance found need not be tried.
 */
public record Quality(int distance, long codewords) implements Comparable<Quality> {
    private static final Comparator<Quality> ORDER =
            Comparator.comparingInt(Quality::distance).thenComparing(Quality::codewords, Comparator.reverseOrder());

    /** Exact. Up to some ten million additions for the largest codes. */
    public static Quality of(Cascade cascade) {
        return of(cascade, 0);
    }

    /** Exact, unless the distance is less than {@code wanted}: then it may be still less than is said. */
    public static Quality of(Cascade cascade, int wanted) {
        Search search = new Search(contributions(cascade));
        for (int size = 1; size <= Math.min(cascade.m(), search.distance) && search.distance >= wanted; size++) {
            search.addUp(0, size, size, 0);
        }
        return new Quality(search.distance, search.codewords);
    }

    @Override
    public int compareTo(Quality other) {
        return ORDER.compare(this, other);
    }

    /** For each data node the set of checks that change with it, all levels down. */
    private static long[] contributions(Cascade cascade) {
        long[] checks = new long[cascade.m()];
        for (int node = 0; node < checks.length; node++) {
            long changed = 1L << node;
            for (Sum sum : cascade.sums()) {
                changed |= parity(sum, changed) << sum.target();
            }
            checks[node] = changed & ~(1L << node);
        }
        return checks;
    }

    private static long parity(Sum sum, long nodes) {
        long parity = 0;
        for (int term : sum.terms()) {
            parity ^= nodes >>> term & 1;
        }
        return parity;
    }

    private static final class Search {
        private final long[] contributions;
        private int distance = Integer.MAX_VALUE;
        private long codewords;

        Search(long[] contributions) {
            this.contributions = contributions;
        }

        /** All sets of {@code size} nodes of which {@code left} are still to be chosen, from {@code from} on. */
        void addUp(int from, int left, int size, long sum) {
            if (left == 0) {
                count(size + Long.bitCount(sum));
                return;
            }
            for (int node = from; node <= contributions.length - left; node++) {
                addUp(node + 1, left - 1, size, sum ^ contributions[node]);
            }
        }

        private void count(int weight) {
            if (weight < distance) {
                distance = weight;
                codewords = 0;
            }
            codewords += weight == distance ? 1 : 0;
        }
    }
}
