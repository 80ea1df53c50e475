// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is bad, the search names a bad block, and asks no more often than the blocks can be halved. */
@Tag("R44")
class HuntPropertyTest {
    @Test
    void aBadBlockIsNamedAfterLogarithmicallyManyQuestions() {
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int blocks = 1 + random.nextInt(60);
            Challenge whole = challenge(random, blocks, 1 + random.nextInt(460));
            Set<BlockId> present = new HashSet<>();
            whole.samples().forEach(each -> present.add(each.block().block()));
            Set<BlockId> bad = bad(random, new ArrayList<>(present));
            play(seed, whole, present.size(), bad);
        }
    }

    private static void play(int seed, Challenge whole, int blocks, Set<BlockId> bad) {
        Hunt hunt = Hunt.begin(whole).wrong(whole);
        int questions = 0;
        while (hunt.found(whole).isEmpty()) {
            Hunt asked = hunt;
            boolean right = hunt.part(whole).samples().stream()
                    .noneMatch(each -> bad.contains(each.block().block()));
            assertEquals(asked.asked().size(), hunt.part(whole).samples().size());
            hunt = right ? hunt.right(whole) : hunt.wrong(whole);
            questions++;
        }
        assertTrue(bad.contains(hunt.found(whole).get()), "seed " + seed);
        int most = 32 - Integer.numberOfLeadingZeros(Math.max(1, blocks) - 1);
        assertTrue(questions <= most, "seed " + seed + ": " + questions + " questions for " + blocks + " blocks");
        assertTrue(questions < AuditHolder.MOST_QUESTIONS, "the holder would not answer so often");
    }

    private static Challenge challenge(SplittableRandom random, int blocks, int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var block = new AuditedBlock(new BlockId(new Id16(random.nextInt(blocks), 7)), 1, 1, 1 << 20);
            samples.add(new Sample(block, i % 256, i + 1));
        }
        return new Challenge(new Digest(Id32.ZERO), count, samples);
    }

    private static Set<BlockId> bad(SplittableRandom random, List<BlockId> present) {
        Set<BlockId> bad = new HashSet<>();
        int count = 1 + random.nextInt(present.size());
        while (bad.size() < Math.min(count, 3)) {
            bad.add(present.get(random.nextInt(present.size())));
        }
        return bad;
    }
}
