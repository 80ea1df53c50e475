// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.util.function.Predicate;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.model.SegmentId;

/** A run without the rows that point into segments which are not kept. */
public final class RunFilter {
    private RunFilter() {}

    public static boolean losesAny(RunFile run, Predicate<SegmentId> kept) throws IOException {
        try (RunReader rows = run.reader()) {
            while (rows.hasNext()) {
                if (!kept.test(rows.next().segment())) {
                    return true;
                }
            }
            return false;
        }
    }

    public static void write(RunFile run, Predicate<SegmentId> kept, RunWriter out) throws IOException {
        try (RunReader rows = run.reader()) {
            while (rows.hasNext()) {
                IndexRow row = rows.next();
                if (kept.test(row.segment())) {
                    out.add(row);
                }
            }
        }
    }
}
