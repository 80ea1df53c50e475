// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import org.holdfast.model.CodeShape;

/**
 * How many shards of a codeword may be away before the absent ones are made anew. To wait saves traffic, as most who are
 * away come back; how long one can wait, the durability target says.
 *
 * <p>With i of n shards missing one more dies at the rate r(i) = (n − i)λ. Nothing is done while at least t are there;
 * below that all missing ones are made anew together, at the rate μ. The mean time to loss from i missing is then T(i) =
 * 1/r(i) + T(i+1) above the threshold, and T(i) = (1 + r(i)·T(i+1) + μ·T(0)) / (r(i) + μ) below it. With T(i) = a(i) +
 * (1 − c(i))·T(0) both a and c are sums and products of positive terms, and T(0) = a(0)/c(0). With t = n this is repair
 * at the first loss. Pure.
 */
public final class LazyRepair {
    private LazyRepair() {}

    /**
     * The least number of shards below which the absent ones have to be made anew so that machines that die one by one
     * cost no more than the target; n if even repair at the first loss does not do, and never less than a segment needs
     * to be protected.
     */
    public static int threshold(CodeShape shape, Assumptions assumptions, double lossPerYear) {
        double failures = assumptions.failures();
        double repairs = assumptions.repairs(assumptions.availability());
        int threshold = shape.protectedAt();
        while (threshold < shape.n() && loss(shape, threshold, failures, repairs) > lossPerYear) {
            threshold++;
        }
        return threshold;
    }

    /** Losses a year of data that only the partners have, with repair below {@code threshold} shards. */
    static double loss(CodeShape shape, int threshold, double failures, double repairs) {
        double years = 0;
        double lost = 1;
        for (int missing = shape.k(); missing >= 0; missing--) {
            double dies = (shape.n() - missing) * failures;
            double mends = shape.n() - missing < threshold ? repairs : 0;
            years = (1 + dies * years) / (dies + mends);
            lost = lost * dies / (dies + mends);
        }
        return lost / years;
    }
}
