// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.repair.RepairRule;
import org.holdfast.core.repair.ShardStand;
import org.holdfast.model.BlockClass;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;
import org.holdfast.simulation.World;

/** Places an owner's codeword, and makes anew what {@link RepairRule} says. One codeword stands for all its data. */
final class Mending {
    private final Town town;
    private final World world;
    private final SegmentRow segment;

    Mending(Town town) {
        this.town = town;
        this.world = town.world();
        this.segment = new SegmentRow(
                Bond.SEGMENT,
                BlockClass.DATA,
                1,
                FormatSet.BUILT_IN,
                town.plan().shape(),
                Pipeline.DOUBLE,
                Bond.BLOCK_BYTES,
                SegmentState.PLACED,
                Instant.EPOCH);
    }

    /** Begins to make anew what has to be, as far as there are partners for it. */
    void mend(Machine owner) {
        if (owner.dead) {
            return;
        }
        List<Bond> placed = owner.stored.values().stream()
                .filter(bond -> bond.placed.isPresent())
                .toList();
        Set<Integer> underWay = arriving(owner);
        RepairRule.need(
                        segment,
                        rows(placed),
                        row -> stand(placed, row),
                        town.plan().threshold())
                .ifPresent(need -> need.positions().stream()
                        .filter(position -> !underWay.contains(position))
                        .forEach(position -> send(owner, position)));
    }

    private static List<PlacementRow> rows(List<Bond> placed) {
        return placed.stream().flatMap(bond -> bond.placed.stream()).toList();
    }

    private static ShardStand stand(List<Bond> placed, PlacementRow row) {
        return placed.stream()
                .filter(bond -> bond.placed.orElse(null) == row)
                .findFirst()
                .map(Bond::stand)
                .orElse(ShardStand.GONE);
    }

    private static Set<Integer> arriving(Machine owner) {
        Set<Integer> positions = new HashSet<>();
        owner.stored.values().stream().filter(bond -> bond.arriving).forEach(bond -> positions.add(bond.wanted));
        return positions;
    }

    /** To the partner that has been one for longest: one past its commitment, if there is any. */
    private void send(Machine owner, int position) {
        Optional<Bond> spare = owner.stored.values().stream()
                .filter(bond -> bond.isFree() && bond.health.state().takesNew() && bond.holder.absentSince < 0)
                .min(Comparator.comparingLong(bond -> bond.since));
        spare.filter(bond -> fetched(owner, position)).ifPresent(bond -> {
            bond.arriving = true;
            bond.wanted = position;
            world.after(town.chance(town.plan().transfer()), () -> arrive(bond));
        });
    }

    /**
     * Where reads are counted, what was placed once is made anew from m others, those first that were read least. At its
     * first placement the owner has it itself, and where they are not counted it always does.
     */
    private boolean fetched(Machine owner, int position) {
        if (!owner.hasPlaced(position)) {
            return true;
        }
        boolean enough = town.plan().reads() == 0 || isRead(owner);
        town.tally().repaired(enough);
        return enough;
    }

    private boolean isRead(Machine owner) {
        int yearly = town.plan().reads();
        List<Bond> sources = owner.stored.values().stream()
                .filter(bond -> bond.isGood() && bond.holder.absentSince < 0 && bond.givesBack(yearly, world.now()))
                .sorted(Comparator.comparingLong(Bond::spent))
                .limit(town.plan().shape().m())
                .toList();
        boolean enough = sources.size() == town.plan().shape().m();
        if (enough) {
            sources.forEach(bond -> bond.read(yearly));
        }
        return enough;
    }

    /** One that is gone by then will be found to be by the next look. */
    private void arrive(Bond bond) {
        bond.arriving = false;
        if (bond.over || bond.owner.dead || bond.holder.dead) {
            return;
        }
        bond.owner.stored.values().stream()
                .filter(old -> old != bond && old.position() == bond.wanted)
                .forEach(Bond::clear);
        bond.place(bond.wanted);
        town.dropped(bond);
    }
}
