// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;

/**
 * Which runs to merge, and merging them.
 *
 * <p>Up to {@link #ENOUGH} runs are left alone: a lookup asks so many filters, and every merged run has to be sent to
 * partners again. Beyond that the newest ones are merged, going back as long as the next older run is at most twice as
 * large as all newer ones together. What is left is then a row of runs each more than twice as large as all after it,
 * so their number grows with the logarithm of the rows, and a row is merged again only when its run has grown by half.
 * Always the newest without a gap, because of two rows for one chunk the newer run's counts.
 */
public final class RunMerge {
    static final int ENOUGH = 8;
    private static final long MOST_ROWS = (Integer.MAX_VALUE - (long) IndexRun.HEADER_BYTES) / IndexRow.BYTES;

    private RunMerge() {}

    /**
     * How many of the newest runs to merge; 0 for none.
     *
     * @param rows of each run, oldest first
     */
    public static int newestToMerge(List<Long> rows) {
        if (rows.size() <= ENOUGH) {
            return 0;
        }
        int count = 1;
        long sum = rows.getLast();
        while (count < rows.size()) {
            long next = rows.get(rows.size() - 1 - count);
            if (next > 2 * sum || next + sum > MOST_ROWS) {
                break;
            }
            sum += next;
            count++;
        }
        return count > 1 ? count : 0;
    }

    /** A place in one of the runs. */
    private static final class Cursor {
        private final RunReader rows;
        private final int age;
        private IndexRow row;

        /** @param rows has one at least */
        Cursor(RunReader rows, int age) throws IOException {
            this.rows = rows;
            this.age = age;
            this.row = rows.next();
        }

        /** False at the end. */
        boolean advance() throws IOException {
            if (!rows.hasNext()) {
                return false;
            }
            row = rows.next();
            return true;
        }
    }

    /** Writes the rows of all runs, those of newer ones instead of those of older ones. */
    public static void merge(List<RunFile> oldestFirst, RunWriter out) throws IOException {
        write(oldestFirst.stream().map(RunFile::reader).toList(), out);
    }

    private static void write(List<RunReader> oldestFirst, RunWriter out) throws IOException {
        Comparator<Cursor> byChunk = Comparator.comparing(cursor -> cursor.row.chunk());
        PriorityQueue<Cursor> cursors =
                new PriorityQueue<>(byChunk.thenComparing(cursor -> cursor.age, Comparator.reverseOrder()));
        for (int age = 0; age < oldestFirst.size(); age++) {
            if (oldestFirst.get(age).hasNext()) {
                cursors.add(new Cursor(oldestFirst.get(age), age));
            }
        }
        while (!cursors.isEmpty()) {
            IndexRow newest = cursors.element().row;
            out.add(newest);
            while (!cursors.isEmpty() && cursors.element().row.chunk().equals(newest.chunk())) {
                Cursor passed = cursors.remove();
                if (passed.advance()) {
                    cursors.add(passed);
                }
            }
        }
    }
}
