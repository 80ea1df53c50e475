// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.holdfast.spi.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R8")
@Tag("R18")
class WeightTest {
    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.25", "0.5, 0.7071067811865476", "0, 1"})
    void aScoreCountsToThePowerOfTheWeight(double weight, double score) {
        assertEquals(
                new Verdict.Score(score, "half"), new Weight(true, weight).on(() -> new Verdict.Score(0.5, "half")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 10})
    void noWeightMakesAnAcceptanceOfARejection(double weight) {
        assertEquals(new Verdict.Reject("no"), new Weight(true, weight).on(() -> new Verdict.Reject("no")));
    }

    @Test
    void whatIsSwitchedOffIsNotAsked() {
        Verdict verdict = Weight.OFF.on(() -> {
            throw new AssertionError("asked");
        });
        assertEquals(new Verdict.Abstain("switched off"), verdict);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 10.1, Double.NaN})
    void aWeightOutOfRangeIsRefused(double weight) {
        assertThrows(IllegalArgumentException.class, () -> new Weight(true, weight));
    }
}
