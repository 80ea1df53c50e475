// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.repair;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.repair.RepairNeed;
import org.holdfast.core.repair.ShardStand;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.GroupChooser.Seat;
import org.holdfast.node.backup.Rehoming;
import org.holdfast.node.backup.Rehoming.Settled;
import org.holdfast.node.restore.Commitments;
import org.holdfast.node.restore.ShardSource;

/**
 * Makes anew what segments lack, the most urgent first. A segment below its threshold → fetch m good shards → rebuild the
 * missing positions → seal each for a spare, or for the same partner if only its block was damaged → receipt → the old
 * place is given up, if its partner is gone for good. No partner in its commitment period is read from or stored at.
 * A restart goes on where it was, since the ledger says what is missing. One thread at a time.
 */
final class RepairRun {
    private final BackupParts parts;
    private final RepairSurvey survey;
    private final ShardSource source;
    private final Rehoming rehoming;
    private final Predicate<OwnerId> reachable;
    private final Supplier<Commitments> commitments;
    private final RepairCare.Pace pace;

    /**
     * @param reachable whether a partner can be reached now
     * @param commitments who may not be asked for what is stored there now
     */
    RepairRun(
            BackupParts parts,
            RepairSurvey survey,
            ShardSource source,
            Rehoming rehoming,
            Predicate<OwnerId> reachable,
            Supplier<Commitments> commitments,
            RepairCare.Pace pace) {
        this.parts = parts;
        this.survey = survey;
        this.source = source;
        this.rehoming = rehoming;
        this.reachable = reachable;
        this.commitments = commitments;
        this.pace = pace;
    }

    /** @throws InterruptedException when it is to end; what was done stays */
    Repairs run(Rehoming.Memory memory) throws InterruptedException {
        survey.superseded().forEach(this::giveUp);
        Repairs sum = Repairs.NOTHING;
        for (RepairNeed need : survey.needs()) {
            Repairs one = inTurn(need, memory);
            sum = sum.plus(one);
            pace.moved(one.bytes());
        }
        return sum;
    }

    /** Looked at again in its turn: a hand-over, or a partner that came back, may have helped meanwhile. */
    private Repairs inTurn(RepairNeed found, Rehoming.Memory memory) throws InterruptedException {
        memory.turn().lockInterruptibly();
        try {
            Optional<RepairNeed> need =
                    parts.ledger().segments().find(found.segment().id()).flatMap(survey::need);
            return need.map(each -> Repairs.segment().plus(repair(each))).orElse(Repairs.NOTHING);
        } catch (HoldfastException e) {
            return Repairs.segment().plus(Repairs.waits(found.positions().size(), String.valueOf(e.getMessage())));
        } finally {
            memory.turn().unlock();
        }
    }

    private Repairs repair(RepairNeed need) {
        Shards shards = new Shards(need);
        Repairs sum = Repairs.NOTHING;
        for (int position : need.positions()) {
            sum = sum.plus(repair(need.segment(), position, shards));
        }
        return sum;
    }

    private Repairs repair(SegmentRow segment, int position, Shards shards) {
        List<PlacementRow> rows = parts.ledger().segments().placements(segment.id());
        Set<OwnerId> taken = taken(rows);
        Settled settled = damagedAt(rows, position, taken)
                .map(seat -> rehoming.settleAt(segment, position, seat, () -> shards.at(position)))
                .orElseGet(() -> rehoming.settle(segment, position, taken, () -> shards.at(position)));
        return switch (settled) {
            case Settled.Stored stored -> {
                giveUp(rows, position);
                yield Repairs.shard(stored.bytes());
            }
            case Settled.Waits(String why) -> Repairs.waits(1, why);
        };
    }

    /**
     * Who has another shard of the segment, or will have it again when it is back; and who may not be asked for it yet, as
     * its commitment period runs.
     */
    private Set<OwnerId> taken(List<PlacementRow> rows) {
        Set<OwnerId> taken = new HashSet<>();
        rows.stream()
                .filter(row ->
                        row.state() == PlacementState.BUILT || survey.stands().of(row) != ShardStand.GONE)
                .map(PlacementRow::partner)
                .forEach(taken::add);
        Commitments now = commitments.get();
        parts.ledger().agreements().all().stream()
                .map(row -> row.agreement().terms())
                .filter(terms -> !now.allows(terms.id()))
                .map(terms -> terms.partnerOf(parts.self()))
                .forEach(taken::add);
        return taken;
    }

    /** The partner whose block was damaged, if nothing else is the matter with it. */
    private Optional<Seat> damagedAt(List<PlacementRow> rows, int position, Set<OwnerId> taken) {
        return rows.stream()
                .filter(row -> row.position() == position
                        && row.state() == PlacementState.LOST
                        && row.receipt().length() > 0)
                .filter(row -> survey.stands().takesNew(row)
                        && reachable.test(row.partner())
                        && !rehoming.isRefusing(row.partner())
                        && !taken.contains(row.partner()))
                .map(row -> new Seat(row.partner(), row.agreement()))
                .findFirst();
    }

    /** What lay with a partner that is gone for good; at one that is merely away it stays, as an extra. */
    private void giveUp(List<PlacementRow> rows, int position) {
        rows.stream()
                .filter(row -> row.position() == position && row.state() != PlacementState.LOST)
                .filter(survey.stands()::isOver)
                .forEach(this::giveUp);
    }

    private void giveUp(PlacementRow row) {
        parts.ledger().segments().mark(row.block(), PlacementState.LOST);
        parts.spool().remove(row.agreement(), row.block());
    }

    /** The shards that are to be made anew, from one fetch, which comes when the first is asked for. */
    private final class Shards {
        private final RepairNeed need;
        private final Map<Integer, byte[]> made = new HashMap<>();

        Shards(RepairNeed need) {
            this.need = need;
        }

        byte[] at(int position) {
            if (made.isEmpty()) {
                made.putAll(source.rebuilt(need.segment(), need.positions()));
            }
            return Optional.ofNullable(made.get(position)).orElseThrow();
        }
    }
}
