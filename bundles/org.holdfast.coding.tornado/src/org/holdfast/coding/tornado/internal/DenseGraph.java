// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * A graph in which each node takes any set of checks, each as likely as the other: a random linear code, which needs
 * about 1.6 shards beyond m. Good, and affordable while there are few checks.
 */
final class DenseGraph {
    private static final int TRIES = 64;

    private final Draws draws;
    private final BitSet[] neighbours;
    private final Set<Long> taken = new HashSet<>();

    /** @param checks fewer than 64 */
    DenseGraph(int left, int checks, Draws draws) {
        this.draws = draws;
        neighbours = new BitSet[checks];
        Arrays.setAll(neighbours, check -> new BitSet());
        for (int node = 0; node < left; node++) {
            join(node, checksFor());
        }
    }

    /** For each check the nodes joined to it. */
    BitSet[] neighbours() {
        return neighbours;
    }

    /**
     * At least one; if it can be helped not those of an earlier node, and with three checks or more not a single one,
     * which would be as good as a copy of the node in that check.
     */
    private long checksFor() {
        long checks = draws.next() & (1L << neighbours.length) - 1;
        for (int tries = 1; checks == 0 || tries < TRIES && isPoor(checks); tries++) {
            checks = draws.next() & (1L << neighbours.length) - 1;
        }
        taken.add(checks);
        return checks;
    }

    private boolean isPoor(long checks) {
        return taken.contains(checks) || neighbours.length > 2 && Long.bitCount(checks) == 1;
    }

    private void join(int node, long checks) {
        for (long rest = checks; rest != 0; rest &= rest - 1) {
            neighbours[Long.numberOfTrailingZeros(rest)].set(node);
        }
    }
}
