// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.holdfast.coding.tornado.internal.Peeling;

/**
 * Finds how to compute lost nodes from the others. First by peeling: a check equation with one unknown gives it, which
 * leaves fewer unknowns in others; linear in the edges, and most losses need no more. Where that stalls, by Gaussian
 * elimination over GF(2) on what is left: so the answer is exact, and a loss that can be repaired is repaired.
 * Thread-safe.
 */
public final class Solver {
    private final int[][] equations;
    private final int[][] equationsOf;

    public Solver(Cascade cascade) {
        equations = cascade.sums().stream().map(Solver::equation).toArray(int[][]::new);
        equationsOf = IntStream.range(0, cascade.n())
                .mapToObj(node -> IntStream.range(0, equations.length)
                        .filter(check -> IntStream.of(equations[check]).anyMatch(member -> member == node))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** @param lost nodes, all below n */
    public Solution solve(BitSet lost) {
        return new Peeling(equations, equationsOf, lost).solution();
    }

    /** The nodes whose sum is 0: a check and its terms. */
    private static int[] equation(Sum sum) {
        return IntStream.concat(IntStream.of(sum.terms()), IntStream.of(sum.target()))
                .toArray();
    }
}
