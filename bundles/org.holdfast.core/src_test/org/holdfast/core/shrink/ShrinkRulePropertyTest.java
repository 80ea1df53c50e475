// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id16;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any disk, any owners. */
@Tag("R60")
class ShrinkRulePropertyTest {
    private static long sum(Map<AgreementId, ByteCount> of) {
        return of.values().stream().mapToLong(ByteCount::value).sum();
    }

    @Test
    void enoughIsAskedForInProportionAndOfNobodyMoreThanThereIs() {
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<AgreementId, ByteCount> there = new TreeMap<>();
            int owners = random.nextInt(0, 8);
            for (int i = 0; i < owners; i++) {
                long bytes = random.nextInt(4) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 56));
                there.put(new AgreementId(new Id16(1, i)), ByteCount.of(bytes));
            }
            long wanted = random.nextLong(1L << random.nextInt(1, 58));
            Map<AgreementId, ByteCount> shares = ShrinkRule.shares(ByteCount.of(wanted), there);
            long all = sum(there);
            long least = Math.min(wanted, all);
            assertTrue(sum(shares) >= least && sum(shares) <= least + owners, "seed " + seed);
            shares.forEach((agreement, share) -> {
                long bytes = there.get(agreement).value();
                assertTrue(share.value() > 0 && share.value() <= bytes);
                double fair = (double) least * bytes / all;
                assertEquals(fair, share.value(), 1 + fair * 1e-9);
            });
        }
    }

    @Test
    void whatIsAskedForAlreadyIsNotAskedForAgainAndLittleIsRoundedUp() {
        ByteCount much = ByteCount.gibibytes(3);
        assertEquals(ByteCount.ZERO, ShrinkRule.more(ByteCount.ZERO, ByteCount.ZERO));
        assertEquals(much, ShrinkRule.more(much, ByteCount.ZERO));
        assertEquals(ByteCount.ZERO, ShrinkRule.more(much, much));
        assertEquals(ByteCount.ZERO, ShrinkRule.more(ByteCount.of(1), much));
        assertEquals(ShrinkRule.LEAST, ShrinkRule.more(much.plus(ByteCount.of(1)), much));
    }
}
