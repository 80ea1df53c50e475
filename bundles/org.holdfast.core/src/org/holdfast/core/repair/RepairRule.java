// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.model.CodeShape;

/**
 * Which positions of a segment have to be made anew. What is gone for good always; what is merely away only while fewer
 * shards than {@code threshold} can be had, since it costs nothing when its partner comes back. What is doubtful only
 * where without it less than half of the parity is left: one rotten block is no reason to move all that lies beside it,
 * and several partners that are wrong at a time may be one. A position that lies twice counts as the better of the two:
 * an extra shard is kept until it is safe to drop it. Pure.
 */
public final class RepairRule {
    private RepairRule() {}

    /**
     * @param rows everything that is known of the segment's placement
     * @param stand how each of them stands
     * @param threshold shards that have to be there; from {@link org.holdfast.core.durability.LazyRepair}
     * @return empty if nothing is to be done
     */
    public static Optional<RepairNeed> need(
            SegmentRow segment, List<PlacementRow> rows, Function<PlacementRow, ShardStand> stand, int threshold) {
        ShardStand[] best = new ShardStand[segment.shape().n()];
        Arrays.fill(best, ShardStand.GONE);
        for (PlacementRow row : rows) {
            ShardStand now = stand.apply(row);
            if (now.compareTo(best[row.position()]) < 0) {
                best[row.position()] = now;
            }
        }
        List<Integer> gone = positions(best, ShardStand.GONE);
        List<Integer> positions = new ArrayList<>(gone);
        List<Integer> doubtful = positions(best, ShardStand.DOUBTFUL);
        int safe = positions(best, ShardStand.SAFE).size();
        int sound = safe + positions(best, ShardStand.WAITING).size() + gone.size();
        if (sound + doubtful.size() < threshold) {
            positions.addAll(positions(best, ShardStand.AWAY));
        }
        if (sound < enough(segment.shape())) {
            positions.addAll(doubtful);
        }
        positions.sort(null);
        return positions.isEmpty() ? Optional.empty() : Optional.of(new RepairNeed(segment, safe, positions));
    }

    /** With so many that are sound no doubt has to be acted upon: m, and half of the parity. */
    private static int enough(CodeShape shape) {
        return shape.m() + (shape.k() + 1) / 2;
    }

    private static List<Integer> positions(ShardStand[] best, ShardStand wanted) {
        return IntStream.range(0, best.length)
                .filter(position -> best[position] == wanted)
                .boxed()
                .toList();
    }
}
