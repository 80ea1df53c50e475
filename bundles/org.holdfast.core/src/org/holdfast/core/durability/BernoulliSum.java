// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

/**
 * How many of several independent trials succeed, each with a chance of its own: the Poisson-binomial distribution, and
 * the binomial one where all chances are equal. Immutable.
 *
 * <p>Built trial by trial: p'(i) = p(i)(1 − c) + p(i−1)c. Every term is positive and nothing is ever subtracted, so a
 * tail of 1e-30 has the same few correct digits as one of 0.5: after n steps the relative error is below 4n·2⁻⁵³, which
 * is under 1e-12 up to a thousand trials. Closed forms with factorials or with 1 − P lose exactly those digits. Cost: n
 * per trial.
 */
public final class BernoulliSum {
    private static final BernoulliSum NO_TRIAL = new BernoulliSum(new double[] {1});

    private final double[] exactly;
    private final double[] atLeast;
    private final double[] below;

    private BernoulliSum(double[] exactly) {
        int n = exactly.length;
        this.exactly = exactly;
        this.atLeast = new double[n + 1];
        this.below = new double[n + 1];
        for (int i = n - 1; i >= 0; i--) {
            atLeast[i] = atLeast[i + 1] + exactly[i];
        }
        for (int i = 0; i < n; i++) {
            below[i + 1] = below[i] + exactly[i];
        }
    }

    /** No trial yet: 0 successes for certain. */
    public static BernoulliSum none() {
        return NO_TRIAL;
    }

    /** @param chance of each trial, from 0 to 1 */
    public static BernoulliSum binomial(int trials, double chance) {
        BernoulliSum sum = none();
        for (int i = 0; i < trials; i++) {
            sum = sum.and(chance);
        }
        return sum;
    }

    /** With one more trial. @param chance that it succeeds, from 0 to 1 */
    public BernoulliSum and(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a chance lies between 0 and 1, not at " + chance);
        }
        double[] next = new double[exactly.length + 1];
        for (int i = 0; i < exactly.length; i++) {
            next[i] += exactly[i] * (1 - chance);
            next[i + 1] = exactly[i] * chance;
        }
        return new BernoulliSum(next);
    }

    public int trials() {
        return exactly.length - 1;
    }

    /** The chance of so many successes or more. */
    public double atLeast(int successes) {
        return successes > trials() ? 0 : Math.min(1, atLeast[Math.max(0, successes)]);
    }

    /** The chance of fewer successes. */
    public double below(int successes) {
        return successes <= 0 ? 0 : Math.min(1, below[Math.min(successes, trials() + 1)]);
    }
}
