// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted in histories is what the formulas say. */
class FormulaTest {
    /** With f of all pieces gone, an audit of c samples fails with 1 − (1 − f)^c. */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.003, 0.01})
    @Tag("R49")
    void lossesAreFoundWhenTheFormulaSays(double share) {
        Detection found = Trials.detection(LongStream.rangeClosed(11, 18)
                .mapToObj(seed -> Trials.droppers(share, seed).tally())
                .toList());
        double formula = 1 / -Math.expm1(Watch.SAMPLES * Math.log1p(-share));
        assertTrue(found.failed() > 2000);
        assertEquals(formula, found.mean(), 0.05 * formula, found::toString);
    }

    static Stream<Trials.Loss> losses() {
        return Trials.LOSSES.stream();
    }

    @ParameterizedTest
    @MethodSource("losses")
    @Tag("R43")
    void asMuchIsLostAsThePlannerExpects(Trials.Loss loss) {
        List<TownTally> towns = LongStream.rangeClosed(1, loss.histories())
                .mapToObj(seed -> Trials.dying(loss, seed).tally())
                .toList();
        Trials.Rate rate = Trials.rate(towns);
        assertTrue(rate.losses() > 300, "enough to compare: " + rate);
        assertEquals(loss.planned(rate.missingDays()), rate.mean(), 2 * rate.error(), () -> loss + ": " + rate);
    }
}
