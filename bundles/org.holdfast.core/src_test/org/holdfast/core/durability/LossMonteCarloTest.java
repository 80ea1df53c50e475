// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partners that die and are replaced one by one at drawn times, until too few shards are left: the formulas agree. */
@Tag("R43")
class LossMonteCarloTest {
    private static final int DRAWS = 40_000;
    private static final int DEVIATIONS = 4;

    /** Time to loss is nearly exponential, so the error of a mean is mean/√draws. */
    @ParameterizedTest
    @CsvSource({"4+1, 1, 23, 1", "6+2, 1, 23, 2", "2+1, 0.5, 30, 3", "1+1, 2, 90, 4"})
    void archiveLoss(String code, double lifetimeYears, int repairDays, long seed) {
        CodeShape shape = CodeShape.parse(code);
        Random random = new Random(seed);
        double years = 0;
        for (int i = 0; i < DRAWS; i++) {
            years += untilLoss(shape, lifetimeYears, repairDays / 365.25, random);
        }
        double drawn = DRAWS / years;
        double reckoned = LossRates.archive(shape, 1 / lifetimeYears, 365.25 / repairDays);
        double tolerated = DEVIATIONS * reckoned / Math.sqrt(DRAWS);
        assertTrue(Math.abs(drawn - reckoned) < tolerated, code + ": drew " + drawn + ", reckoned " + reckoned);
    }

    /** Each position has the time of its next event: its death, or the return of its shard. */
    private static double untilLoss(CodeShape shape, double life, double repair, Random random) {
        double[] next = new double[shape.n()];
        boolean[] lost = new boolean[shape.n()];
        for (int i = 0; i < next.length; i++) {
            next[i] = exponential(life, random);
        }
        int missing = 0;
        while (true) {
            int first = 0;
            for (int i = 1; i < next.length; i++) {
                first = next[i] < next[first] ? i : first;
            }
            lost[first] = !lost[first];
            missing += lost[first] ? 1 : -1;
            if (missing > shape.k()) {
                return next[first];
            }
            next[first] += exponential(lost[first] ? repair : life, random);
        }
    }

    private static double exponential(double mean, Random random) {
        return -mean * Math.log1p(-random.nextDouble());
    }

    /** Who of the partners died in the time before the return of the owner in which nobody repaired. */
    @ParameterizedTest
    @CsvSource({"4+1, 0.3, 23, 5", "6+2, 0.25, 23, 6"})
    void liveLoss(String code, double lifetimeYears, int repairDays, long seed) {
        CodeShape shape = CodeShape.parse(code);
        Assumptions assumptions = Worlds.machines(lifetimeYears, repairDays);
        Random random = new Random(seed);
        double unrepairedYears = (repairDays + 7) / 365.25;
        int losses = 0;
        for (int i = 0; i < DRAWS; i++) {
            int missing = 0;
            for (int partner = 0; partner < shape.n(); partner++) {
                missing += exponential(lifetimeYears, random) < unrepairedYears ? 1 : 0;
            }
            losses += missing > shape.k() ? 1 : 0;
        }
        double drawn = losses / (lifetimeYears * DRAWS);
        double reckoned =
                Fleet.of(Worlds.hosts(shape.n()), assumptions).assess(shape).live();
        double chance = reckoned * lifetimeYears;
        double tolerated = DEVIATIONS * Math.sqrt(chance * (1 - chance) / DRAWS) / lifetimeYears;
        assertTrue(Math.abs(drawn - reckoned) < tolerated, code + ": drew " + drawn + ", reckoned " + reckoned);
    }
}
