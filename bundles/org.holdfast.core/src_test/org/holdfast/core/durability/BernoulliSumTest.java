// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tails against exact decimal arithmetic. */
@Tag("R43")
class BernoulliSumTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final double TOLERATED = 1e-12;

    @Test
    void theFiguresOfTheOriginalScheme() {
        assertEquals(1e-4, BernoulliSum.binomial(2, 0.01).atLeast(2), 1e-18, "both of two copies are away");
        assertEquals(2.416784e-8, BernoulliSum.binomial(10, 0.01).atLeast(5), 5e-15, "five of ten partners are away");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.3",
        "10, 0.01",
        "10, 0.9",
        "20, 1e-3",
        "28, 0.0149",
        "40, 0.5",
        "64, 1e-9",
        "64, 0.35",
        "64, 0.999",
        "400, 0.01"
    })
    void bothTailsAreExactToTwelveDigits(int trials, double chance) {
        BernoulliSum sum = BernoulliSum.binomial(trials, chance);
        BigDecimal tail = BigDecimal.ZERO;
        for (int i = trials; i >= 0; i--) {
            tail = tail.add(exactly(trials, i, new BigDecimal(chance)), DIGITS);
            assertNear(tail, sum.atLeast(i), trials + ": at least " + i);
        }
        BigDecimal below = BigDecimal.ZERO;
        for (int i = 0; i < trials; i++) {
            below = below.add(exactly(trials, i, new BigDecimal(chance)), DIGITS);
            assertNear(below, sum.below(i + 1), trials + ": below " + (i + 1));
        }
    }

    private static BigDecimal exactly(int trials, int successes, BigDecimal chance) {
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < successes; i++) {
            ways = ways.multiply(BigInteger.valueOf(trials - i)).divide(BigInteger.valueOf(i + 1));
        }
        return new BigDecimal(ways)
                .multiply(chance.pow(successes, DIGITS), DIGITS)
                .multiply(BigDecimal.ONE.subtract(chance).pow(trials - successes, DIGITS), DIGITS);
    }

    private static void assertNear(BigDecimal exact, double found, String what) {
        if (exact.doubleValue() >= 1e-290) {
            double error = exact.subtract(new BigDecimal(found))
                    .abs()
                    .divide(exact, DIGITS)
                    .doubleValue();
            assertTrue(error < TOLERATED, what + " is " + exact.doubleValue() + ", not " + found + ": off by " + error);
        }
    }

    /** Every outcome of up to 12 trials, added up. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void differentChancesAreAsExact(long seed) {
        Random random = new Random(seed);
        double[] chances = random.doubles(1 + random.nextInt(12))
                .map(each -> Math.pow(each, 1 + random.nextInt(5)))
                .toArray();
        BigDecimal[] outcomes = new BigDecimal[chances.length + 1];
        java.util.Arrays.fill(outcomes, BigDecimal.ZERO);
        for (int set = 0; set < 1 << chances.length; set++) {
            BigDecimal chance = BigDecimal.ONE;
            for (int i = 0; i < chances.length; i++) {
                BigDecimal each = new BigDecimal(chances[i]);
                chance = chance.multiply((set >> i & 1) == 1 ? each : BigDecimal.ONE.subtract(each), DIGITS);
            }
            outcomes[Integer.bitCount(set)] = outcomes[Integer.bitCount(set)].add(chance, DIGITS);
        }
        BernoulliSum sum = BernoulliSum.none();
        for (double each : chances) {
            sum = sum.and(each);
        }
        BigDecimal tail = BigDecimal.ZERO;
        for (int i = chances.length; i >= 0; i--) {
            tail = tail.add(outcomes[i], DIGITS);
            assertNear(tail, sum.atLeast(i), "seed " + seed + ": at least " + i);
        }
    }

    @Test
    void whatIsCertainIsExactlySo() {
        BernoulliSum sum = BernoulliSum.none().and(1).and(0).and(1);
        assertEquals(3, sum.trials());
        assertEquals(1, sum.atLeast(2));
        assertEquals(0, sum.atLeast(3));
        assertEquals(0, sum.atLeast(9));
        assertEquals(1, sum.atLeast(-1));
        assertEquals(0, sum.below(2));
        assertEquals(1, sum.below(3));
        assertEquals(1, sum.below(9));
        assertEquals(0, sum.below(-1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.000001, Double.NaN})
    void refusesWhatIsNoChance(double chance) {
        assertThrows(IllegalArgumentException.class, () -> BernoulliSum.none().and(chance));
    }
}
