// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R52")
class RepairRuleTest {
    private static final CodeShape SHAPE = new CodeShape(4, 4);
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

    private final Map<BlockId, ShardStand> stands = new HashMap<>();

    private static SegmentRow segment(int number, BlockClass blockClass) {
        return new SegmentRow(
                new SegmentId(new Id16(number, 1)),
                blockClass,
                1,
                new FormatSet(1, 1, 2, 1),
                SHAPE,
                Pipeline.ofBits(0x07),
                16384,
                SegmentState.PLACED,
                TIME.plusSeconds(number));
    }

    private PlacementRow row(int position, ShardStand stand) {
        BlockId block = new BlockId(new Id16(position, stands.size() + 1));
        stands.put(block, stand);
        return new PlacementRow(
                new SegmentId(new Id16(1, 1)),
                position,
                new OwnerId(new Id32(position, 0, 0, 0)),
                new AgreementId(new Id16(position, 7)),
                block,
                1,
                new Digest(Id32.ZERO),
                new Digest(Id32.ZERO),
                16384,
                PlacementState.ACKED,
                Bytes.EMPTY);
    }

    private List<PlacementRow> rows(ShardStand... each) {
        return IntStream.range(0, each.length)
                .mapToObj(position -> row(position, each[position]))
                .toList();
    }

    private Optional<RepairNeed> need(List<PlacementRow> rows, int threshold) {
        return RepairRule.need(segment(1, BlockClass.DATA), rows, row -> stands.get(row.block()), threshold);
    }

    private static final ShardStand S = ShardStand.SAFE;
    private static final ShardStand W = ShardStand.WAITING;
    private static final ShardStand D = ShardStand.DOUBTFUL;
    private static final ShardStand A = ShardStand.AWAY;
    private static final ShardStand G = ShardStand.GONE;

    @Test
    void whatIsGoneIsAlwaysMadeAnewAndWhatIsAwayOnlyBelowTheThreshold() {
        assertEquals(Optional.empty(), need(rows(S, S, S, S, S, S, S, S), 8));
        assertEquals(Optional.empty(), need(rows(S, S, S, S, S, S, S, W), 8));
        assertEquals(Optional.empty(), need(rows(S, S, S, S, S, S, S, A), 7));
        assertEquals(
                List.of(7), need(rows(S, S, S, S, S, S, S, A), 8).orElseThrow().positions());
        assertEquals(
                List.of(1), need(rows(S, G, S, S, S, S, S, A), 7).orElseThrow().positions());
        assertEquals(
                List.of(1, 7),
                need(rows(S, G, S, S, S, S, S, A), 8).orElseThrow().positions());
        assertEquals(
                List.of(2, 3),
                need(rows(S, S, A, A, S, W, S, S), 7).orElseThrow().positions());
    }

    /** Of 4+4 six have to be sound: doubt about two is waited out, doubt about three is not. */
    @Test
    void whatIsDoubtfulIsNothingToCountOnAndMadeAnewOnlyWhenLittleElseIsLeft() {
        assertEquals(Optional.empty(), need(rows(S, S, S, S, S, S, D, D), 8));
        assertEquals(
                List.of(5, 6, 7),
                need(rows(S, S, S, S, S, D, D, D), 8).orElseThrow().positions());
        RepairNeed need = need(rows(S, S, S, S, S, G, D, D), 8).orElseThrow();
        assertEquals(List.of(5), need.positions());
        assertEquals(1, need.spare(), "five that are safe, and four are needed");
        assertEquals(
                List.of(5, 6, 7),
                need(rows(S, S, S, S, S, A, D, D), 8).orElseThrow().positions());
        assertEquals(
                Optional.empty(), need(rows(S, S, S, S, S, S, A, D), 7), "who is away may still come back, as before");
    }

    @Test
    @Tag("R19")
    void whoIsBackIsCountedAgainAndItsReplacementIsAnExtra() {
        List<PlacementRow> rows = new ArrayList<>(rows(S, S, S, S, S, S, S, A));
        rows.add(row(7, S));
        assertEquals(Optional.empty(), need(rows, 8), "it was made anew meanwhile");
        stands.put(rows.get(7).block(), S);
        assertEquals(Optional.empty(), need(rows, 8));
        stands.put(rows.get(8).block(), G);
        assertEquals(Optional.empty(), need(rows, 8), "the first one is there again, and does");
    }

    @Test
    void aPositionThatNobodyKnowsIsGone() {
        assertEquals(
                List.of(6, 7), need(rows(S, S, S, S, S, S), 8).orElseThrow().positions());
    }

    @Test
    void whatHasTheFewestShardsToSpareComesFirst() {
        RepairNeed lost = new RepairNeed(segment(1, BlockClass.DATA), 4, List.of(1));
        RepairNeed names = new RepairNeed(segment(3, BlockClass.META), 6, List.of(1));
        RepairNeed older = new RepairNeed(segment(2, BlockClass.DATA), 6, List.of(1));
        RepairNeed younger = new RepairNeed(segment(4, BlockClass.DATA), 6, List.of(1));
        List<RepairNeed> all = new ArrayList<>(List.of(younger, names, older, lost));
        all.sort(RepairNeed.MOST_URGENT);
        assertEquals(List.of(lost, names, older, younger), all);
        assertEquals(0, lost.spare());
    }

    /** Whatever happened to a segment: after the repair of what is named, as many shards are there as have to be. */
    @Test
    void afterTheRepairEnoughAreThere() {
        for (long seed = 1; seed <= 2_000; seed++) {
            stands.clear();
            SplittableRandom random = new SplittableRandom(seed);
            List<PlacementRow> rows = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                rows.add(row(
                        random.nextInt(SHAPE.n()), ShardStand.values()[random.nextInt(ShardStand.values().length)]));
            }
            int threshold = 6 + random.nextInt(3);
            TreeSet<Integer> there = new TreeSet<>();
            rows.stream()
                    .filter(row -> stands.get(row.block()) == S || stands.get(row.block()) == W)
                    .forEach(row -> there.add(row.position()));
            TreeSet<Integer> perhaps = new TreeSet<>();
            rows.stream().filter(row -> stands.get(row.block()) == D).forEach(row -> perhaps.add(row.position()));
            Optional<RepairNeed> need = need(rows, threshold);
            need.ifPresent(each -> each.positions()
                    .forEach(position -> assertTrue(there.add(position), "made anew though it was there")));
            assertTrue(there.size() >= 6, "seed " + seed + ": only " + there + " are sound");
            there.addAll(perhaps);
            assertTrue(there.size() >= threshold, "seed " + seed + ": " + there + " of " + threshold);
        }
    }
}
