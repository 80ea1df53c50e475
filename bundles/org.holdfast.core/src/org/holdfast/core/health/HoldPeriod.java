// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.model.AgreementTerms;

/**
 * For how long blocks are kept at least for an owner that broke its agreement, so that it can come back with its recovery
 * sheet. In an open confederation grace and hold together are a day shorter than the commitment period: whoever hops from
 * partner to partner stores longer than it is stored for. Pure.
 */
public final class HoldPeriod {
    /** Where there is no commitment period. */
    public static final Duration MANAGED = Duration.ofDays(60);

    private static final Duration DAY = Duration.ofDays(1);

    private HoldPeriod() {}

    /** @param broken when the agreement was broken */
    public static Instant end(AgreementTerms terms, Instant broken) {
        return broken.plus(of(terms));
    }

    private static Duration of(AgreementTerms terms) {
        if (terms.commitment().isZero()) {
            return MANAGED;
        }
        Duration left = terms.commitment().minus(terms.grace()).minus(DAY);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
