// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.repair;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.repair.RepairNeed;
import org.holdfast.core.repair.RepairRule;
import org.holdfast.core.repair.ShardStand;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.CodeShape;
import org.holdfast.model.SegmentId;

/**
 * Which segments have shards to be made anew, the most urgent first: those that lack a receipt, and those of which a shard
 * lies with a partner that is silent, wrong or gone. Bounded; what does not fit comes in the next survey. One thread's.
 */
final class RepairSurvey {
    private static final int PAGE = 256;
    private static final int MOST = 4096;

    private final Ledger.Segments segments;
    private final List<HealthRow> healths;
    private final ShardStands stands;
    private final ToIntFunction<CodeShape> threshold;
    private boolean complete;

    /** @param healths of partners whose shards are to be looked at, if they are not sound */
    RepairSurvey(
            Ledger ledger,
            List<HealthRow> healths,
            Function<AgreementId, HealthState> health,
            ToIntFunction<CodeShape> threshold) {
        this.segments = ledger.segments();
        this.healths = healths;
        this.stands = ShardStands.of(ledger, health);
        this.threshold = threshold;
    }

    ShardStands stands() {
        return stands;
    }

    /** Whether {@link #needs} named all there are. */
    boolean isComplete() {
        return complete;
    }

    List<RepairNeed> needs() {
        List<RepairNeed> needs = new ArrayList<>();
        Set<SegmentId> seen = new HashSet<>();
        wanting(needs, seen);
        healths.stream().filter(row -> !row.health().state().isSound()).forEach(row -> lyingWith(row, needs, seen));
        complete = needs.size() < MOST;
        needs.sort(RepairNeed.MOST_URGENT);
        return needs;
    }

    private void wanting(List<RepairNeed> needs, Set<SegmentId> seen) {
        Optional<SegmentId> after = Optional.empty();
        List<SegmentRow> page;
        do {
            page = segments.wanting(after, PAGE);
            for (SegmentRow segment : page) {
                look(segment, needs, seen);
                after = Optional.of(segment.id());
            }
        } while (page.size() == PAGE && needs.size() < MOST);
    }

    private void lyingWith(HealthRow row, List<RepairNeed> needs, Set<SegmentId> seen) {
        List<PlacementRow> page = segments.standing(row.partner(), row.agreement(), PAGE);
        while (!page.isEmpty() && needs.size() < MOST) {
            for (PlacementRow place : page) {
                segments.find(place.segment()).ifPresent(segment -> look(segment, needs, seen));
            }
            BlockId last = page.getLast().block();
            page = segments.standing(row.partner(), row.agreement(), last, PAGE);
        }
    }

    private void look(SegmentRow segment, List<RepairNeed> needs, Set<SegmentId> seen) {
        if (seen.add(segment.id())) {
            need(segment).ifPresent(needs::add);
        }
    }

    /** What lies with partners that are gone for good, and is elsewhere as well: made anew while they were merely away. */
    List<PlacementRow> superseded() {
        return healths.stream()
                .filter(row -> row.health().state().isGone())
                .flatMap(row -> segments.standing(row.partner(), row.agreement(), MOST).stream())
                .filter(this::isElsewhere)
                .toList();
    }

    private boolean isElsewhere(PlacementRow old) {
        return segments.placements(old.segment()).stream()
                .anyMatch(row -> row.position() == old.position() && stands.of(row) == ShardStand.SAFE);
    }

    /** What a segment needs now. */
    Optional<RepairNeed> need(SegmentRow segment) {
        return segment.state() == SegmentState.PLACED
                ? RepairRule.need(
                        segment, segments.placements(segment.id()), stands::of, threshold.applyAsInt(segment.shape()))
                : Optional.empty();
    }
}
