// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The decoder without bytes: one bit for each node. Random losses come from a seed that is in each message. */
@Tag("R39")
class SolverTest {
    private static final int TRIALS = Boolean.getBoolean("holdfast.soak") ? 100_000 : 1000;

    @Test
    void everyLossUpTo12NodesIsSolvedWheneverItCanBe() {
        for (int n = 2; n <= 12; n++) {
            for (int k = 1; k <= n / 2; k++) {
                Cascade cascade = Cascade.of(n - k, k);
                Solver solver = new Solver(cascade);
                BitSet codeword = codeword(cascade, new Random(n));
                for (long lost = 0; lost < 1L << n; lost++) {
                    assertExact(solver, cascade, codeword, BitSet.valueOf(new long[] {lost}), "");
                }
            }
        }
    }

    @Test
    void drawnLossesOfLargeCodesAreSolvedWheneverTheyCanBe() {
        for (int m : new int[] {100, 40}) {
            Cascade cascade = Cascade.drawn(m, m / 2, 0);
            Solver solver = new Solver(cascade);
            int stuck = 0;
            int eliminated = 0;
            for (int seed = 0; seed < TRIALS; seed++) {
                Random random = new Random(seed);
                BitSet codeword = codeword(cascade, random);
                BitSet lost = lost(cascade.n(), m / 2 - seed % 10, random);
                switch (assertExact(solver, cascade, codeword, lost, "seed " + seed)) {
                    case Solution.Steps(List<Sum> sums, int peeled) -> eliminated += peeled < sums.size() ? 1 : 0;
                    case Solution.Stuck missing -> stuck++;
                }
            }
            assertTrue(stuck > 0 && eliminated > 0 && stuck + eliminated < TRIALS, "every way is tried");
        }
    }

    @Test
    void peelingAloneSolvesASingleLoss() {
        Cascade cascade = Cascade.of(200, 100);
        Solver solver = new Solver(cascade);
        for (int node = 0; node < cascade.n(); node++) {
            BitSet lost = new BitSet();
            lost.set(node);
            Solution.Steps steps = (Solution.Steps) solver.solve(lost);
            assertEquals(1, steps.peeled());
            assertEquals(node, steps.sums().getFirst().target());
        }
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cascade.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> Cascade.of(2, 3));
        assertThrows(IllegalArgumentException.class, () -> Cascade.of(1 << 16, 1));
    }

    /** Carries the steps out on the codeword, or compares what is missing with the rank; returns the solution. */
    private static Solution assertExact(Solver solver, Cascade cascade, BitSet codeword, BitSet lost, String context) {
        String message = cascade.m() + "+" + cascade.k() + " without " + lost + ' ' + context;
        Solution solution = solver.solve(lost);
        int missing = lost.cardinality() - rank(cascade, lost);
        switch (solution) {
            case Solution.Steps(List<Sum> sums, int peeled) -> {
                assertEquals(0, missing, message);
                assertEquals(lost.cardinality(), sums.size(), message);
                BitSet restored = (BitSet) codeword.clone();
                restored.xor(lost);
                sums.forEach(sum -> make(restored, sum));
                assertEquals(codeword, restored, message);
            }
            case Solution.Stuck(int more) -> assertEquals(missing, more, message);
        }
        return solution;
    }

    private static void make(BitSet nodes, Sum sum) {
        boolean value = false;
        for (int term : sum.terms()) {
            value ^= nodes.get(term);
        }
        nodes.set(sum.target(), value);
    }

    private static BitSet codeword(Cascade cascade, Random random) {
        BitSet nodes = new BitSet();
        for (int node = 0; node < cascade.m(); node++) {
            nodes.set(node, random.nextBoolean());
        }
        cascade.sums().forEach(sum -> make(nodes, sum));
        return nodes;
    }

    private static BitSet lost(int n, int count, Random random) {
        BitSet lost = new BitSet();
        while (lost.cardinality() < count) {
            lost.set(random.nextInt(n));
        }
        return lost;
    }

    /** Of the lost columns of the parity-check matrix, each kept with its highest equation as the pivot. */
    private static int rank(Cascade cascade, BitSet lost) {
        BitSet[] basis = new BitSet[cascade.k()];
        int rank = 0;
        for (int node : lost.stream().toArray()) {
            BitSet column = column(cascade, node);
            while (!column.isEmpty() && basis[column.length() - 1] != null) {
                column.xor(basis[column.length() - 1]);
            }
            if (!column.isEmpty()) {
                basis[column.length() - 1] = column;
                rank++;
            }
        }
        return rank;
    }

    private static BitSet column(Cascade cascade, int node) {
        BitSet column = new BitSet();
        for (int check = 0; check < cascade.k(); check++) {
            Sum sum = cascade.sums().get(check);
            for (int term : sum.terms()) {
                if (term == node) {
                    column.set(check);
                }
            }
            if (sum.target() == node) {
                column.set(check);
            }
        }
        return column;
    }
}
