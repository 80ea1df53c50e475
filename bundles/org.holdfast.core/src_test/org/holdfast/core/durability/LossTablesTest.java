// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures that were worked out by others, to the digits that they give. In all of them owners are away for 7 days and
 * owner and partners live equally long.
 */
@Tag("R43")
class LossTablesTest {
    private static Assessment assess(String code, Assumptions assumptions) {
        CodeShape shape = CodeShape.parse(code);
        return Fleet.of(Worlds.hosts(shape.n()), assumptions).assess(shape);
    }

    /** The chance that fewer than m are on line at a moment, by the availability of each. */
    @ParameterizedTest
    @CsvSource({
        "6+4, .91, .62, .25, 3.3e-2, 1.6e-3, 6.4e-5",
        "8+8, .84, .40, 6.7e-2, 1.5e-3, 5.9e-6, 1.6e-8",
        "10+10, .88, .41, 5.3e-2, 5.6e-4, 7.1e-7, 5.4e-10",
        "8+12, .60, .13, 6.0e-3, 1.5e-5, 3.9e-9, 6.8e-13",
        "10+20, .36, 2.1e-2, 1.0e-4, 4.5e-9, ,"
    })
    void fewerThanEnoughOnLine(String code, String a35, String a50, String a65, String a80, String a90, String a95) {
        CodeShape shape = CodeShape.parse(code);
        double[] availabilities = {.35, .5, .65, .8, .9, .95};
        String[] printed = {a35, a50, a65, a80, a90, a95};
        for (int i = 0; i < printed.length; i++) {
            if (printed[i] != null) {
                BernoulliSum online = BernoulliSum.binomial(shape.n(), availabilities[i]);
                Printed.assertRoundsTo(printed[i], online.below(shape.m()), code + " at " + availabilities[i]);
            }
        }
    }

    /**
     * One cell differs from its source: 16+12 with 23 days and one year is 5.47e-8 live, where the source has 6e-8. With
     * a year of 365 days it is 5.51e-8, but then 8+8 with 4 days and three years becomes 3.56e-15 instead of 3.5e-15.
     */
    @ParameterizedTest
    @CsvSource({
        "6+4, 4, 1, 5e-6, 2e-5",
        "6+4, 4, 2, 9e-8, 5e-7",
        "6+4, 4, 3, 8e-9, 7e-8",
        "8+8, 4, 1, 1.7e-10,",
        "8+8, 4, 2, 1.9e-13,",
        "8+8, 4, 3, 3.5e-15,",
        "10+10, 4, 1, 2e-12,",
        "10+10, 4, 2, 6e-16,",
        "16+12, 4, 1, 3e-13,",
        "16+12, 4, 2, 3e-17,",
        "6+4, 23, 1, 5.5e-4, 1e-2",
        "6+4, 23, 2, 1.1e-5, 4e-4",
        "6+4, 23, 3, 1e-6, 6e-5",
        "8+8, 23, 1, 8e-7, 9e-6",
        "8+8, 23, 2, 1e-9, 3e-8",
        "10+10, 23, 1, 6e-8, 5e-7",
        "10+10, 23, 2, 3e-11, 5e-10",
        "16+12, 23, 1, 5.47e-8, 3e-7",
        "16+12, 23, 2, 8e-12, 9e-11",
        // grace and commitment taken literally: two days to notice, 21 of grace, 28 of commitment
        "6+4, 51, 2, 2e-4, 7e-3"
    })
    void lossesInAYear(String code, int repairDays, int lifetimeYears, String live, String archive) {
        Assessment assessed = assess(code, Worlds.machines(lifetimeYears, repairDays));
        Printed.assertRoundsTo(live, assessed.live(), code + " live");
        if (archive != null) {
            Printed.assertRoundsTo(archive, assessed.archive(), code + " archive");
        }
    }

    @Test
    void theFormulasThatWereCheckedByDrawing() {
        Printed.assertRoundsTo(".804", assess("4+1", Worlds.machines(1, 23)).archive(), "4+1");
        Printed.assertRoundsTo(".336", assess("6+2", Worlds.machines(1, 23)).archive(), "6+2");
    }

    /** With so many shards in a building that burns down once in a thousand years. */
    @ParameterizedTest
    @CsvSource({
        "6+4, 0, 1.8e-10",
        "6+4, 1, 5.9e-9",
        "6+4, 2, 1.8e-7",
        "6+4, 3, 4.5e-6",
        "6+4, 4, 8.6e-5",
        "6+4, 5, 1e-3",
        "10+10, 4, 1.7e-12",
        "10+10, 6, 1.3e-9",
        "10+10, 8, 6.6e-7",
        "16+12, 5, 1.0e-12"
    })
    void lossesThroughABuilding(String code, int shards, String printed) {
        CodeShape shape = CodeShape.parse(code);
        double lost = Worlds.machines(2, 4).lost(1);
        BernoulliSum elsewhere = BernoulliSum.binomial(shape.n() - shards, lost);
        Printed.assertRoundsTo(printed, LossRates.shared(1e-3, shape, shards, elsewhere), code + " with " + shards);
    }
}
