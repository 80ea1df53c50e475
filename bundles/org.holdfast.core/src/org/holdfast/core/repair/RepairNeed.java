// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.repair;

import java.util.Comparator;
import java.util.List;
import org.holdfast.core.port.SegmentRow;

/**
 * A segment of which shards have to be made anew.
 *
 * @param safe shards that can be had beyond doubt
 * @param positions to be made anew, ascending
 */
public record RepairNeed(SegmentRow segment, int safe, List<Integer> positions) {
    /** Fewest shards to spare first, then what names others, then the oldest. */
    public static final Comparator<RepairNeed> MOST_URGENT = Comparator.comparingInt(RepairNeed::spare)
            .thenComparing(need -> need.segment().blockClass(), Comparator.reverseOrder())
            .thenComparing(need -> need.segment().created());

    public RepairNeed {
        positions = List.copyOf(positions);
    }

    /** How many more may be lost before the segment is; negative if it cannot be had now. */
    public int spare() {
        return safe - segment.shape().m();
    }
}
