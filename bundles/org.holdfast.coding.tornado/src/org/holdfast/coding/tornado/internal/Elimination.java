// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.holdfast.coding.tornado.Solution;
import org.holdfast.coding.tornado.Sum;

/**
 * Gauss-Jordan elimination over GF(2) of the unknowns that peeling has left. A row is the set of nodes of one equation;
 * adding rows adds their known nodes along with the unknown, so that in the end a row with one unknown is its sum.
 */
final class Elimination {
    private final long[][] rows;
    private final int[] unknowns;

    Elimination(int nodes, int[][] equations, BitSet unknown) {
        unknowns = unknown.stream().toArray();
        rows = new long[equations.length][(nodes + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < rows.length; i++) {
            for (int node : equations[i]) {
                rows[i][node / Long.SIZE] |= 1L << node;
            }
        }
    }

    /** @param peeled the sums to make before */
    Solution after(List<Sum> peeled) {
        int rank = 0;
        for (int node : unknowns) {
            rank += clearAllBut(rank, node) ? 1 : 0;
        }
        if (rank < unknowns.length) {
            return new Solution.Stuck(unknowns.length - rank);
        }
        List<Sum> all = new ArrayList<>(peeled);
        for (int i = 0; i < rank; i++) {
            all.add(new Sum(unknowns[i], known(i)));
        }
        return new Solution.Steps(all, peeled.size());
    }

    /** The nodes of row {@code i} besides its only unknown. */
    private int[] known(int i) {
        long[] row = rows[i];
        row[unknowns[i] / Long.SIZE] &= ~(1L << unknowns[i]);
        int count = 0;
        for (long word : row) {
            count += Long.bitCount(word);
        }
        int[] nodes = new int[count];
        int next = 0;
        for (int word = 0; word < row.length; word++) {
            for (long rest = row[word]; rest != 0; rest &= rest - 1) {
                nodes[next++] = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
            }
        }
        return nodes;
    }

    /** Makes row {@code next} the only one with this node; false if no row from there on has it. */
    private boolean clearAllBut(int next, int node) {
        int pivot = next;
        while (pivot < rows.length && !has(pivot, node)) {
            pivot++;
        }
        if (pivot == rows.length) {
            return false;
        }
        long[] row = rows[pivot];
        rows[pivot] = rows[next];
        rows[next] = row;
        for (int i = 0; i < rows.length; i++) {
            if (i != next && has(i, node)) {
                add(rows[i], row);
            }
        }
        return true;
    }

    private boolean has(int row, int node) {
        return (rows[row][node / Long.SIZE] >>> node & 1) != 0;
    }

    private static void add(long[] to, long[] row) {
        for (int i = 0; i < to.length; i++) {
            to[i] ^= row[i];
        }
    }
}
