// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.function.Supplier;
import org.holdfast.spi.policy.Verdict;

/**
 * How much a criterion counts. Switched off it neither rejects nor ranks; else its score counts to the power of the
 * weight: 0 leaves only its rejections, 1 the score as it is, more makes small differences larger. No weight turns a
 * rejection into an acceptance.
 *
 * @param exponent 0 to 10
 */
public record Weight(boolean enabled, double exponent) {
    /** As if nobody had configured anything. */
    public static final Weight USUAL = new Weight(true, 1);

    /** Neither rejects nor ranks. */
    public static final Weight OFF = new Weight(false, 1);

    private static final double MOST = 10;

    public Weight {
        Ranges.within("weight", exponent, 0, MOST);
    }

    Verdict on(Supplier<Verdict> verdict) {
        if (!enabled) {
            return new Verdict.Abstain("switched off");
        }
        return switch (verdict.get()) {
            case Verdict.Reject rejection -> rejection;
            case Verdict.Abstain abstention -> abstention;
            case Verdict.Score(double value, String reason) -> new Verdict.Score(Math.pow(value, exponent), reason);
        };
    }
}
