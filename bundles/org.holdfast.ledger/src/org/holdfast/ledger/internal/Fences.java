// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

/**
 * Where in a run an id may lie: the first word of the first id of each piece of {@link #PIECE_ROWS} rows, a bit for each
 * row. Complete before others see it.
 */
final class Fences {
    static final int PIECE_ROWS = 64;

    private final long[] words;
    private int count;

    /** @param rows of the run */
    Fences(long rows) {
        words = new long[Math.toIntExact(Math.ceilDiv(rows, PIECE_ROWS))];
    }

    /** The next piece begins with this word. */
    void add(long word) {
        words[count++] = word;
    }

    /** The last piece whose first word is not above this one, both unsigned; -1 if there is none. */
    int lastNotAbove(long word) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(words[middle], word) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** Whether the piece begins with this word, so that the one before may end with it. */
    boolean begins(int piece, long word) {
        return words[piece] == word;
    }
}
