// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.rings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slander and praise do not pay as long as the ring is no more than a third. Four months each. */
class RingTownTest {
    private static final int DAYS = 120;

    private static RingTown town(long seed, int honest, int ring, int days) {
        RingTown town = new RingTown(new RingTown.Setup(seed, honest, ring, 4));
        town.live(days);
        return town;
    }

    private static RingTown.Figures figures(long seed, int honest, int ring) {
        RingTown.Figures figures = town(seed, honest, ring, DAYS).figures();
        System.out.printf(
                Locale.ROOT,
                "rings: seed %d, %d honest, %d of the ring: %.1f %% of honest members' partners are of the ring;"
                        + " partners of the slandered %.2f, of others %.2f, dropped %d, refused by strangers %.1f %%;"
                        + " praised cheats preferred to plain members %.1f %%%n",
                seed,
                honest,
                ring,
                figures.withRing(),
                figures.victims(),
                figures.others(),
                figures.victimsDropped(),
                figures.refused(),
                figures.preferred());
        return figures;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R14")
    void aThirdThatColludesGainsNothing(long seed) {
        RingTown.Figures figures = figures(seed, 16, 8);
        assertTrue(figures.withRing() < 3, "honest members choose honest partners: " + figures);
        assertEquals(0, figures.victimsDropped(), "a slandered member keeps its partners");
        assertTrue(figures.victims() > 0.9 * figures.others(), "and finds as many as others: " + figures);
        assertTrue(figures.refused() < 50, "though some strangers believe the slander: " + figures);
        assertEquals(0, figures.preferred(), "praise is not preferred to a plain record: " + figures);
    }

    /** The test can see a difference: where liars are the majority, they find partners. */
    @Test
    void twoThirdsThatColludeDoGain() {
        RingTown.Figures few = figures(1, 16, 8);
        RingTown.Figures many = figures(1, 8, 16);
        assertTrue(many.withRing() > few.withRing() + 5, few + " " + many);
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        RingTown one = town(7, 12, 6, 60);
        RingTown other = town(7, 12, 6, 60);
        assertEquals(one.figures(), other.figures());
        assertEquals(one.hash(), other.hash());
        assertNotEquals(town(8, 12, 6, 60).hash(), town(7, 12, 6, 60).hash());
    }
}
