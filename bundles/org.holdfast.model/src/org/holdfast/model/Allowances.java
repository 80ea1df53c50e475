// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What each side of an agreement may ask of the other beside space and time; the same in both directions.
 *
 * @param leastKbit the slowest that the link may be, in kbit/s; 0 to 2^32 - 1
 * @param averageKbit what the link carries on average, in kbit/s; not below the least
 * @param auditPiecesDaily pieces of 4 KiB that a holder answers for in audits of a day
 * @param wholeReadsYearly how often a year as much as is stored may be read back, outside of audits; a holder serves at
 *     least that
 * @param expiry when the agreement ends unless it is renewed before; empty: never
 */
public record Allowances(
        long leastKbit, long averageKbit, long auditPiecesDaily, long wholeReadsYearly, Optional<Instant> expiry) {
    private static final long MOST = 0xFFFF_FFFFL;

    /** What holds where nothing else is said; what a node asks for by itself is in its settings. */
    public static final Allowances USUAL = new Allowances(64, 256, 2000, 4, Optional.empty());

    public Allowances {
        if (!fits(leastKbit) || !fits(averageKbit) || !fits(auditPiecesDaily) || !fits(wholeReadsYearly)) {
            throw new IllegalArgumentException("allowances in an agreement are from 0 to " + MOST);
        }
    }

    private static boolean fits(long value) {
        return value >= 0 && value <= MOST;
    }

    /** The same until another time. */
    public Allowances until(Optional<Instant> other) {
        return new Allowances(leastKbit, averageKbit, auditPiecesDaily, wholeReadsYearly, other);
    }

    /** The same over a link that has to carry this much. */
    public Allowances over(long least, long average) {
        return new Allowances(least, average, auditPiecesDaily, wholeReadsYearly, expiry);
    }
}
