// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * A sparse irregular graph. Left degrees have the heavy tail of Luby et al., a share proportional to 1/(i (i − 1)) of
 * the nodes having i checks, but from 3 to 10: nodes with two checks close short cycles, which in codes of some hundred
 * nodes cost more than they help peeling. Right degrees are near to even, because of two checks drawn the one with
 * fewer nodes is taken: evener than Poisson's, which needs up to a quarter more shards beyond m.
 */
final class SparseGraph {
    private static final int LEAST = 3;
    private static final int MOST = 10;
    private static final int TRIES = 64;

    private final Draws draws;
    private final BitSet[] neighbours;
    private final int[] load;
    private final Set<BitSet> taken = new HashSet<>();

    /** @param checks at least {@link #MOST} */
    SparseGraph(int left, int checks, Draws draws) {
        this.draws = draws;
        load = new int[checks];
        neighbours = new BitSet[checks];
        Arrays.setAll(neighbours, check -> new BitSet());
        int[] degrees = degrees(left);
        shuffle(degrees);
        for (int node = 0; node < left; node++) {
            join(node, checksFor(degrees[node]));
        }
    }

    /** For each check the nodes joined to it. */
    BitSet[] neighbours() {
        return neighbours;
    }

    /** Ascending; ⌊left · MOST (i − 2) / ((MOST − 2) i)⌋ of them are at most i. */
    private static int[] degrees(int left) {
        int[] degrees = new int[left];
        int degree = LEAST;
        for (int node = 0; node < left; node++) {
            while (node >= (long) left * MOST * (degree - 2) / ((MOST - 2L) * degree)) {
                degree++;
            }
            degrees[node] = degree;
        }
        return degrees;
    }

    private void shuffle(int[] degrees) {
        for (int last = degrees.length - 1; last > 0; last--) {
            int other = draws.below(last + 1);
            int degree = degrees[last];
            degrees[last] = degrees[other];
            degrees[other] = degree;
        }
    }

    /** Not the checks of an earlier node, if it can be helped: two such nodes could not be told apart. */
    private BitSet checksFor(int degree) {
        BitSet checks = drawn(degree);
        for (int tries = 1; tries < TRIES && taken.contains(checks); tries++) {
            checks = drawn(degree);
        }
        taken.add(checks);
        return checks;
    }

    private BitSet drawn(int degree) {
        BitSet checks = new BitSet();
        while (checks.cardinality() < degree) {
            int one = draws.below(load.length);
            int other = draws.below(load.length);
            checks.set(load[other] < load[one] ? other : one);
        }
        return checks;
    }

    private void join(int node, BitSet checks) {
        checks.stream().forEach(check -> {
            neighbours[check].set(node);
            load[check]++;
        });
    }
}
