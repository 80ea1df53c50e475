// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

/**
 * How many slips of the finger lie between two words: letters left out, put in, taken for another, or two neighbours
 * exchanged (optimal string alignment, after F. J. Damerau, 1964). Case does not count.
 */
final class Spelling {
    private Spelling() {}

    static int distance(CharSequence one, CharSequence other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, CharSequence one, CharSequence other, int i, int j) {
        int swap = same(one, i - 1, other, j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + swap, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean exchanged = i > 1 && j > 1 && same(one, i - 1, other, j - 2) && same(one, i - 2, other, j - 1);
        return exchanged ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }

    private static boolean same(CharSequence one, int i, CharSequence other, int j) {
        return Character.toLowerCase(one.charAt(i)) == Character.toLowerCase(other.charAt(j));
    }
}
