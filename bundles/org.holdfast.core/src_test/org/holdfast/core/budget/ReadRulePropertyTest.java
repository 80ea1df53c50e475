// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.holdfast.core.budget.ReadRule.Grant;
import org.holdfast.core.budget.ReadRule.Verdict;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.core.support.People;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any number of reads, in any order, of any size. */
@Tag("R46")
class ReadRulePropertyTest {
    private static final long YEAR = ReadRule.PERIOD.toMillis();
    private static final int EPOCH = 100;
    private static final int ROUNDS = 300;

    private static ReadAccountRow fresh(long held) {
        return ReadRule.fresh(People.AGREEMENT, held, 0, EPOCH);
    }

    private static ReadAccountRow spent(Grant grant, long held) {
        return paid(fresh(held), grant, grant.capacity(held));
    }

    private static ReadAccountRow paid(ReadAccountRow account, Grant grant, long bytes) {
        return assertInstanceOf(Verdict.Paid.class, ReadRule.charge(account, grant, bytes))
                .after();
    }

    private static Duration until(ReadAccountRow account, Grant grant, long bytes) {
        return assertInstanceOf(Verdict.Exceeded.class, ReadRule.charge(account, grant, bytes))
                .until();
    }

    @Test
    void inAnyTimeNoMoreIsReadThanAYearsBudgetAndWhatCameBack() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Grant grant = new Grant(random.nextInt(1, 9), random.nextInt(0, 2) * 5_000L);
            long held = random.nextLong(1, 1L << random.nextInt(1, 50));
            long capacity = grant.capacity(held);
            ReadAccountRow account = fresh(held);
            long now = 0;
            long read = 0;
            for (int step = 0; step < 100; step++) {
                now += random.nextLong(YEAR / 50);
                account = ReadRule.reckoned(account, grant, held, now);
                long bytes = random.nextLong(1, capacity + 1);
                if (ReadRule.charge(account, grant, bytes) instanceof Verdict.Paid(ReadAccountRow after, long ofYear)) {
                    assertEquals(bytes, ofYear);
                    account = after;
                    read += bytes;
                }
                double most = capacity + (double) capacity * now / YEAR;
                assertTrue(read <= most * 1.000_001, "seed " + seed + ": " + read + " of " + most);
            }
        }
    }

    @Test
    void itIsFullAgainAfterAYearHoweverOftenSomebodyLooks() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long held = random.nextLong(1, 1L << random.nextInt(1, 50));
            Grant grant = new Grant(4, 0);
            ReadAccountRow account = spent(grant, held);
            long now = 0;
            double lost = 0; // each look costs less than a millisecond
            while (now < YEAR) {
                lost += 1 + (double) grant.capacity(held) / YEAR;
                now = Math.min(YEAR, now + random.nextLong(1, YEAR / 30));
                account = ReadRule.reckoned(account, grant, held, now);
                double back = (double) grant.capacity(held) * now / YEAR;
                assertEquals(back, ReadRule.left(account, grant), lost, "seed " + seed);
            }
            account = ReadRule.reckoned(account, grant, held, YEAR + 1000);
            assertEquals(grant.capacity(held), ReadRule.left(account, grant), "seed " + seed);
        }
    }

    @Test
    void whatARefusalSaysOfTimeIsTrue() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long held = random.nextLong(1_000_000, 1L << 50);
            Grant grant = new Grant(random.nextInt(1, 9), 0);
            ReadAccountRow account = spent(grant, held);
            long bytes = random.nextLong(1, held + 1);
            long wait = until(account, grant, bytes).toMillis();
            ReadAccountRow then = ReadRule.reckoned(account, grant, held, wait);
            assertInstanceOf(Verdict.Paid.class, ReadRule.charge(then, grant, bytes), "seed " + seed);
            ReadAccountRow before = ReadRule.reckoned(account, grant, held, wait * 999 / 1000);
            assertTrue(
                    wait < 1000 || ReadRule.charge(before, grant, bytes) instanceof Verdict.Exceeded, "seed " + seed);
        }
    }

    @Test
    void aBlockCanBeReadFromAFullBudgetAlways() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long held = random.nextLong(1, 1L << random.nextInt(1, 62));
            Grant grant = new Grant(random.nextLong(1, 1L << 32), 0);
            paid(fresh(held), grant, random.nextLong(1, held + 1));
        }
    }

    @Test
    void whatWasNotSentComesBack() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Grant grant = new Grant(1, 0);
            ReadAccountRow account = new ReadAccountRow(People.AGREEMENT, random.nextLong(1000), 1000, 0, EPOCH, 700);
            long bytes = random.nextLong(1, ReadRule.left(account, grant) + 1);
            Verdict.Paid paid = assertInstanceOf(Verdict.Paid.class, ReadRule.charge(account, grant, bytes));
            long extra = bytes - paid.fromYear();
            assertEquals(account, ReadRule.refund(paid.after(), paid.fromYear(), extra, bytes), "seed " + seed);
            long unsent = random.nextLong(bytes + 1);
            assertEquals(
                    ReadRule.left(account, grant) - bytes + unsent,
                    ReadRule.left(ReadRule.refund(paid.after(), paid.fromYear(), extra, unsent), grant),
                    "seed " + seed);
        }
    }

    @Test
    void aLaterDeviceMayReadEverythingOnceMoreAndNoOtherMay() {
        Grant grant = new Grant(4, 0);
        ReadAccountRow used = spent(grant, 1000);
        assertEquals(0, ReadRule.left(ReadRule.of(used, EPOCH), grant));
        assertEquals(0, ReadRule.left(ReadRule.of(used, EPOCH - 1), grant));
        ReadAccountRow recovered = ReadRule.of(used, EPOCH + 1);
        assertEquals(1000, ReadRule.left(recovered, grant));
        ReadAccountRow again = paid(recovered, grant, 1000);
        assertEquals(0, ReadRule.left(ReadRule.of(again, EPOCH + 1), grant), "once for each device");
        assertEquals(0, ReadRule.left(ReadRule.of(again, EPOCH), grant), "nor for the one before");
        assertEquals(1000, ReadRule.left(ReadRule.of(again, EPOCH + 2), grant));
    }

    @Test
    void theExtraSetIsTakenLast() {
        Grant grant = new Grant(1, 0);
        ReadAccountRow recovered = ReadRule.of(fresh(1000), EPOCH + 1);
        assertEquals(2000, ReadRule.left(recovered, grant));
        ReadAccountRow after = paid(recovered, grant, 1300);
        assertEquals(700, after.extra());
        assertEquals(1000, after.spent());
    }

    @Test
    void moreThatIsStoredAddsToTheBudgetAndLessTakesItsShare() {
        Grant grant = new Grant(4, 0);
        ReadAccountRow used = spent(grant, 1000);
        assertEquals(4000, ReadRule.left(ReadRule.reckoned(used, grant, 2000, 0), grant));
        ReadAccountRow half = paid(fresh(1000), grant, 2000);
        assertEquals(200, ReadRule.left(ReadRule.reckoned(half, grant, 100, 0), grant));
        assertEquals(0, ReadRule.left(ReadRule.reckoned(used, grant, 100, 0), grant));
    }

    @Test
    void littleIsNeverTooLittle() {
        Grant grant = new Grant(4, 1_000_000);
        ReadAccountRow account = fresh(10);
        for (int i = 0; i < 1000; i++) {
            account = paid(account, grant, 1000);
        }
        until(account, grant, 1);
    }

    @Test
    void timeThatGoesBackTakesNothingAway() {
        Grant grant = new Grant(4, 0);
        ReadAccountRow account = ReadRule.reckoned(spent(grant, 1000), grant, 1000, YEAR / 2);
        assertEquals(2000, ReadRule.left(account, grant));
        ReadAccountRow lost = ReadRule.reckoned(account, grant, 1000, 0);
        assertEquals(2000, ReadRule.left(lost, grant));
        assertEquals(4000, ReadRule.left(ReadRule.reckoned(lost, grant, 1000, YEAR / 2), grant));
    }
}
