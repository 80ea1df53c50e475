// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.holdfast.core.drill.ProvenPatterns;
import org.holdfast.core.drill.ShardGroup;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.node.restore.SegmentFetch;
import org.holdfast.node.restore.SegmentLoader;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.coding.CodeFamily;
import org.jspecify.annotations.Nullable;

/**
 * Fetches segments as if a set of partners, drawn by lot, were all that is left: as many as are always enough for the
 * code. Of several draws one is taken that no drill has tried yet. Asks only partners that can be reached and whose read
 * budget allows it, and never the own disk. One thread's at a time.
 */
final class SubsetLoader implements SegmentLoader {
    private static final int DRAWS = 16;

    private final SegmentFetch fetch;
    private final Lender lender;
    private final Allowance allowance;
    private final RandomGenerator random;
    private final Map<SegmentId, Tried> tried = new HashMap<>();
    private volatile ProvenPatterns proven;
    private @Nullable Thread working; // guarded by this
    private boolean ended; // guarded by this

    /** Who was asked for a segment, as a loss pattern. */
    record Tried(ShardGroup group, long absent) {}

    SubsetLoader(
            SegmentFetch fetch, Lender lender, Allowance allowance, ProvenPatterns proven, RandomGenerator random) {
        this.fetch = fetch;
        this.lender = lender;
        this.allowance = allowance;
        this.proven = proven;
        this.random = random;
    }

    void know(ProvenPatterns more) {
        proven = more;
    }

    /** What was tried for a segment that was loaded, or failed to be. */
    synchronized Optional<Tried> tried(SegmentId id) {
        return Optional.ofNullable(tried.get(id));
    }

    /** @throws HoldfastException NOT_ENOUGH_PARTNERS if too few may be asked now; else as a restore would */
    @Override
    public byte[] load(SegmentId id) {
        begin();
        try {
            return fetch.load(id, this::choose);
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        requireWanted();
        working = Thread.currentThread();
    }

    private synchronized void finish() {
        working = null;
    }

    /** Whatever is being fetched is given up, and nothing is fetched any more. From any thread; does not wait. */
    synchronized void end() {
        ended = true;
        if (working != null) {
            working.interrupt();
        }
    }

    /** @throws HoldfastException CANCELLED if it was ended, or this thread is interrupted */
    synchronized void requireWanted() {
        if (ended || Thread.currentThread().isInterrupted()) {
            throw new HoldfastException(ErrorCode.CANCELLED, "drill", "The drill was ended before it was through.");
        }
    }

    @Override
    public long length(SegmentId id) {
        return fetch.length(id);
    }

    private synchronized Map<Integer, PlacementRow> choose(SegmentRow segment, Map<Integer, PlacementRow> places) {
        tried.remove(segment.id());
        int need = need(lender, segment);
        List<PlacementRow> there = places.values().stream()
                .filter(place -> place.state() == PlacementState.ACKED)
                .toList();
        List<PlacementRow> willing = there.stream().filter(allowance::allows).toList();
        if (willing.size() < need) {
            throw new HoldfastException(
                    ErrorCode.NOT_ENOUGH_PARTNERS,
                    "segment " + segment.id(),
                    "A drill needs " + need + " partners of this segment at a time, and " + willing.size() + " of "
                            + there.size() + " can be reached and have enough of their read budgets left for it.",
                    true,
                    null);
        }
        ShardGroup group =
                ShardGroup.of(there.stream().map(PlacementRow::partner).collect(Collectors.toSet()), need);
        List<PlacementRow> drawn = draw(group, willing);
        drawn.forEach(allowance::spend);
        tried.put(segment.id(), new Tried(group, group.absent(partners(drawn))));
        return drawn.stream().collect(Collectors.toMap(PlacementRow::position, place -> place));
    }

    /** How many shards always do. */
    static int need(Lender lender, SegmentRow segment) {
        try (Lease<CodeFamily> code = lender.code(segment.formats().code())) {
            return code.get().code(segment.shape()).alwaysEnough();
        }
    }

    private List<PlacementRow> draw(ShardGroup group, List<PlacementRow> willing) {
        List<PlacementRow> all = new ArrayList<>(willing);
        List<PlacementRow> drawn = List.of();
        for (int i = 0; i < DRAWS && (i == 0 || proven.has(group, group.absent(partners(drawn)))); i++) {
            Collections.shuffle(all, random);
            drawn = List.copyOf(all.subList(0, group.need()));
        }
        return drawn;
    }

    private static Set<OwnerId> partners(List<PlacementRow> places) {
        return new HashSet<>(places.stream().map(PlacementRow::partner).toList());
    }
}
