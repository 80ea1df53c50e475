// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GossipBudgetTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T06:00:00Z");

    private final GossipBudget budget = new GossipBudget(new GossipBudget.Daily(10, 1_000, 1_500));

    @Test
    void eachPeerHasItsShareAndANewOneEveryDay() {
        assertEquals(10, budget.left(Cases.owner(1), MORNING));
        budget.spend(Cases.owner(1), 7, 100, MORNING);
        assertEquals(3, budget.left(Cases.owner(1), MORNING));
        budget.spend(Cases.owner(1), 3, 0, MORNING);
        assertEquals(0, budget.left(Cases.owner(1), MORNING));
        assertTrue(budget.hasBytes(Cases.owner(1), MORNING), "for what has to be proved");
        assertEquals(10, budget.left(Cases.owner(2), MORNING));
        budget.spend(Cases.owner(1), 0, 900, MORNING);
        assertEquals(0, budget.left(Cases.owner(1), MORNING), "its bytes are used up");
        assertEquals(10, budget.left(Cases.owner(1), MORNING.plus(Duration.ofHours(18))));
    }

    @Test
    void allTogetherHaveALimit() {
        budget.spend(Cases.owner(1), 0, 800, MORNING);
        budget.spend(Cases.owner(2), 0, 800, MORNING);
        assertEquals(0, budget.left(Cases.owner(3), MORNING));
    }

    /** The number of issue C, whatever partners ask for. */
    @Test
    @Tag("R14")
    void theUsualBudgetStaysBelowTwoKilobytesASecond() {
        long secondsADay = Duration.ofDays(1).toSeconds();
        assertEquals(1_553, GossipBudget.USUAL.inAll() / secondsADay);
        assertTrue(GossipBudget.USUAL.inAll() < 2_000 * secondsADay);
    }
}
