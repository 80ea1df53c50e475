// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.holdfast.model.CodeShape;

/**
 * The code as docs/format-coding.md describes it, written again without anything of the provider: tables from bit by
 * bit multiplication, symbols put together one by one. Slow.
 */
final class Textbook {
    private static final int PIECE = 2048;
    private static final int STRIPE = 8 * PIECE;

    private static final int[][] PRODUCT = new int[256][256];
    private static final int[] INVERSE = new int[256];
    private static final int[] ONES = new int[256];

    static {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                PRODUCT[a][b] = multiply(a, b);
                INVERSE[a] = PRODUCT[a][b] == 1 ? b : INVERSE[a];
            }
            for (int bit = 0; bit < 8; bit++) {
                ONES[a] += Integer.bitCount(PRODUCT[a][1 << bit]);
            }
        }
    }

    private Textbook() {}

    private static int multiply(int a, int b) {
        int product = 0;
        for (int bit = 0; bit < 8; bit++) {
            if ((b >> bit & 1) != 0) {
                product ^= a << bit;
            }
        }
        for (int bit = 14; bit >= 8; bit--) {
            if ((product >> bit & 1) != 0) {
                product ^= 0x11D << (bit - 8);
            }
        }
        return product;
    }

    static int[][] matrix(CodeShape shape) {
        int[] e = columns(List.of(), shape.m());
        List<int[]> rows = List.of();
        for (int turn = 0; turn < 4 && shape.k() > 2; turn++) {
            rows = rows(e, shape.k() - 2);
            e = columns(rows, shape.m());
        }
        int[][] matrix = new int[shape.k()][shape.m()];
        for (int i = 0; i < shape.k(); i++) {
            for (int j = 0; j < shape.m(); j++) {
                matrix[i][j] = i == 0 ? 1 : i == 1 ? e[j] : entry(rows.get(i - 2), e[j]);
            }
        }
        return matrix;
    }

    /** The m elements with the lightest columns below row 0, smaller elements first; rows are pairs of x and r. */
    private static int[] columns(List<int[]> rows, int m) {
        record Column(int e, int weight) {}
        List<Column> all = new ArrayList<>();
        for (int e = 1; e < 256; e++) {
            int element = e;
            if (rows.stream().noneMatch(row -> row[0] == INVERSE[element])) {
                int rest =
                        rows.stream().mapToInt(row -> ONES[entry(row, element)]).sum();
                all.add(new Column(e, ONES[e] + rest));
            }
        }
        all.sort(Comparator.comparingInt(Column::weight).thenComparingInt(Column::e));
        return all.stream().limit(m).mapToInt(Column::e).toArray();
    }

    /** For every x that is no 1/e the r with the lightest row; of these rows the lightest, smaller x first. */
    private static List<int[]> rows(int[] e, int count) {
        record Row(int x, int r, int weight) {}
        List<Row> best = new ArrayList<>();
        for (int x = 1; x < 256; x++) {
            int forbidden = x;
            if (Arrays.stream(e).noneMatch(element -> INVERSE[element] == forbidden)) {
                List<Row> scaled = new ArrayList<>();
                for (int r = 1; r < 256; r++) {
                    int[] row = {x, r};
                    scaled.add(new Row(
                            x,
                            r,
                            Arrays.stream(e)
                                    .map(element -> ONES[entry(row, element)])
                                    .sum()));
                }
                best.add(scaled.stream()
                        .min(Comparator.comparingInt(Row::weight).thenComparingInt(Row::r))
                        .orElseThrow());
            }
        }
        best.sort(Comparator.comparingInt(Row::weight).thenComparingInt(Row::x));
        return best.stream()
                .limit(count)
                .map(row -> new int[] {row.x(), row.r()})
                .toList();
    }

    /** r/(x + 1/e) */
    private static int entry(int[] row, int e) {
        return PRODUCT[row[1]][INVERSE[row[0] ^ INVERSE[e]]];
    }

    /** Parity {@code row} of data shards that are one stripe or more long. */
    static byte[] parity(int[] row, byte[][] data) {
        byte[] parity = new byte[data[0].length];
        for (int stripe = 0; stripe < parity.length; stripe += STRIPE) {
            for (int position = 0; position < 8 * PIECE; position++) {
                int sum = 0;
                for (int j = 0; j < row.length; j++) {
                    sum ^= PRODUCT[row[j]][symbol(data[j], stripe, position)];
                }
                put(parity, stripe, position, sum);
            }
        }
        return parity;
    }

    private static int symbol(byte[] shard, int stripe, int position) {
        int symbol = 0;
        for (int bit = 0; bit < 8; bit++) {
            int piece = shard[stripe + bit * PIECE + position / 8];
            symbol |= (piece >> position % 8 & 1) << bit;
        }
        return symbol;
    }

    private static void put(byte[] shard, int stripe, int position, int symbol) {
        for (int bit = 0; bit < 8; bit++) {
            shard[stripe + bit * PIECE + position / 8] |= (byte) ((symbol >> bit & 1) << position % 8);
        }
    }
}
