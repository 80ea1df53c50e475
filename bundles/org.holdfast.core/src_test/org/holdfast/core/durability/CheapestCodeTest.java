// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.model.CodeShape;
import org.holdfast.model.Formats;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.DurabilityTarget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cheapest code that loses at most 1e-11 a year of live and of archived data, and whose shards come together within
 * three days in all but 1e-3 of the cases, by availability, number of partners and lifetime of 1, 2 and 3 years: a table
 * that was worked out by others.
 */
@Tag("R43")
class CheapestCodeTest {
    private static final DurabilityTarget ELEVEN_NINES = new DurabilityTarget(1e-11, 64, 0);

    private static CodePlan plan(double availability, int hosts, int years) {
        Assumptions assumptions = Worlds.machines(years, 3, availability);
        return new CodePlanner(Formats.RS_CAUCHY_V1, assumptions).plan(Worlds.hosts(hosts), ELEVEN_NINES);
    }

    @ParameterizedTest
    @CsvSource({
        ".35, 16, 5+10, 5+10, 6+10",
        ".35, 24, 10+14, 10+14, 10+14",
        ".35, 40, 19+21, 19+20, 19+20",
        ".5, 16, 7+9, 7+7, 9+7",
        ".5, 24, 13+11, 15+9, 15+9",
        ".5, 40, 25+13, 25+12, 26+12",
        ".65, 16, 7+9, 7+7, 9+7",
        ".65, 24, 13+11, 15+9, 16+8",
        ".65, 40, 27+13, 29+10, 31+9",
        ".8, 16, 7+9, 8+7, 9+7",
        ".8, 24, 13+11, 14+8, 14+7",
        ".8, 40, 27+13, 30+10, 31+9",
        ".95, 16, 7+9, 8+7, 9+7",
        ".95, 24, 12+10, 14+8, 15+7"
    })
    void isTheOneOfTheTable(double availability, int hosts, String oneYear, String twoYears, String threeYears) {
        String[] table = {oneYear, twoYears, threeYears};
        for (int years = 1; years <= table.length; years++) {
            CodePlan plan = plan(availability, hosts, years);
            assertEquals(CodeShape.parse(table[years - 1]), plan.shape(), years + " years");
            assertEquals(0, plan.furtherPartners());
            assertTrue(plan.lossPerYear() <= 1e-11, plan::toString);
        }
    }

    /** Cells of which the table has only what is stored for one byte. */
    @ParameterizedTest
    @CsvSource({
        ".35, 24, 1, 2.4",
        ".35, 40, 1, 2.1",
        ".5, 40, 1, 1.5",
        ".65, 16, 1, 2.29",
        ".65, 16, 2, 2.0",
        ".65, 16, 3, 1.78",
        ".95, 40, 1, 1.48",
        ".95, 40, 2, 1.33",
        ".95, 40, 3, 1.29"
    })
    void storesAsMuchAsTheTableSays(double availability, int hosts, int years, String factor) {
        CodeShape shape = plan(availability, hosts, years).shape();
        Printed.assertRoundsTo(factor, (double) shape.n() / shape.m(), "at " + availability + " " + shape);
    }

    /** With only ten partners that target costs 2.5 to 5 bytes for one. */
    @ParameterizedTest
    @CsvSource({".35, 1, 5.0", ".95, 3, 2.5"})
    void fewPartnersMakeItDear(double availability, int years, String factor) {
        CodeShape shape = plan(availability, 10, years).shape();
        Printed.assertRoundsTo(factor, (double) shape.n() / shape.m(), "at " + availability + " " + shape);
    }
}
