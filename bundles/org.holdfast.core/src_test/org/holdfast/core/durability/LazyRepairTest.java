// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R43")
class LazyRepairTest {
    private static final Assumptions USUAL =
            new Assumptions(Duration.ofDays(730), Duration.ofDays(3), Duration.ofDays(7), 0.8, 1e-3, 1e-4);

    /** One shard to lose: with repair at the first loss this is the chain of {@link LossRates}. */
    @Test
    void withOneParityShardItIsTheKnownChain() {
        for (int m = 1; m < 20; m++) {
            CodeShape shape = new CodeShape(m, 1);
            double known = LossRates.archive(shape, 0.5, 86);
            assertEquals(known, LazyRepair.loss(shape, shape.n(), 0.5, 86), known * 1e-9);
        }
    }

    @Test
    void toWaitLongerNeverSavesData() {
        for (int k = 1; k < 15; k++) {
            CodeShape shape = new CodeShape(8, k);
            for (int threshold = shape.m() + 1; threshold < shape.n(); threshold++) {
                double lazier = LazyRepair.loss(shape, threshold, 0.5, 86);
                assertTrue(lazier >= LazyRepair.loss(shape, threshold + 1, 0.5, 86), shape + " at " + threshold);
            }
        }
    }

    @Test
    void thresholdIsWhatTheTargetAllows() {
        CodeShape poor = new CodeShape(5, 2);
        assertEquals(poor.n(), LazyRepair.threshold(poor, USUAL, 1e-6), "it cannot wait at all");
        CodeShape rich = new CodeShape(8, 12);
        int patient = LazyRepair.threshold(rich, USUAL, 1e-6);
        assertTrue(patient < rich.n(), "it can wait, and does not: " + patient);
        assertTrue(patient >= rich.protectedAt());
        double repairs = USUAL.repairs(USUAL.availability());
        assertTrue(LazyRepair.loss(rich, patient, USUAL.failures(), repairs) <= 1e-6);
        assertTrue(
                patient == rich.protectedAt() || LazyRepair.loss(rich, patient - 1, USUAL.failures(), repairs) > 1e-6);
        assertTrue(LazyRepair.threshold(rich, USUAL, 1e-12) >= patient);
    }

    /** The same chain by lot. */
    @Test
    void itIsWhatHappensByLot() {
        CodeShape shape = new CodeShape(2, 3);
        double expected = LazyRepair.loss(shape, 4, 1, 12);
        SplittableRandom random = new SplittableRandom(7);
        double years = 0;
        int runs = 20_000;
        for (int run = 0; run < runs; run++) {
            int missing = 0;
            while (missing <= shape.k()) {
                double dies = shape.n() - missing;
                double mends = shape.n() - missing < 4 ? 12 : 0;
                years += -Math.log1p(-random.nextDouble()) / (dies + mends);
                missing = random.nextDouble() * (dies + mends) < dies ? missing + 1 : 0;
            }
        }
        assertEquals(1, expected * years / runs, 0.03);
    }
}
