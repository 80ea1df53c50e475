// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.SegmentId;
import org.holdfast.node.release.Reachable;
import org.holdfast.node.work.Lender;

/**
 * Looks whether all snapshots could be restored: reads every directory, looks up everything that it names, and counts for
 * each segment whether enough partners have given receipts. Then, if wanted, reads a share of the segments from partners
 * drawn by lot, every chunk of them. One thread's.
 */
final class VerifyRun {
    private final Proving proving;
    private final ChunkIndex index;
    private final Compositions compositions;
    private final Lender lender;
    private final RandomGenerator random;

    VerifyRun(Proving proving, ChunkIndex index, Compositions compositions, Lender lender, RandomGenerator random) {
        this.proving = proving;
        this.index = index;
        this.compositions = compositions;
        this.lender = lender;
        this.random = random;
    }

    /**
     * @param percent of the segments that snapshots need, to be read from partners; 0 to 100
     * @throws HoldfastException CANCELLED
     */
    void run(List<Snapshot> snapshots, double percent) {
        Optional<List<SegmentId>> needed = walk(snapshots);
        needed.ifPresent(all -> {
            all.forEach(this::requireStored);
            read(all, percent);
        });
    }

    /** Nothing if a directory could not be read: what it names is not known then. */
    private Optional<List<SegmentId>> walk(List<Snapshot> snapshots) {
        ChunkSource lists = id -> {
            proving.requireWanted();
            return proving.lists().chunk(id);
        };
        Reachable reachable = new Reachable(index, lists, compositions);
        try {
            reachable.walk(snapshots);
            proving.findings().walked();
            return Optional.of(new ArrayList<>(reachable.needed().toList()));
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            proving.findings().wrong("A directory cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void requireStored(SegmentId id) {
        Optional<SegmentRow> row = proving.ledger().segments().find(id);
        if (row.isEmpty() || row.get().state() != SegmentState.PLACED) {
            proving.findings().wrong(id, "Segment " + id + " is needed, and the ledger does not know where it lies.");
            return;
        }
        long stored = proving.ledger().segments().placements(id).stream()
                .filter(place -> place.state() == PlacementState.ACKED || place.state() == PlacementState.SPOOLED)
                .map(PlacementRow::position)
                .distinct()
                .count();
        int need = SubsetLoader.need(lender, row.get());
        if (stored < need) {
            proving.findings()
                    .wrong(id, "Segment " + id + " has " + stored + " shards at partners and needs " + need + ".");
        }
    }

    private void read(List<SegmentId> needed, double percent) {
        Collections.shuffle(needed, random);
        long wanted = (long) Math.ceil(needed.size() * percent / 100);
        for (SegmentId id : needed.subList(0, (int) wanted)) {
            proving.requireWanted();
            if (!proving.findings().hasFailed(id) && proving.take(id)) {
                proving.whole(id);
            }
        }
    }
}
