// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Twenty machines negotiate, store and leave heads through a storm, restart after crashes at any step, and finish. One
 * history for all tests ({@code -Dholdfast.simulation.seed}); what must hold at each moment was checked on the way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfederationTest {
    private final Confederation confederation =
            new Confederation(Scenario.usual(Long.getLong("holdfast.simulation.seed", 1)));

    @BeforeAll
    void history() {
        confederation.run();
    }

    @Test
    @Tag("R1")
    @Tag("R17")
    void bothSidesHoldTheSameDoublySignedAgreements() {
        confederation.invariants().bothSidesHoldTheSameAgreement();
        confederation.invariants().everyoneHasEnoughPartners();
    }

    @Test
    @Tag("R1")
    void nobodyHoldsAByteWithoutAnAgreement() {
        confederation.invariants().nobodyHoldsAByteWithoutAnAgreement();
    }

    @Test
    void everyAcknowledgedBlockIsReadable() {
        confederation.invariants().acknowledgedBlocksAreReadable();
        assertTrue(confederation.invariants().acknowledgements() >= 21 * 3 * 4);
    }

    @Test
    @Tag("R38")
    void shardsLieOnDistinctHosts() {
        confederation.invariants().shardsLieOnDistinctHosts();
    }

    @Test
    @Tag("R20")
    void partnersAreManyToMany() {
        confederation.invariants().partnersAreManyToMany();
    }

    @Test
    void whoIsNotOnTheRosterGetsNothing() {
        confederation.invariants().strangersGetNothing();
    }

    @Test
    void headsAreEverywhere() {
        confederation.invariants().headsAreEverywhere();
    }

    /** A planned fault that never happened would prove nothing. */
    @Test
    void everythingBadHappened() {
        assertTrue(confederation.network.lost() > 1000, confederation.network.toString());
        assertTrue(confederation.network.doubled() > 100, confederation.network.toString());
        assertTrue(confederation.network.reordered() > 100, confederation.network.toString());
        long kinds = confederation.world.counts().keySet().stream()
                .filter(event -> event.startsWith("crashes before ") || event.startsWith("crashes after "))
                .count();
        assertTrue(kinds > 12, "crashes at " + kinds + " kinds of changes");
        List<String> missing = Stream.of(
                        "network is cut",
                        "crashes out of the blue",
                        "abandons a segment",
                        "adopts a roster",
                        "negotiated Open",
                        "renewed Agreed",
                        "renewed Open",
                        "renewed Parted",
                        "put Silent",
                        "met MEMBER as STRANGER",
                        "says COUNTER",
                        "says HAVE_ANSWER")
                .filter(event -> !confederation.world.counts().containsKey(event))
                .toList();
        assertEquals(List.of(), missing);
    }
}
