// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds sums that several rows of a bit-matrix have in common: the greedy pairing of Paar (1997). Again and again the
 * two columns that most rows contain both are summed once, into a column of their own, which replaces the two in those
 * rows. Stops below {@link #WORTH_SHARING} rows: sharing among two saves no memory traffic.
 *
 * <p>Cost: every column remembers its best partner among the columns before it. A step lessens only the counts of the
 * two columns it takes from, so only columns that had one of the two as best partner look again. 20+10 takes some 400
 * steps over 160 to 550 columns, in all a few million words compared.
 */
final class PairSharing {
    /** A new column, the sum of the earlier columns {@code a} and {@code b}. */
    record Pair(int a, int b) {}

    private static final int WORTH_SHARING = 3;
    /** Bounds the program's slots, and so its memory, for the widest codes. */
    private static final int MAX_PAIRS = 768;

    private final List<long[]> columns = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final int[] partner;
    private final int[] shared;

    /** @param columns of the matrix, each the set of rows that contain it, as bits; overwritten */
    PairSharing(List<long[]> columns) {
        partner = new int[columns.size() + MAX_PAIRS];
        shared = new int[columns.size() + MAX_PAIRS];
        columns.forEach(this::append);
        int later = mostShared();
        while (shared[later] >= WORTH_SHARING && pairs.size() < MAX_PAIRS) {
            share(partner[later], later);
            later = mostShared();
        }
    }

    /** The sums to make first, in this order; the i-th becomes column (number of columns given) + i. */
    List<Pair> pairs() {
        return pairs;
    }

    boolean contains(int row, int column) {
        return (columns.get(column)[row >> 6] >>> row & 1) != 0;
    }

    int columnCount() {
        return columns.size();
    }

    private void append(long[] column) {
        columns.add(column);
        findPartner(columns.size() - 1);
    }

    private int mostShared() {
        int best = 0;
        for (int column = 1; column < columns.size(); column++) {
            best = shared[column] > shared[best] ? column : best;
        }
        return best;
    }

    private void share(int a, int b) {
        long[] rowsOfA = columns.get(a);
        long[] rowsOfB = columns.get(b);
        long[] both = new long[rowsOfA.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = rowsOfA[i] & rowsOfB[i];
            rowsOfA[i] ^= both[i];
            rowsOfB[i] ^= both[i];
        }
        for (int column = 0; column < columns.size(); column++) {
            if (column == a || column == b || partner[column] == a || partner[column] == b) {
                findPartner(column);
            }
        }
        pairs.add(new Pair(a, b));
        append(both);
    }

    private void findPartner(int column) {
        int best = 0;
        int most = 0;
        long[] rows = columns.get(column);
        for (int other = 0; other < column; other++) {
            int common = common(rows, columns.get(other));
            best = common > most ? other : best;
            most = Math.max(common, most);
        }
        partner[column] = best;
        shared[column] = most;
    }

    private static int common(long[] a, long[] b) {
        int common = 0;
        for (int i = 0; i < a.length; i++) {
            common += Long.bitCount(a[i] & b[i]);
        }
        return common;
    }
}
