// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.util.function.Predicate;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.model.SegmentId;

/** A run without the rows that point into segments which are not kept. */
public final class RunFilter {
    private RunFilter() {}

    public static boolean losesAny(RunFile run, Predicate<SegmentId> kept) {
        for (long number = 0; number < run.rows(); number++) {
            if (!kept.test(run.row(number).segment())) {
                return true;
            }
        }
        return false;
    }

    public static void write(RunFile run, Predicate<SegmentId> kept, RunWriter out) throws IOException {
        for (long number = 0; number < run.rows(); number++) {
            IndexRow row = run.row(number);
            if (kept.test(row.segment())) {
                out.add(row);
            }
        }
    }
}
