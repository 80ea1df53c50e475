// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * A budget that comes back evenly, so much a day, up to what may be spent at once. Pure.
 *
 * <p>The node uses it for what users of the machine read back: partners give back so many whole sets a year ({@link ReadRule}),
 * and restores of the whole machine must not find that used up.
 */
public final class DailyRule {
    private static final BigInteger DAY = BigInteger.valueOf(Duration.ofDays(1).toMillis());

    private DailyRule() {}

    /**
     * What may be spent.
     *
     * @param atOnce bytes, if nothing was spent for long
     * @param daily bytes that come back in a day
     */
    public record Grant(long atOnce, long daily) {
        public Grant {
            if (atOnce < 0 || daily < 0) {
                throw new IllegalArgumentException("nothing in a grant is negative");
            }
        }
    }

    /**
     * What was spent.
     *
     * @param spent bytes that have not come back yet
     * @param at until when time has been reckoned
     */
    public record Account(long spent, Instant at) {
        public Account {
            if (spent < 0) {
                throw new IllegalArgumentException("less than nothing was spent");
            }
        }

        /** The same after so many bytes more; more than is left may be spent, and has to come back, too. */
        public Account plus(long bytes) {
            return new Account(Math.addExact(spent, bytes), at);
        }
    }

    /** The account as it stands now. A clock that was set back gives nothing back until it is where it was. */
    public static Account reckoned(Account before, Grant grant, Instant now) {
        if (before.spent() == 0 || grant.daily() == 0) {
            return new Account(before.spent(), now);
        }
        long passed = Math.max(0, Duration.between(before.at(), now).toMillis());
        BigInteger daily = BigInteger.valueOf(grant.daily());
        BigInteger back = daily.multiply(BigInteger.valueOf(passed)).divide(DAY);
        if (back.compareTo(BigInteger.valueOf(before.spent())) >= 0) {
            return new Account(0, now);
        }
        // Only the time that whole bytes took, or what is looked at often would never come back.
        BigInteger[] took = back.multiply(DAY).divideAndRemainder(daily);
        long millis = took[0].longValueExact() + took[1].signum();
        return new Account(before.spent() - back.longValueExact(), before.at().plusMillis(millis));
    }

    /** How much may be spent now. @param account reckoned */
    public static long left(Account account, Grant grant) {
        return Math.max(0, grant.atOnce() - account.spent());
    }
}
