// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.junit.jupiter.api.Test;

class ProtectionRuleTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final CodeShape SHAPE = CodeShape.parse("5+2");

    @Test
    void fullWhenEverySegmentHasAllReceipts() {
        assertJudged(Protection.FULL, List.of(), true, 3, segment(BlockClass.DATA, 7), segment(BlockClass.META, 7));
    }

    @Test
    void protectedAtMPlusHalfOfK() {
        List<String> waiting = List.of("1 segments wait for some of their receipts");
        assertJudged(Protection.PROTECTED, waiting, true, 3, segment(BlockClass.DATA, 6), segment(BlockClass.META, 7));
    }

    @Test
    void partialWhenDataLackReceipts() {
        List<String> lacking = List.of(
                "1 segments of data have too few receipts on distinct hosts",
                "1 segments wait for some of their receipts");
        assertJudged(Protection.PARTIAL, lacking, true, 3, segment(BlockClass.DATA, 5), segment(BlockClass.META, 7));
    }

    @Test
    void partialWhenOnlyACheckpoint() {
        List<String> lacking = List.of("the sources are not read to the end yet");
        assertJudged(Protection.PARTIAL, lacking, false, 3, segment(BlockClass.DATA, 7), segment(BlockClass.META, 7));
    }

    @Test
    void nothingIsSaidWhenMetadataLackReceipts() {
        List<String> lacking = List.of(
                "1 segments of metadata have too few receipts on distinct hosts",
                "1 segments wait for some of their receipts");
        assertJudged(Protection.NONE, lacking, true, 3, segment(BlockClass.DATA, 7), segment(BlockClass.META, 5));
    }

    @Test
    void nothingIsSaidBeforeKPlusOnePartnersHaveTheHead() {
        List<String> lacking = List.of("1 more partners must confirm the head");
        assertJudged(Protection.NONE, lacking, true, 2, segment(BlockClass.DATA, 7), segment(BlockClass.META, 7));
    }

    @Test
    void aPositionOnTwoHostsAndAHostWithTwoPositionsCountOnce() {
        // Positions 0 to 5 are received, but 4 and 5 only from the host that has 3: four are independent.
        List<ShardReceipt> receipts = IntStream.range(0, 6)
                .mapToObj(i -> new ShardReceipt(i, "host" + Math.min(i, 3), END))
                .collect(Collectors.toList());
        receipts.add(new ShardReceipt(0, "host9", END));
        SegmentEvidence segment = new SegmentEvidence(BlockClass.DATA, SHAPE, receipts);
        assertEquals(4, DistinctHosts.count(segment, END));
    }

    @Test
    void movesAPositionToItsOtherHostWhereThatHelps() {
        List<ShardReceipt> receipts =
                List.of(new ShardReceipt(0, "a", END), new ShardReceipt(0, "b", END), new ShardReceipt(1, "a", END));
        SegmentEvidence segment = new SegmentEvidence(BlockClass.DATA, CodeShape.parse("1+1"), receipts);
        assertEquals(2, DistinctHosts.count(segment, END));
    }

    @Test
    void aLockThatEndsTooEarlyDoesNotCount() {
        List<ShardReceipt> receipts =
                List.of(new ShardReceipt(0, "a", END), new ShardReceipt(1, "b", END.minusNanos(1)));
        SegmentEvidence segment = new SegmentEvidence(BlockClass.DATA, CodeShape.parse("1+1"), receipts);
        assertEquals(1, DistinctHosts.count(segment, END));
    }

    @Test
    void refusesReceiptsForPositionsThatDoNotExist() {
        List<ShardReceipt> receipts = List.of(new ShardReceipt(7, "a", END));
        assertThrows(IllegalArgumentException.class, () -> new SegmentEvidence(BlockClass.DATA, SHAPE, receipts));
    }

    private static SegmentEvidence segment(BlockClass blockClass, int received) {
        List<ShardReceipt> receipts = IntStream.range(0, received)
                .mapToObj(i -> new ShardReceipt(i, "host" + i, END))
                .toList();
        return new SegmentEvidence(blockClass, SHAPE, receipts);
    }

    private static void assertJudged(
            Protection protection, List<String> lacking, boolean complete, int heads, SegmentEvidence... segments) {
        Set<OwnerId> holders = IntStream.range(0, heads)
                .mapToObj(i -> new OwnerId(new Id32(0, 0, 0, i)))
                .collect(Collectors.toSet());
        SnapshotEvidence evidence = new SnapshotEvidence(complete, END, List.of(segments), holders);
        assertEquals(new Judgement(protection, lacking), ProtectionRule.judge(evidence));
    }
}
