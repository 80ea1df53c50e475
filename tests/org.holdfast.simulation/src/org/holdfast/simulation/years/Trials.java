// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.holdfast.core.durability.LossRates;
import org.holdfast.model.CodeShape;

/** Histories that are made to be held against a formula. */
final class Trials {
    /** @param histories of ten years, with 60 machines each */
    record Loss(CodeShape shape, Duration lifetime, int histories) {
        double planned(double missingDays) {
            return LossRates.archive(shape, 365.25 / lifetime.toDays(), 365.25 / missingDays);
        }
    }

    /**
     * @param mean losses a year of data at risk
     * @param error of that mean, from how much histories differ
     * @param missingDays for which a lost shard stayed lost, on average
     */
    record Rate(int losses, double mean, double error, double missingDays) {}

    static final List<Loss> LOSSES = List.of(
            new Loss(new CodeShape(4, 1), Duration.ofDays(120), 16),
            new Loss(new CodeShape(4, 2), Duration.ofDays(60), 16),
            new Loss(new CodeShape(5, 3), Duration.ofDays(40), 16));

    private static final int TEN_YEARS = 3650;

    private Trials() {}

    /** Thirty machines of a hundred throw a share away at one time; nothing else happens. */
    static Town droppers(double share, long seed) {
        TownPlan plan = TownPlan.office(100)
                .with(Collections.nCopies(30, new Conduct.Dropper(share, Duration.ofDays(30))))
                .of(TownPlan.office(100).shape(), TownPlan.NEVER, TownPlan.NEVER);
        return new Town(plan, seed).live(180);
    }

    static Detection detection(List<TownTally> tallies) {
        return tallies.stream().map(TownTally::detection).reduce(new Detection(0, 0), Detection::plus);
    }

    /** Machines that are always on, die soon and are back at once; what they held is made anew in two days on average. */
    static Town dying(Loss loss, long seed) {
        TownPlan plan = TownPlan.office(60)
                .of(loss.shape(), loss.lifetime(), TownPlan.NEVER)
                .allOf(Habit.ALWAYS)
                .backAtOnce(Duration.ofDays(2));
        return new Town(plan, seed).live(TEN_YEARS);
    }

    static Rate rate(List<TownTally> tallies) {
        double mean = tallies.stream().mapToInt(TownTally::losses).sum()
                / tallies.stream().mapToDouble(TownTally::yearsAtRisk).sum();
        double squares = tallies.stream()
                .mapToDouble(each -> Math.pow(each.losses() / each.yearsAtRisk() - mean, 2))
                .sum();
        LongSummaryStatistics missing = new LongSummaryStatistics();
        tallies.forEach(each -> missing.combine(each.mended()));
        return new Rate(
                tallies.stream().mapToInt(TownTally::losses).sum(),
                mean,
                Math.sqrt(squares / (tallies.size() - 1.0) / tallies.size()),
                missing.getAverage() / Habit.DAY);
    }
}
