// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import org.holdfast.model.CodeShape;

/**
 * Expected losses of a codeword in a year. All are sums of positive terms, so that small figures are as exact as large
 * ones.
 *
 * <p><b>Live</b> data are still on the owner's machine. They are lost when that dies and, before it is back, so many
 * partners are missing that fewer than m shards are left; while the owner is down nobody repairs.
 *
 * <p><b>Archived</b> data exist in the backup only. With i of n shards missing one more dies at the rate (n − i)λ and
 * one comes back at the rate iμ: a birth-death chain that ends at k + 1 missing. The time from i to i + 1 missing is
 * h(i) = (1 + iμ·h(i−1)) / ((n − i)λ), and the mean time to loss is h(0) + … + h(k). (Any text on reliability has this
 * chain; for arrays of disks: Gibson, Redundant Disk Arrays, 1992.)
 */
public final class LossRates {
    private LossRates() {}

    /**
     * Of data that the owner still has.
     *
     * @param lost which of the n partners are missing when the owner wants its shards
     * @param ownerFailures a year
     */
    public static double live(CodeShape shape, BernoulliSum lost, double ownerFailures) {
        return ownerFailures * lost.atLeast(shape.k() + 1);
    }

    /**
     * Of data that nobody has but the partners.
     *
     * @param failures of one partner in a year: λ, above 0
     * @param repairs one over the years that a shard stays missing: μ
     */
    public static double archive(CodeShape shape, double failures, double repairs) {
        double step = 0;
        double years = 0;
        for (int missing = 0; missing <= shape.k(); missing++) {
            step = (1 + missing * repairs * step) / ((shape.n() - missing) * failures);
            years += step;
        }
        return 1 / years;
    }

    /**
     * Through the loss of a whole failure domain, such as a building: its shards go at once, and any further ones that
     * die before repair is through.
     *
     * @param rate losses of the domain in a year
     * @param shards of the codeword that lie in it
     * @param lostElsewhere which of the other n − shards are missing then
     */
    public static double shared(double rate, CodeShape shape, int shards, BernoulliSum lostElsewhere) {
        return rate * lostElsewhere.atLeast(shape.k() + 1 - shards);
    }
}
