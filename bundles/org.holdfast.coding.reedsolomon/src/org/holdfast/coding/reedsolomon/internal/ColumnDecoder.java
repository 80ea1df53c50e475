// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.holdfast.model.CodeShape;

/**
 * Finds the wrong symbols in one column of a codeword: one symbol of each shard, some absent, some wrong.
 *
 * <p>The code seen as polynomials. With Y(z) = Π (z + y_j) and P(z) = Y(z) · Σ d_j/(z + y_j), a polynomial of degree
 * below m, the symbols are values of P: d_j = P(y_j)/Y'(y_j) in data shard j, r·P(x)/Y(x) in a parity (x, r), and the
 * coefficient of z^(m−1), which is P's value at infinity, in parity 0. So a column is P at n points, each times a weight.
 *
 * <p>Berlekamp and Welch (US patent 4,633,470, 1986): with at most t wrong values v_a there are Q ≠ 0 of degree ≤ t, 0
 * at the wrong points, and N = P·Q of degree below m + t, and so N(a) = v_a·Q(a) at every point: as many linear
 * equations as there are symbols, and m + 2t + 1 unknowns. Of <em>every</em> solution the quotient N/Q is P if there
 * are m + 2t points or more. At infinity the values are the coefficients of z^(m+t−1) and z^t. A last count of the
 * symbols that differ from P makes the answer certain: two polynomials cannot both be within t of the column.
 *
 * <p>Cost: elimination with up to 65 unknowns, some 100 µs. Syndrome decoders (Berlekamp-Massey, Euclid) take less, but
 * absent shards and the point at infinity are cases of their own there; here an absent shard is one equation less.
 */
final class ColumnDecoder {
    private static final int INFINITY = -1;

    private final int m;
    private final int[] points;
    private final int[] weights;

    ColumnDecoder(CodeShape shape, ParityMatrix matrix) {
        m = shape.m();
        points = new int[shape.n()];
        weights = new int[shape.n()];
        for (int position = 0; position < points.length; position++) {
            int row = position - m;
            points[position] = row < 0 ? matrix.y(position) : row == 0 ? INFINITY : matrix.x(row);
            weights[position] = row == 0 ? 1 : Gf256.inverse(productOfDifferences(matrix, points[position]));
            if (row > 0) {
                weights[position] = Gf256.multiply(weights[position], matrix.r(row));
            }
        }
    }

    /** Y(z), or Y'(z) where z is a root. */
    private int productOfDifferences(ParityMatrix matrix, int z) {
        int product = 1;
        for (int column = 0; column < m; column++) {
            int difference = z ^ matrix.y(column);
            product = difference == 0 ? product : Gf256.multiply(product, difference);
        }
        return product;
    }

    /**
     * Which present symbols differ from the only codeword that differs from them in at most ⌊(present − m)/2⌋.
     *
     * @param symbols one per position
     * @param present at least m positions
     * @return the positions; empty if there is no such codeword
     */
    OptionalLong wrong(int[] symbols, long present) {
        int radius = (Long.bitCount(present) - m) / 2;
        Optional<int[]> solution = NullVector.of(equations(symbols, present, radius), m + 2 * radius + 1);
        if (solution.isEmpty()) {
            return OptionalLong.empty();
        }
        int[] product = Arrays.copyOf(solution.get(), m + radius);
        int[] locator = Arrays.copyOfRange(solution.get(), m + radius, m + 2 * radius + 1);
        Optional<int[]> quotient = Polynomial.quotient(product, locator).filter(p -> Polynomial.degree(p) < m);
        long wrong = quotient.map(p -> differing(p, symbols, present)).orElse(-1L);
        return Long.bitCount(wrong) <= radius ? OptionalLong.of(wrong) : OptionalLong.empty();
    }

    /** N(a) + v_a·Q(a) = 0, the unknowns being the coefficients of N and then those of Q. */
    private int[][] equations(int[] symbols, long present, int radius) {
        int[][] equations = new int[Long.bitCount(present)][];
        int next = 0;
        for (long rest = present; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            int value = Gf256.multiply(symbols[position], Gf256.inverse(weights[position]));
            int[] equation = new int[m + 2 * radius + 1];
            addPowers(equation, 0, m + radius, points[position], 1);
            addPowers(equation, m + radius, radius + 1, points[position], value);
            equations[next++] = equation;
        }
        return equations;
    }

    private static void addPowers(int[] equation, int from, int count, int point, int factor) {
        if (point == INFINITY) {
            equation[from + count - 1] = factor;
            return;
        }
        int power = factor;
        for (int i = 0; i < count; i++) {
            equation[from + i] = power;
            power = Gf256.multiply(power, point);
        }
    }

    private long differing(int[] polynomial, int[] symbols, long present) {
        long differing = 0;
        for (long rest = present; rest != 0; rest &= rest - 1) {
            int position = Long.numberOfTrailingZeros(rest);
            int value =
                    points[position] == INFINITY ? polynomial[m - 1] : Polynomial.value(polynomial, points[position]);
            differing |= Gf256.multiply(value, weights[position]) == symbols[position] ? 0 : 1L << position;
        }
        return differing;
    }
}
