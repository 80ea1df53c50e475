// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.holdfast.core.budget.DailyRule.Account;
import org.holdfast.core.budget.DailyRule.Grant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However often it is looked at, a budget gives what it says in a year, and what may be spent at once; no more. */
@Tag("R46")
class DailyRuleTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void whatWasSpentComesBackDayByDay() {
        Grant grant = new Grant(1000, 100);
        Account account = new Account(0, START).plus(950);
        assertEquals(50, DailyRule.left(account, grant));
        Account next = DailyRule.reckoned(account, grant, START.plus(Duration.ofDays(1)));
        assertEquals(150, DailyRule.left(next, grant));
        assertEquals(1000, DailyRule.left(DailyRule.reckoned(account, grant, START.plus(Duration.ofDays(10))), grant));
        assertEquals(0, DailyRule.left(next.plus(5000), grant), "more than there was has to come back, too");
    }

    @Test
    void timeDoesNotGoBack() {
        Grant grant = new Grant(1000, 100);
        Account account = new Account(500, START);
        Account back = DailyRule.reckoned(account, grant, START.minus(Duration.ofDays(5)));
        assertEquals(account, back);
        assertEquals(600, DailyRule.left(DailyRule.reckoned(back, grant, START.plus(Duration.ofDays(1))), grant));
    }

    @Test
    void aYearGivesWhatItSaysHoweverOftenItIsLookedAt() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            Grant grant = new Grant(1 + random.nextInt(1_000_000), 1 + random.nextInt(100_000));
            Account account = new Account(0, START);
            Instant now = START;
            long taken = 0;
            while (now.isBefore(START.plus(Duration.ofDays(365)))) {
                now = now.plusMillis(1 + random.nextInt(6 * 3_600_000));
                account = DailyRule.reckoned(account, grant, now);
                long wish = Math.min(DailyRule.left(account, grant), random.nextInt(50_000));
                account = account.plus(wish);
                taken += wish;
            }
            double days = Duration.between(START, now).toMillis() / 86_400_000.0;
            assertTrue(taken <= grant.atOnce() + grant.daily() * days, "seed " + seed + ": " + taken);
        }
    }

    @Test
    void whoSpendsAllAllTheTimeGetsAllOfIt() {
        Grant grant = new Grant(10_000, 7);
        Account account = new Account(0, START);
        long taken = 0;
        for (int minute = 1; minute <= 365 * 24 * 60; minute++) {
            account = DailyRule.reckoned(account, grant, START.plus(Duration.ofMinutes(minute)));
            long left = DailyRule.left(account, grant);
            taken += left;
            account = account.plus(left);
        }
        assertTrue(taken <= 10_000 + 7 * 365 && taken >= 10_000 + 7 * 365 - 2, taken + " bytes");
    }
}
