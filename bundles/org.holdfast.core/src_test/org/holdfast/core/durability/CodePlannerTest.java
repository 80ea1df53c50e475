// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.Formats;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.PartnerGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R43")
class CodePlannerTest {
    private static final DurabilityTarget USUAL = new DurabilityTarget(1e-6, 2, 2);
    private static final Assumptions MACHINES = Worlds.machines(2, 3, 0.8);

    private static CodePlan plan(Assumptions assumptions, PartnerGroup group, DurabilityTarget target) {
        return new CodePlanner(Formats.RS_CAUCHY_V1, assumptions).plan(group, target);
    }

    /** Too few for the target: as much parity as may be paid for, at the least cost. */
    @ParameterizedTest
    @CsvSource({"2, 1+1, 6", "3, 2+1, 5", "4, 2+2, 4", "5, 3+2, 3", "6, 3+3, 2", "7, 4+3, 1"})
    void aSmallGroupGetsTheToughestCodeAndHearsHowManyAreMissing(int hosts, String code, int further) {
        CodePlan plan = plan(MACHINES, Worlds.hosts(hosts), USUAL);
        assertEquals(CodeShape.parse(code), plan.shape());
        assertEquals(further, plan.furtherPartners());
        assertTrue(plan.lossPerYear() > 1e-6, plan::toString);
        assertTrue(plan.limitedBy().startsWith("machines: "), plan.limitedBy());
    }

    /** Spares stay free, unless they are needed for the target. */
    @ParameterizedTest
    @CsvSource({"8, 4+4", "9, 4+4", "10, 4+4", "11, 5+4", "12, 6+4", "16, 9+5", "20, 13+5"})
    void moreHostsStoreLess(int hosts, String code) {
        CodePlan plan = plan(MACHINES, Worlds.hosts(hosts), USUAL);
        assertEquals(CodeShape.parse(code), plan.shape());
        assertEquals(0, plan.furtherPartners());
        assertTrue(plan.lossPerYear() <= 1e-6, plan::toString);
    }

    @ParameterizedTest
    @CsvSource({"0, 1+1, 8", "1, 1+1, 7"})
    void withoutPartnersItSaysWhatIsNeeded(int hosts, String code, int further) {
        CodePlan plan = plan(MACHINES, Worlds.hosts(hosts), USUAL);
        assertEquals(CodeShape.parse(code), plan.shape());
        assertEquals(further, plan.furtherPartners());
        assertEquals(0.5, plan.lossPerYear(), 1e-12, "what is nowhere else dies with its machine");
        assertEquals("partners: on " + hosts + " different machines, 1+1 needs 2", plan.limitedBy());
    }

    @ParameterizedTest
    @CsvSource({"1.5, 2+1", "1.4, 3+1", "1.1, 10+1", "1.01, 63+1"})
    void theSmallestCodeKeepsToTheAllowedCost(double factor, String code) {
        CodePlan plan = plan(MACHINES, Worlds.hosts(1), new DurabilityTarget(1e-6, factor, 0));
        assertEquals(CodeShape.parse(code), plan.shape());
    }

    @Test
    void partnersOnOneHostCountOnce() {
        List<Domains> onThree = IntStream.range(0, 12)
                .mapToObj(i -> Worlds.domains("host-" + i % 3, "a", "linux"))
                .toList();
        assertEquals(
                new CodeShape(2, 1),
                plan(MACHINES, Worlds.group(onThree), USUAL).shape());
    }

    /** What one building costs is said; the code is chosen for the rest, and no number of partners in it helps. */
    @Test
    void inOneBuildingTheBuildingIsTheLimit() {
        CodePlan plan = plan(Worlds.withDomains(1e-3, 0), Worlds.hosts(10), USUAL);
        assertEquals("site 'a': 1e-3", plan.limitedBy());
        assertEquals(1e-3, plan.lossPerYear(), 1e-6);
        assertEquals(new CodeShape(4, 4), plan.shape());
        assertEquals(0, plan.furtherPartners());
    }

    @Test
    void oneSystemEverywhereIsALimitToo() {
        CodePlan plan = plan(Worlds.withDomains(1e-3, 1e-4), Worlds.atSites("abcdefghij"), USUAL);
        assertEquals("operating system 'linux': 1e-4", plan.limitedBy());
        assertEquals(1e-4, plan.lossPerYear(), 2e-6);
    }

    @Test
    void twoBuildingsCallForACodeThatSurvivesOne() {
        CodePlan plan = plan(Worlds.withDomains(1e-3, 0), Worlds.atSites("aaaaabbbbb"), USUAL);
        assertEquals(new CodeShape(5, 5), plan.shape());
        assertTrue(plan.lossPerYear() < 2e-4, plan::toString);
        assertTrue(plan.limitedBy().startsWith("site '"), plan.limitedBy());
    }

    @Test
    void manyBuildingsMeetTheTarget() {
        CodePlan plan = plan(Worlds.withDomains(1e-3, 0), Worlds.atSites("aabbccddeeff"), USUAL);
        assertTrue(plan.lossPerYear() <= 1e-6, plan::toString);
    }

    @Test
    void partnersWhoAreSeldomThereCallForMoreParity() {
        PartnerGroup group = Worlds.hosts(20);
        CodeShape usual = plan(MACHINES, group, USUAL).shape();
        CodePlan rare = plan(MACHINES, Worlds.measured(group, Collections.nCopies(20, 0.3)), USUAL);
        assertTrue(rare.shape().k() > usual.k(), rare + " after " + usual);
    }

    @Test
    void saysWhenPartnersAreAwayTooOften() {
        CodePlanner planner = new CodePlanner(Formats.RS_CAUCHY_V1, Worlds.machines(100, 3, 0.2));
        CodePlan plan = planner.assess(Worlds.hosts(12), new CodeShape(8, 4), USUAL);
        assertTrue(plan.limitedBy().startsWith("availability: "), plan.limitedBy());
    }

    @Test
    void judgesAGivenCodeAndCountsItsMissingPartners() {
        CodePlanner planner = new CodePlanner(Formats.RS_CAUCHY_V1, Worlds.machines(2, 4));
        CodePlan plan = planner.assess(Worlds.hosts(10), new CodeShape(6, 4), USUAL);
        Printed.assertRoundsTo("5.3e-7", plan.lossPerYear(), "6+4");
        assertEquals("machines: 5.3e-7", plan.limitedBy());
        assertEquals(
                3, planner.assess(Worlds.hosts(7), new CodeShape(6, 4), USUAL).furtherPartners());
    }

    @Test
    void aFleetOfHundredsIsPlannedToo() {
        CodePlan plan = plan(MACHINES, Worlds.hosts(500), USUAL);
        assertTrue(plan.lossPerYear() <= 1e-6 && plan.shape().n() <= 64, plan::toString);
    }

    @Test
    void figuresAreShort() {
        assertEquals("1e-3", Figure.of(1e-3));
        assertEquals("5.3e-7", Figure.of(5.32e-7));
        assertEquals("5e-1", Figure.of(0.5));
        assertEquals("1.2e-12", Figure.of(1.23e-12));
        assertEquals("1.2e1", Figure.of(12));
        assertEquals("0e0", Figure.of(0));
    }

    @Test
    void refusesWhatCannotBe() {
        Duration day = Duration.ofDays(1);
        assertThrows(IllegalArgumentException.class, () -> new Assumptions(day, day, day, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Assumptions(day, day, day, 1, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Assumptions(Duration.ZERO, day, day, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new DurabilityTarget(0, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new DurabilityTarget(1e-6, 1, 0));
        PartnerGroup group = Worlds.hosts(2);
        assertThrows(IllegalArgumentException.class, () -> Worlds.measured(group, List.of(0.5)));
        assertThrows(IllegalArgumentException.class, () -> Worlds.measured(group, List.of(0.5, 0.0)));
    }
}
