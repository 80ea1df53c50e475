// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.OptionalInt;

/**
 * The code over the numbers of the 26 recovery words: a Reed–Solomon code over {@link Gf2048} (I. S. Reed, G. Solomon,
 * 1960), shortened to 24 words of message and 2 of parity. A row of words c_0…c_25 belongs to it when both sums are zero:
 *
 * <pre>
 * S0 = c_0 + c_1 + … + c_25           S1 = c_0·2^0 + c_1·2^1 + … + c_25·2^25
 * </pre>
 *
 * One wrong word, by e at position i, gives S0 = e and S1 = e·2^i: the quotient says where, S0 by how much. Any two rows
 * of the code differ in three words at least, so two wrong words never look like a right row. They may look like one
 * wrong word of another row, in 1 of 79 cases; the check bits inside the secret's words then tell in 255 of 256. Two
 * words that changed places always show as such: S0 = 0, S1 not. Stateless.
 */
final class ParityWords {
    /** Words in a row. */
    static final int LENGTH = 26;

    private static final int FIRST = LENGTH - 2;
    private static final int X = 2;

    private ParityWords() {}

    /** Sets the last two numbers of a row so that it belongs to the code. */
    static void fill(int[] row) {
        row[FIRST] = 0;
        row[FIRST + 1] = 0;
        int s0 = sum(row);
        int s1 = weighted(row);
        // p + q = s0 and p·x^24 + q·x^25 = s1, so p·(x^24 + x^25) = s1 + s0·x^25
        int scale = Gf2048.inverse(weight(FIRST) ^ weight(FIRST + 1));
        row[FIRST] = Gf2048.multiply(s1 ^ Gf2048.multiply(s0, weight(FIRST + 1)), scale);
        row[FIRST + 1] = s0 ^ row[FIRST];
    }

    /** Whether the row belongs to the code. */
    static boolean holds(int[] row) {
        return sum(row) == 0 && weighted(row) == 0;
    }

    /** Changes the one number that makes the row belong to the code; its index, or empty if there is none. */
    static OptionalInt mend(int[] row) {
        int s0 = sum(row);
        int s1 = weighted(row);
        int expected = s0; // what S1 is if the word at i is the wrong one
        for (int i = 0; i < LENGTH && s0 != 0; i++) {
            if (expected == s1) {
                row[i] ^= s0;
                return OptionalInt.of(i);
            }
            expected = Gf2048.multiply(expected, X);
        }
        return OptionalInt.empty();
    }

    /** Finds the number at {@code index}, which is unknown, from the others; false if no number makes the row right. */
    static boolean restore(int[] row, int index) {
        row[index] = 0;
        row[index] = sum(row);
        return holds(row);
    }

    private static int sum(int[] row) {
        int sum = 0;
        for (int word : row) {
            sum ^= word;
        }
        return sum;
    }

    /** By Horner's rule. */
    private static int weighted(int[] row) {
        int sum = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            sum = Gf2048.multiply(sum, X) ^ row[i];
        }
        return sum;
    }

    private static int weight(int index) {
        return Gf2048.power(X, index);
    }
}
