// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;

/**
 * The k × m matrix over GF(2^8) whose row i says how parity i is summed from the data shards.
 *
 * <p>It is an extended Cauchy matrix with scaled rows: column j has the parameter y = 1/e_j; row 0 is all ones (the
 * point at infinity), row 1 is 1/(0 + y) = e_j, a row (x, r) is r/(x + y) = r·e_j/(1 + x·e_j). With all x and y
 * distinct every square submatrix is regular, whatever the non-zero r are; hence every m shards restore the rest.
 *
 * <p>The free choices make the bit-matrix sparse: the columns start as the elements with the fewest ones in their own
 * bit-matrix; then the sparsest rows for these columns and the sparsest columns for these rows are chosen in turns.
 * 10+4 has 639 ones, against 864 for consecutive x and y with rows and columns normalised (Blömer et al. 1995; Plank
 * and Xu 2006). More than {@link #TURNS} turns gain nothing worth the time. The rule is normative:
 * docs/format-coding.md.
 */
final class ParityMatrix {
    private record Row(int x, int r, int ones) {
        int at(int element) {
            return Gf256.multiply(r, Gf256.multiply(element, Gf256.inverse(1 ^ Gf256.multiply(x, element))));
        }

        boolean allows(int element) {
            return Gf256.multiply(x, element) != 1;
        }
    }

    private static final int TURNS = 4;

    private final int[] columns;
    private final List<Row> chosen;
    private final int[][] rows;

    private ParityMatrix(CodeShape shape) {
        int[] columns = sparsestColumns(List.of(), shape.m());
        List<Row> chosen = List.of();
        for (int turn = 0; turn < TURNS && shape.k() > 2; turn++) {
            chosen = sparsestRows(columns, shape.k() - 2);
            columns = sparsestColumns(chosen, shape.m());
        }
        this.columns = columns;
        this.chosen = chosen;
        rows = new int[shape.k()][];
        for (int i = 0; i < shape.k(); i++) {
            rows[i] = i == 0 ? mapped(columns, e -> 1) : i == 1 ? columns : mapped(columns, chosen.get(i - 2)::at);
        }
    }

    static ParityMatrix of(CodeShape shape) {
        return new ParityMatrix(shape);
    }

    /** The factor by which data shard {@code column} enters parity {@code row}. */
    int at(int row, int column) {
        return rows[row][column];
    }

    /** The y of a column. */
    int y(int column) {
        return Gf256.inverse(columns[column]);
    }

    /** The x of a row but row 0, which is at infinity. */
    int x(int row) {
        return row == 1 ? 0 : chosen.get(row - 2).x();
    }

    /** The factor of a row but row 0. */
    int r(int row) {
        return row == 1 ? 1 : chosen.get(row - 2).r();
    }

    private static int[] sparsestColumns(List<Row> rows, int count) {
        return IntStream.range(1, 256)
                .filter(e -> rows.stream().allMatch(row -> row.allows(e)))
                .boxed()
                .sorted(Comparator.comparingInt(e -> onesInColumn(e, rows)))
                .mapToInt(Integer::intValue)
                .limit(count)
                .toArray();
    }

    private static int onesInColumn(int e, List<Row> rows) {
        int ones = Gf256.onesOfProduct(e, 1);
        for (Row row : rows) {
            ones += Gf256.onesOfProduct(row.at(e), 1);
        }
        return ones;
    }

    private static List<Row> sparsestRows(int[] columns, int count) {
        return IntStream.range(1, 256)
                .filter(x -> Arrays.stream(columns).allMatch(e -> Gf256.multiply(x, e) != 1))
                .mapToObj(x -> sparsestRow(x, columns))
                .sorted(Comparator.comparingInt(Row::ones))
                .limit(count)
                .toList();
    }

    private static Row sparsestRow(int x, int[] columns) {
        int[] unscaled = mapped(columns, new Row(x, 1, 0)::at);
        Row best = new Row(x, 0, Integer.MAX_VALUE);
        for (int r = 1; r < 256; r++) {
            int ones = 0;
            for (int value : unscaled) {
                ones += Gf256.onesOfProduct(r, value);
            }
            best = ones < best.ones() ? new Row(x, r, ones) : best;
        }
        return best;
    }

    private static int[] mapped(int[] columns, IntUnaryOperator entry) {
        return Arrays.stream(columns).map(entry).toArray();
    }
}
