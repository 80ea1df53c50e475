// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.Arrays;
import java.util.Optional;

/** Solutions of homogeneous linear equations over GF(2^8). */
final class NullVector {
    private NullVector() {}

    /**
     * A solution that is not all 0, by Gauss-Jordan elimination; empty if there is none.
     *
     * @param equations one row of coefficients each; overwritten
     */
    static Optional<int[]> of(int[][] equations, int unknowns) {
        int[] pivots = new int[unknowns];
        int rank = 0;
        for (int unknown = 0; unknown < unknowns; unknown++) {
            int row = rank;
            while (row < equations.length && equations[row][unknown] == 0) {
                row++;
            }
            if (row == equations.length) {
                return Optional.of(solution(equations, pivots, rank, unknown));
            }
            int[] pivot = equations[row];
            equations[row] = equations[rank];
            equations[rank] = pivot;
            clear(equations, rank, unknown);
            pivots[rank++] = unknown;
        }
        return Optional.empty();
    }

    /** Makes the pivot 1, and its unknown vanish from all other equations. */
    private static void clear(int[][] equations, int row, int unknown) {
        int[] pivot = equations[row];
        int scale = Gf256.inverse(pivot[unknown]);
        Arrays.setAll(pivot, i -> Gf256.multiply(pivot[i], scale));
        for (int other = 0; other < equations.length; other++) {
            int factor = other == row ? 0 : equations[other][unknown];
            if (factor != 0) {
                int[] target = equations[other];
                Arrays.setAll(target, i -> target[i] ^ Gf256.multiply(pivot[i], factor));
            }
        }
    }

    /** The unknown {@code free} is 1, those after it are 0, those before it follow. */
    private static int[] solution(int[][] equations, int[] pivots, int rank, int free) {
        int[] solution = new int[pivots.length];
        solution[free] = 1;
        for (int row = 0; row < rank; row++) {
            solution[pivots[row]] = equations[row][free];
        }
        return solution;
    }
}
