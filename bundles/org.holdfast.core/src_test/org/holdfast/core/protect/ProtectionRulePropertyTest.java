// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.junit.jupiter.api.Test;

/** Random evidence against the promise itself, reckoned by trying everything. */
class ProtectionRulePropertyTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void saysExactlyWhatTheReceiptsAllow() {
        Set<Protection> seen = new HashSet<>();
        for (long seed = 1; seed <= 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SnapshotEvidence evidence = evidence(random);
            Protection said = ProtectionRule.judge(evidence).protection();
            assertEquals(expected(evidence), said, "seed " + seed);
            seen.add(said);
        }
        assertEquals(Set.of(Protection.values()), seen, "every answer must have been tried");
    }

    @Test
    void protectedSurvivesTheLossOfAnyHalfOfTheParityHosts() {
        int protectedOnes = 0;
        for (long seed = 1; seed <= 2000; seed++) {
            SnapshotEvidence evidence = evidence(new SplittableRandom(seed));
            Protection said = ProtectionRule.judge(evidence).protection();
            if (said == Protection.PROTECTED || said == Protection.FULL) {
                protectedOnes++;
                for (SegmentEvidence segment : evidence.segments()) {
                    survives(segment, (segment.shape().k() + 1) / 2, "seed " + seed);
                }
            }
        }
        assertTrue(protectedOnes > 100, "too few cases: " + protectedOnes);
    }

    /** Whatever set of {@code lost} hosts burns down, shards of at least m positions are left. */
    private static void survives(SegmentEvidence segment, int lost, String context) {
        List<String> hosts =
                segment.receipts().stream().map(ShardReceipt::host).distinct().toList();
        for (int bits = 0; bits < 1 << hosts.size(); bits++) {
            if (Integer.bitCount(bits) == lost) {
                int gone = bits;
                long left = segment.receipts().stream()
                        .filter(receipt -> (gone >> hosts.indexOf(receipt.host()) & 1) == 0)
                        .map(ShardReceipt::position)
                        .distinct()
                        .count();
                assertTrue(left >= segment.shape().m(), context);
            }
        }
    }

    private static Protection expected(SnapshotEvidence evidence) {
        List<SegmentEvidence> segments = new ArrayList<>();
        evidence.segments().forEach(segments::add);
        int k = segments.stream().mapToInt(s -> s.shape().k()).max().orElse(0);
        boolean meta = segments.stream()
                .filter(s -> s.blockClass() == BlockClass.META)
                .allMatch(s ->
                        strength(s) >= s.shape().m() + Math.ceilDiv(s.shape().k(), 2));
        if (evidence.headHolders().size() < k + 1 || !meta) {
            return Protection.NONE;
        }
        boolean all = segments.stream()
                .allMatch(s ->
                        strength(s) >= s.shape().m() + Math.ceilDiv(s.shape().k(), 2));
        if (!evidence.complete() || !all) {
            return Protection.PARTIAL;
        }
        return segments.stream().allMatch(s -> strength(s) == s.shape().n()) ? Protection.FULL : Protection.PROTECTED;
    }

    /** The most receipts that differ in position and in host, by trying every choice. */
    private static int strength(SegmentEvidence segment) {
        List<ShardReceipt> good = segment.receipts().stream()
                .filter(receipt -> receipt.lockedUntil().compareTo(END) >= 0)
                .toList();
        int best = 0;
        for (int bits = 0; bits < 1 << good.size(); bits++) {
            int chosen = bits;
            List<ShardReceipt> some = IntStream.range(0, good.size())
                    .filter(i -> (chosen >> i & 1) == 1)
                    .mapToObj(good::get)
                    .toList();
            boolean distinct = some.stream().map(ShardReceipt::host).distinct().count() == some.size()
                    && some.stream().map(ShardReceipt::position).distinct().count() == some.size();
            best = distinct ? Math.max(best, some.size()) : best;
        }
        return best;
    }

    private static SnapshotEvidence evidence(SplittableRandom random) {
        List<SegmentEvidence> segments = new ArrayList<>();
        for (int i = random.nextInt(0, 4); i >= 0; i--) {
            segments.add(segment(random));
        }
        Set<OwnerId> heads = IntStream.range(0, random.nextInt(1, 5))
                .mapToObj(i -> new OwnerId(new Id32(0, 0, 0, i)))
                .collect(Collectors.toSet());
        return new SnapshotEvidence(random.nextInt(4) > 0, END, segments, heads);
    }

    /** Mostly a receipt for each position, each on its own host, with some missing, doubled, or on the wrong host. */
    private static SegmentEvidence segment(SplittableRandom random) {
        CodeShape shape = new CodeShape(random.nextInt(1, 4), random.nextInt(0, 4));
        List<ShardReceipt> receipts = new ArrayList<>();
        for (int position = 0; position < shape.n(); position++) {
            if (random.nextInt(10) > 0) {
                receipts.add(receipt(random, position, position));
            }
            if (random.nextInt(8) == 0) {
                receipts.add(receipt(random, position, random.nextInt(shape.n())));
            }
        }
        BlockClass blockClass = random.nextBoolean() ? BlockClass.DATA : BlockClass.META;
        return new SegmentEvidence(blockClass, shape, receipts);
    }

    private static ShardReceipt receipt(SplittableRandom random, int position, int host) {
        int wrong = random.nextInt(12) == 0 ? 0 : host;
        Instant until = random.nextInt(12) == 0 ? END.minusNanos(1) : END.plusSeconds(random.nextInt(2));
        return new ShardReceipt(position, "host" + wrong, until);
    }
}
