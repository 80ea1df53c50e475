// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import java.math.BigInteger;
import java.time.Duration;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.model.AgreementId;

/**
 * How much may be read under an agreement: as many whole sets a year as it says, a whole set being what is held at the
 * moment. What was read comes back evenly over the year, so that a budget is full again a year after it was used up. A
 * device of the owner that its root key has named since gets one whole set on top, once, whatever was read before: so a
 * thief who reads all that he may does not keep the owner from its data. Pure.
 */
public final class ReadRule {
    /** In which an empty budget fills up again. */
    public static final Duration PERIOD = Duration.ofDays(365);

    private static final long MOST = 1L << 62;

    private ReadRule() {}

    /**
     * What a holder grants.
     *
     * @param wholeReadsYearly of the agreement
     * @param least bytes a year that it serves in any case, so that little is never too little
     */
    public record Grant(long wholeReadsYearly, long least) {
        /** A whole year's. */
        public long capacity(long held) {
            return Math.max(least, held > MOST / Math.max(1, wholeReadsYearly) ? MOST : held * wholeReadsYearly);
        }
    }

    /** What becomes of a wish to read. */
    public sealed interface Verdict {
        /**
         * It is paid.
         *
         * @param after to be stored before anything is sent
         * @param fromYear how much of it came out of the year's budget; the rest is of the extra set
         */
        record Paid(ReadAccountRow after, long fromYear) implements Verdict {}

        /**
         * Nothing changes but the reckoning of time.
         *
         * @param left that much might be read
         * @param until how long it takes until it is enough, if nothing else is read until then
         */
        record Exceeded(long left, Duration until) implements Verdict {}
    }

    /** An account on which nothing was read yet. @param deviceEpoch of the owner's device that signed the agreement */
    public static ReadAccountRow fresh(AgreementId agreement, long held, long now, int deviceEpoch) {
        return new ReadAccountRow(agreement, 0, held, now, deviceEpoch, 0);
    }

    /**
     * The account as it stands now.
     *
     * @param held bytes that are held under the agreement; of less than before, less was spent in proportion
     * @param now by the {@link RefillClock}
     */
    public static ReadAccountRow reckoned(ReadAccountRow before, Grant grant, long held, long now) {
        long capacity = grant.capacity(held);
        long spent = held < before.basis() ? share(before.spent(), held, before.basis()) : before.spent();
        long since = Math.min(before.at(), now);
        long passed = Math.min(now - since, PERIOD.toMillis());
        long back = Math.min(spent, share(capacity, passed, PERIOD.toMillis()));
        // Only the time that whole bytes took, or a budget that is looked at often would never come back.
        long at = spent == back ? now : since + time(back, capacity);
        long extra = Math.min(before.extra(), held);
        return new ReadAccountRow(before.agreement(), spent - back, held, at, before.deviceEpoch(), extra);
    }

    /** The same after a device has spoken: one that is new gets a whole set on top. */
    public static ReadAccountRow of(ReadAccountRow before, int deviceEpoch) {
        return deviceEpoch <= before.deviceEpoch()
                ? before
                : new ReadAccountRow(
                        before.agreement(), before.spent(), before.basis(), before.at(), deviceEpoch, before.basis());
    }

    /** How much may be read now. @param account reckoned */
    public static long left(ReadAccountRow account, Grant grant) {
        return ofYear(account, grant) + account.extra();
    }

    private static long ofYear(ReadAccountRow account, Grant grant) {
        return Math.max(0, grant.capacity(account.basis()) - account.spent());
    }

    /** @param account reckoned, and of this device. @param bytes that are to be sent */
    public static Verdict charge(ReadAccountRow account, Grant grant, long bytes) {
        long left = left(account, grant);
        if (bytes > left) {
            return new Verdict.Exceeded(left, wait(account, grant, bytes - left));
        }
        long fromYear = Math.min(bytes, ofYear(account, grant));
        return new Verdict.Paid(paid(account, fromYear, bytes - fromYear), fromYear);
    }

    private static Duration wait(ReadAccountRow account, Grant grant, long missing) {
        long capacity = grant.capacity(account.basis());
        long over = Math.max(0, account.spent() - capacity); // has to come back before anything is there
        return Duration.ofMillis(time(Math.min(over + missing, 2 * capacity), capacity));
    }

    /**
     * Gives back what was not sent.
     *
     * @param account as it is now
     * @param fromYear that was paid of the year's budget
     * @param extra that was paid of the extra set
     * @param unsent at most both together
     */
    public static ReadAccountRow refund(ReadAccountRow account, long fromYear, long extra, long unsent) {
        long toExtra = Math.clamp(unsent, 0, extra);
        long toYear = Math.clamp(unsent - toExtra, 0, Math.min(fromYear, account.spent()));
        return paid(account, -toYear, -toExtra);
    }

    private static ReadAccountRow paid(ReadAccountRow account, long fromYear, long extra) {
        return new ReadAccountRow(
                account.agreement(),
                account.spent() + fromYear,
                account.basis(),
                account.at(),
                account.deviceEpoch(),
                account.extra() - extra);
    }

    /** How long it takes until so much has come back, rounded up: nothing is given twice. */
    private static long time(long bytes, long capacity) {
        BigInteger product = BigInteger.valueOf(bytes).multiply(BigInteger.valueOf(PERIOD.toMillis()));
        BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(Math.max(1, capacity)));
        return parts[0].longValueExact() + (parts[1].signum() == 0 ? 0 : 1);
    }

    /** whole × part ÷ of, rounded down. */
    private static long share(long whole, long part, long of) {
        return BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(of))
                .longValueExact();
    }
}
