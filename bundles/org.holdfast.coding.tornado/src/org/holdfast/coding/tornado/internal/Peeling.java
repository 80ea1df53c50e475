// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.coding.tornado.Solution;
import org.holdfast.coding.tornado.Sum;

/**
 * One solution on its way. Each equation keeps the number of its unknowns and the XOR of their node numbers: when one
 * is left, that is its number.
 */
public final class Peeling {
    private final int[][] equations;
    private final int[][] equationsOf;
    private final BitSet unknown;
    private final int[] count;
    private final int[] mixed;
    private final int[] ready;
    private int readyCount;
    private final List<Sum> sums = new ArrayList<>();

    /**
     * @param equations nodes whose sum is 0
     * @param equationsOf for each node the equations it is in
     */
    public Peeling(int[][] equations, int[][] equationsOf, BitSet lost) {
        this.equations = equations;
        this.equationsOf = equationsOf;
        unknown = (BitSet) lost.clone();
        count = new int[equations.length];
        mixed = new int[equations.length];
        ready = new int[equations.length];
        for (int node = lost.nextSetBit(0); node >= 0; node = lost.nextSetBit(node + 1)) {
            for (int equation : equationsOf[node]) {
                count[equation]++;
                mixed[equation] ^= node;
            }
        }
        for (int equation = 0; equation < count.length; equation++) {
            noteIfReady(equation);
        }
    }

    /** Call once. */
    public Solution solution() {
        while (readyCount > 0) {
            int equation = ready[--readyCount];
            // Another equation may have given its last unknown in the meantime.
            if (count[equation] == 1) {
                peel(equation, mixed[equation]);
            }
        }
        if (unknown.isEmpty()) {
            return new Solution.Steps(sums, sums.size());
        }
        int[][] open = IntStream.range(0, count.length)
                .filter(equation -> count[equation] > 0)
                .mapToObj(equation -> equations[equation])
                .toArray(int[][]::new);
        return new Elimination(equationsOf.length, open, unknown).after(sums);
    }

    private void peel(int equation, int node) {
        sums.add(new Sum(node, without(node, equations[equation])));
        unknown.clear(node);
        for (int other : equationsOf[node]) {
            count[other]--;
            mixed[other] ^= node;
            noteIfReady(other);
        }
    }

    private static int[] without(int node, int[] members) {
        int[] others = new int[members.length - 1];
        int next = 0;
        for (int member : members) {
            if (member != node) {
                others[next++] = member;
            }
        }
        return others;
    }

    private void noteIfReady(int equation) {
        if (count[equation] == 1) {
            ready[readyCount++] = equation;
        }
    }
}
