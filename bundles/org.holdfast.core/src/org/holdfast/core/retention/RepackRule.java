// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.retention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.holdfast.model.SegmentId;

/**
 * Which segments are packed anew because little of them is needed: those with the smallest share first, and so much as
 * may be written in one go. What is left waits for the next time. Pure.
 */
public final class RepackRule {
    /** Segments of which less than this share is needed are packed anew. */
    public static final int LIVE_PERCENT = 40;

    /** Of everything that is kept, so much at most is written anew in one go. */
    public static final int BUDGET_PERCENT = 10;

    private RepackRule() {}

    /** @param live bytes of it that snapshots need @param bytes of all chunks that the index knows in it */
    public record Use(SegmentId segment, long live, long bytes) {
        boolean isSparse() {
            return live < bytes / 100 * LIVE_PERCENT + bytes % 100 * LIVE_PERCENT / 100;
        }
    }

    /** @param all segments that are kept */
    public static List<SegmentId> choose(List<Use> all) {
        long left = all.stream().mapToLong(Use::bytes).sum() / 100 * BUDGET_PERCENT;
        List<SegmentId> chosen = new ArrayList<>();
        List<Use> sparse = all.stream()
                .filter(Use::isSparse)
                .sorted(Comparator.comparingDouble(use -> (double) use.live() / use.bytes()))
                .toList();
        for (Use each : sparse) {
            left -= each.live();
            if (left < 0) {
                break;
            }
            chosen.add(each.segment());
        }
        return chosen;
    }
}
