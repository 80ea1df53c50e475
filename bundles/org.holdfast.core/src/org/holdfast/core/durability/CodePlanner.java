// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.RedundancyPolicy;

/**
 * The code for the partners at hand (R43): of all that keep the expected loss below the target, and whose shards are
 * reached in time, the one that stores least per byte, and among equals the one with the fewest partners.
 *
 * <p>Some losses no code prevents: when all partners stand in one building, that building's own rate is the least there
 * is. Where the target is missed for such a reason alone, the code is chosen for the rest: what it adds to the least
 * that failure domains cost has to stay below the target. Where even that fails there are too few partners; then the
 * code that survives most losses at the allowed cost is taken, and the plan says how many more partners, spread like the
 * present ones, would do. Every code of up to 64 shards is tried, about a thousand at the usual factor of 2. Pure.
 */
public final class CodePlanner implements RedundancyPolicy {
    private static final Comparator<CodeShape> CHEAPEST = Comparator.<CodeShape>comparingDouble(
                    shape -> (double) shape.n() / shape.m())
            .thenComparingInt(CodeShape::n);
    private static final int MOST_PARTNERS = 64;
    private static final double ROUNDING = 1e-9; // 1.15 · 20 is a little less than 23

    private final FormatId code;
    private final Assumptions assumptions;

    /** @param code the family that plans name; it has to support every shape */
    public CodePlanner(FormatId code, Assumptions assumptions) {
        this.code = code;
        this.assumptions = assumptions;
    }

    @Override
    public CodePlan plan(PartnerGroup group, DurabilityTarget target) {
        Fleet fleet = Fleet.of(group, assumptions);
        Optional<CodeShape> met = best(fleet, target, false);
        int further = met.isPresent() ? 0 : further(fleet, target);
        CodeShape shape = met.or(() -> best(fleet, target, true)).orElseGet(() -> toughest(fleet, target));
        return planned(fleet, shape, target, further);
    }

    /** What may be expected of a given code; {@code furtherPartners} are those that it lacks itself. */
    public CodePlan assess(PartnerGroup group, CodeShape shape, DurabilityTarget target) {
        Fleet fleet = Fleet.of(group, assumptions);
        return planned(fleet, shape, target, Math.max(0, shape.n() - fleet.size()));
    }

    private CodePlan planned(Fleet fleet, CodeShape shape, DurabilityTarget target, int further) {
        if (shape.n() > fleet.size()) {
            String limit = "partners: on " + fleet.size() + " different machines, " + shape + " needs " + shape.n();
            return new CodePlan(
                    code, shape, assumptions.failures(), limit, Math.max(further, shape.n() - fleet.size()));
        }
        Assessment assessed = fleet.assess(shape);
        return new CodePlan(code, shape, assessed.lossPerYear(), assessed.limitedBy(target.lossPerYear()), further);
    }

    /** The cheapest code that meets the target, perhaps apart from what no code can help. */
    private static Optional<CodeShape> best(Fleet fleet, DurabilityTarget target, boolean apart) {
        List<CodeShape> meeting = meeting(fleet, 2, target, apart);
        int fewest = meeting.stream().mapToInt(CodeShape::n).min().orElse(0);
        int usable = Math.max(fewest, fleet.size() - target.spares());
        return meeting.stream().filter(shape -> shape.n() <= usable).min(CHEAPEST);
    }

    private static List<CodeShape> meeting(Fleet fleet, int fromN, DurabilityTarget target, boolean apart) {
        List<Assessment> all = shapes(fleet, fromN, target).map(fleet::assess).toList();
        double floor =
                apart ? all.stream().mapToDouble(Assessment::domains).min().orElse(0) : 0;
        return all.stream()
                .filter(each ->
                        each.isReachable() && each.machines() + (each.domains() - floor) <= target.lossPerYear())
                .map(Assessment::shape)
                .toList();
    }

    private static Stream<CodeShape> shapes(Fleet fleet, int fromN, DurabilityTarget target) {
        return IntStream.rangeClosed(fromN, fleet.longest())
                .boxed()
                .flatMap(n -> IntStream.range(1, n).mapToObj(m -> new CodeShape(m, n - m)))
                .filter(shape -> affordable(shape, target));
    }

    private static boolean affordable(CodeShape shape, DurabilityTarget target) {
        return shape.n() <= target.mostStoredFactor() * shape.m() + ROUNDING;
    }

    /** The most parity that may be paid for; with too few hosts for any code, the smallest there is. */
    private static CodeShape toughest(Fleet fleet, DurabilityTarget target) {
        return shapes(fleet, 2, target)
                .max(Comparator.comparingInt(CodeShape::k).thenComparing(CHEAPEST.reversed()))
                .orElseGet(() -> IntStream.range(1, MOST_PARTNERS)
                        .mapToObj(m -> new CodeShape(m, 1))
                        .filter(shape -> affordable(shape, target))
                        .findFirst()
                        .orElse(new CodeShape(MOST_PARTNERS - 1, 1)));
    }

    /** How many more partners meet the target, or, where domains forbid that, meet it apart from them; 0 if none do. */
    private static int further(Fleet fleet, DurabilityTarget target) {
        int all = fleet.inevitable() > target.lossPerYear() ? 0 : further(fleet, target, false);
        return all > 0 || best(fleet, target, true).isPresent() ? all : further(fleet, target, true);
    }

    /** Only codes that use a new partner can meet what was missed without it; that saves nearly all of the work. */
    private static int further(Fleet fleet, DurabilityTarget target, boolean apart) {
        Fleet grown = fleet;
        for (int more = 1; grown.size() < MOST_PARTNERS; more++) {
            grown = grown.grown(more - 1);
            boolean hope = !meeting(grown, grown.longest(), target, apart).isEmpty();
            if (hope && best(grown, target, apart).isPresent()) {
                return more;
            }
        }
        return 0;
    }
}
