// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does with the owner's segments and their blocks. */
public abstract class SegmentsContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:34:56.789012345Z");
    private static final CodeShape SHAPE = new CodeShape(2, 2);
    private static final FormatSet FORMATS = new FormatSet(1, 1, 2, 1);
    private static final int PAYLOAD = 100;
    private static final Bytes RECEIPT = Ids.bytes(77);

    /** The ledger, empty at the start of each test; the same one until {@link #restart}. */
    protected abstract Ledger ledger();

    /** The node ends in good order and starts again: from now on {@link #ledger} is what was read again. */
    protected abstract void restart();

    @Test
    void aSegmentIsKeptWithItsBlocks() {
        begin(1);
        restart();
        assertEquals(Optional.of(segment(1, SegmentState.BUILDING)), segments().find(Ids.segment(1)));
        assertEquals(blocks(1, PlacementState.BUILT), segments().placements(Ids.segment(1)));
        assertEquals(Optional.empty(), segments().find(Ids.segment(2)));
        assertEquals(List.of(), segments().placements(Ids.segment(2)));
    }

    @Test
    void aSegmentBeginsOnceAndARefusedOneLeavesNothing() {
        begin(1);
        assertConflict(() -> begin(1));
        // Another segment with a block id that is taken.
        List<PlacementRow> blocks = List.of(block(2, 0, PlacementState.BUILT), block(1, 1, PlacementState.BUILT));
        assertConflict(() -> segments().begin(segment(2, SegmentState.BUILDING), blocks));
        assertEquals(Optional.empty(), segments().find(Ids.segment(2)));
        assertEquals(ByteCount.of(PAYLOAD), segments().bytesAt(Ids.owner(0)));
    }

    @Test
    void segmentsAreFoundByState() {
        begin(1);
        begin(2);
        begin(3);
        segments().mark(Ids.segment(2), SegmentState.PLACED);
        segments().mark(Ids.segment(3), SegmentState.ABANDONED);
        restart();
        assertEquals(List.of(segment(1, SegmentState.BUILDING)), segments().inState(SegmentState.BUILDING));
        assertEquals(List.of(segment(2, SegmentState.PLACED)), segments().inState(SegmentState.PLACED));
        assertEquals(List.of(segment(3, SegmentState.ABANDONED)), segments().inState(SegmentState.ABANDONED));
    }

    @Test
    void aBlockIsFoundByItsId() {
        begin(1);
        begin(2);
        segments().mark(Ids.block(20), PlacementState.SPOOLED);
        restart();
        PlacementRow row = segments().find(Ids.block(20)).orElseThrow();
        assertEquals(segments().placements(Ids.segment(2)).getFirst(), row);
        assertEquals(PlacementState.SPOOLED, row.state());
        assertEquals(Optional.empty(), segments().find(Ids.block(99)));
    }

    @Test
    void anAcknowledgedBlockStaysSoWithItsFirstReceipt() {
        begin(1);
        segments().acknowledge(Ids.block(10), RECEIPT);
        segments().acknowledge(Ids.block(10), Ids.bytes(78));
        segments().mark(Ids.block(10), PlacementState.SPOOLED);
        restart();
        PlacementRow row = segments().placements(Ids.segment(1)).getFirst();
        assertEquals(PlacementState.ACKED, row.state());
        assertEquals(RECEIPT, row.receipt());
    }

    @Test
    void aLostBlockCanComeBack() {
        begin(1);
        segments().acknowledge(Ids.block(10), RECEIPT);
        segments().mark(Ids.block(10), PlacementState.LOST);
        assertEquals(PlacementState.LOST, stateOf(10));
        segments().acknowledge(Ids.block(10), Ids.bytes(78));
        assertEquals(PlacementState.ACKED, stateOf(10));
        assertEquals(
                Ids.bytes(78), segments().placements(Ids.segment(1)).getFirst().receipt());
    }

    @Test
    void whatStandsWithAPartnerIsOfPlacedSegmentsReceivedOrWaitingOldestFirst() {
        for (int number : new int[] {5, 2, 9, 7}) {
            begin(number);
            segments().acknowledge(Ids.block(number * 10), RECEIPT);
            segments().mark(Ids.segment(number), SegmentState.PLACED);
        }
        begin(3); // not placed
        segments().acknowledge(Ids.block(30), RECEIPT);
        segments().mark(Ids.block(20), PlacementState.LOST);
        segments().mark(Ids.segment(9), SegmentState.ABANDONED);
        restart();
        PlacementRow row = segments().find(Ids.block(50)).orElseThrow();
        assertEquals(
                List.of(Ids.block(50), Ids.block(70)),
                segments().standing(row.partner(), row.agreement(), 10).stream()
                        .map(PlacementRow::block)
                        .toList());
        assertEquals(List.of(row), segments().standing(row.partner(), row.agreement(), 1));
        assertEquals(new Ledger.Sum(2, ByteCount.of(2 * PAYLOAD)), segments().standing(row.partner(), row.agreement()));
        assertEquals(Ledger.Sum.NOTHING, segments().standing(Ids.owner(1), Ids.agreement(4711)));
        PlacementRow next = segments().find(Ids.block(70)).orElseThrow();
        assertEquals(List.of(next), segments().standing(row.partner(), row.agreement(), row.block(), 10));
        assertEquals(List.of(), segments().standing(row.partner(), row.agreement(), next.block(), 10));
        assertEquals(List.of(), segments().standing(row.partner(), row.agreement(), Ids.block(4711), 10));
    }

    @Test
    void whatMayYetComeToStandWithAPartnerIsOfThoseBeingBuiltOrNotYetSent() {
        for (int number : new int[] {1, 2, 3, 4, 5}) {
            begin(number);
        }
        segments().acknowledge(Ids.block(10), RECEIPT); // BUILDING, received
        segments().mark(Ids.block(20), PlacementState.LOST);
        segments().mark(Ids.segment(3), SegmentState.PLACED); // not sent yet
        segments().mark(Ids.segment(4), SegmentState.PLACED);
        segments().acknowledge(Ids.block(40), RECEIPT);
        segments().mark(Ids.segment(5), SegmentState.ABANDONED);
        restart();
        PlacementRow row = segments().find(Ids.block(10)).orElseThrow();
        assertEquals(
                new Ledger.Sum(2, ByteCount.of(2 * PAYLOAD)), segments().unfinished(row.partner(), row.agreement()));
        assertEquals(Ledger.Sum.NOTHING, segments().unfinished(Ids.owner(1), Ids.agreement(4711)));
    }

    @Test
    void segmentsWantShardsUntilEveryPositionHasAReceipt() {
        for (int number : new int[] {1, 2, 3, 4}) {
            begin(number);
        }
        for (int number : new int[] {1, 2, 4}) {
            segments().mark(Ids.segment(number), SegmentState.PLACED);
        }
        segments().placements(Ids.segment(2)).forEach(row -> segments().acknowledge(row.block(), RECEIPT));
        restart();
        assertEquals(List.of(Ids.segment(1), Ids.segment(4)), wanting(Optional.empty(), 10));
        assertEquals(List.of(Ids.segment(1)), wanting(Optional.empty(), 1));
        assertEquals(List.of(Ids.segment(4)), wanting(Optional.of(Ids.segment(1)), 10));
        segments().mark(Ids.block(20), PlacementState.LOST);
        assertEquals(List.of(Ids.segment(2), Ids.segment(4)), wanting(Optional.of(Ids.segment(1)), 10));
        PlacementRow anew = at(segments().find(Ids.block(20)).orElseThrow(), Ids.block(4711));
        segments().adopt(segment(2, SegmentState.PLACED), List.of(anew));
        segments().acknowledge(anew.block(), RECEIPT);
        assertEquals(List.of(Ids.segment(4)), wanting(Optional.of(Ids.segment(1)), 10));
    }

    private List<SegmentId> wanting(Optional<SegmentId> after, int limit) {
        return segments().wanting(after, limit).stream().map(SegmentRow::id).toList();
    }

    private static PlacementRow at(PlacementRow row, BlockId block) {
        return new PlacementRow(
                row.segment(),
                row.position(),
                row.partner(),
                row.agreement(),
                block,
                row.sequence(),
                row.headerHash(),
                row.payloadHash(),
                row.payloadLength(),
                PlacementState.BUILT,
                Bytes.EMPTY);
    }

    @Test
    void onlySpooledAndLostAreMarked() {
        begin(1);
        for (PlacementState state : List.of(PlacementState.BUILT, PlacementState.ACKED)) {
            assertThrows(IllegalArgumentException.class, () -> segments().mark(Ids.block(10), state));
        }
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThrows(HoldfastException.class, () -> segments().mark(Ids.segment(1), SegmentState.PLACED));
        assertThrows(HoldfastException.class, () -> segments().mark(Ids.block(10), PlacementState.LOST));
        assertThrows(HoldfastException.class, () -> segments().acknowledge(Ids.block(10), RECEIPT));
    }

    @Test
    void blocksOfAPartnerAreListedByStateOldestFirst() {
        for (int number : new int[] {5, 2, 9}) {
            begin(number);
            segments().mark(Ids.block(number * 10), PlacementState.SPOOLED);
        }
        segments().acknowledge(Ids.block(20), RECEIPT);
        restart();
        assertEquals(
                List.of(Ids.block(50), Ids.block(90)),
                segments().placements(Ids.owner(0), PlacementState.SPOOLED).stream()
                        .map(PlacementRow::block)
                        .toList());
        assertEquals(
                3, segments().placements(Ids.owner(1), PlacementState.BUILT).size());
        assertEquals(List.of(), segments().placements(Ids.owner(1), PlacementState.ACKED));
    }

    @Test
    void bytesAtAPartnerAreThoseNotLost() {
        begin(1);
        begin(2);
        assertEquals(ByteCount.of(2 * PAYLOAD), segments().bytesAt(Ids.owner(0)));
        segments().acknowledge(Ids.block(10), RECEIPT);
        segments().mark(Ids.block(20), PlacementState.SPOOLED);
        assertEquals(ByteCount.of(2 * PAYLOAD), segments().bytesAt(Ids.owner(0)));
        segments().mark(Ids.block(20), PlacementState.LOST);
        segments().mark(Ids.block(20), PlacementState.LOST);
        assertEquals(ByteCount.of(PAYLOAD), segments().bytesAt(Ids.owner(0)));
        segments().acknowledge(Ids.block(20), RECEIPT);
        restart();
        assertEquals(ByteCount.of(2 * PAYLOAD), segments().bytesAt(Ids.owner(0)));
        assertEquals(ByteCount.ZERO, segments().bytesAt(Ids.owner(9)));
    }

    @Test
    void receiptsCountPlacedSegmentsByWhatTheyHave() {
        begin(1);
        begin(2);
        begin(3);
        acknowledge(1, 4);
        acknowledge(2, 3);
        acknowledge(3, 2);
        assertEquals(new Ledger.Receipts(0, 0, 0), segments().receipts());
        for (int number = 1; number <= 3; number++) {
            segments().mark(Ids.segment(number), SegmentState.PLACED);
        }
        assertEquals(new Ledger.Receipts(3, 1, 2), segments().receipts());
        segments().mark(Ids.block(13), PlacementState.LOST);
        segments().acknowledge(Ids.block(32), RECEIPT);
        restart();
        assertEquals(new Ledger.Receipts(3, 0, 3), segments().receipts());
        segments().mark(Ids.segment(2), SegmentState.ABANDONED);
        assertEquals(new Ledger.Receipts(2, 0, 2), segments().receipts());
    }

    @Test
    void aPositionWithTwoReceiptsCountsOnce() {
        begin(1);
        acknowledge(1, 3);
        segments().mark(Ids.segment(1), SegmentState.PLACED);
        // Position 0 once more, at another partner: three positions are received, not four.
        segments().adopt(segment(1, SegmentState.PLACED), List.of(copy(1, 0, 99, PlacementState.ACKED)));
        assertEquals(new Ledger.Receipts(1, 0, 1), segments().receipts());
        segments().mark(Ids.block(10), PlacementState.LOST);
        assertEquals(new Ledger.Receipts(1, 0, 1), segments().receipts());
    }

    @Test
    void adoptingTeachesWhatIsNewAndForgetsNothing() {
        begin(1);
        segments().acknowledge(Ids.block(10), RECEIPT);
        segments().mark(Ids.block(13), PlacementState.LOST);
        List<PlacementRow> learnt = List.of(
                block(1, 0, PlacementState.LOST),
                block(1, 1, PlacementState.ACKED),
                copy(1, 2, 99, PlacementState.ACKED));
        segments().adopt(segment(1, SegmentState.PLACED), learnt);
        segments().adopt(segment(1, SegmentState.BUILDING), learnt);
        restart();
        assertEquals(Optional.of(segment(1, SegmentState.PLACED)), segments().find(Ids.segment(1)));
        assertEquals(PlacementState.ACKED, stateOf(10));
        assertEquals(RECEIPT, segments().placements(Ids.segment(1)).getFirst().receipt());
        assertEquals(PlacementState.ACKED, stateOf(11));
        assertEquals(PlacementState.BUILT, stateOf(12));
        assertEquals(PlacementState.ACKED, stateOf(99));
        assertEquals(PlacementState.LOST, stateOf(13));
        assertEquals(new Ledger.Receipts(1, 0, 1), segments().receipts());
    }

    @Test
    void adoptingDoesNotReviveWhatWasAbandoned() {
        begin(1);
        segments().mark(Ids.segment(1), SegmentState.ABANDONED);
        segments().adopt(segment(1, SegmentState.PLACED), List.of());
        assertEquals(Optional.of(segment(1, SegmentState.ABANDONED)), segments().find(Ids.segment(1)));
    }

    @Test
    void adoptingIntoAnEmptyLedgerIsEnough() {
        segments().adopt(segment(1, SegmentState.PLACED), blocks(1, PlacementState.ACKED));
        assertEquals(new Ledger.Receipts(1, 1, 1), segments().receipts());
        assertEquals(blocks(1, PlacementState.ACKED), segments().placements(Ids.segment(1)));
    }

    /** Whatever happens in whatever order, the sums are what the rows say. */
    @Test
    void sumsAgreeWithRowsAfterAnyHistory() {
        long seed = 20260301;
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < 150; step++) {
            change(random);
        }
        restart();
        List<SegmentRow> placed = segments().inState(SegmentState.PLACED);
        long full = placed.stream().filter(row -> received(row) >= 4).count();
        long enough = placed.stream().filter(row -> received(row) >= 3).count();
        assertEquals(
                new Ledger.Receipts(placed.size(), full, enough), segments().receipts(), "seed " + seed);
        for (int partner = 0; partner < 4; partner++) {
            assertEquals(
                    bytesOf(partner), segments().bytesAt(Ids.owner(partner)).value(), "seed " + seed);
        }
    }

    private void change(SplittableRandom random) {
        int number = random.nextInt(1, 9);
        int block = number * 10 + random.nextInt(4);
        if (segments().find(Ids.segment(number)).isEmpty()) {
            begin(number);
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> segments().mark(Ids.block(block), PlacementState.LOST);
            case 1 -> segments().mark(Ids.block(block), PlacementState.SPOOLED);
            case 2 ->
                segments()
                        .mark(
                                Ids.segment(number),
                                random.nextInt(9) > 0 ? SegmentState.PLACED : SegmentState.ABANDONED);
            case 3 ->
                segments()
                        .adopt(
                                segment(number, SegmentState.PLACED),
                                List.of(copy(
                                        number, block % 10, 100 * block + random.nextInt(5), PlacementState.ACKED)));
            default -> segments().acknowledge(Ids.block(block), RECEIPT);
        }
    }

    private long received(SegmentRow row) {
        return segments().placements(row.id()).stream()
                .filter(block -> block.state() == PlacementState.ACKED)
                .map(PlacementRow::position)
                .distinct()
                .count();
    }

    private long bytesOf(int partner) {
        return List.of(PlacementState.BUILT, PlacementState.SPOOLED, PlacementState.ACKED).stream()
                .flatMap(state -> segments().placements(Ids.owner(partner), state).stream())
                .mapToLong(PlacementRow::payloadLength)
                .sum();
    }

    private Ledger.Segments segments() {
        return ledger().segments();
    }

    /** Of a code of which not any m shards restore all, nothing less than all n is enough. */
    @Test
    void withoutAnOptimalCodeOnlyAllReceiptsAreEnough() {
        FormatSet tornado = new FormatSet(4, 1, 2, 1);
        segments().begin(segment(1, SegmentState.BUILDING, tornado), blocks(1, PlacementState.BUILT));
        segments().mark(Ids.segment(1), SegmentState.PLACED);
        acknowledge(1, SHAPE.n() - 1);
        assertEquals(new Ledger.Receipts(1, 0, 0), segments().receipts());
        acknowledge(1, SHAPE.n());
        assertEquals(new Ledger.Receipts(1, 1, 1), segments().receipts());
    }

    @Test
    void bytesInUseAreSummedByFormats() {
        begin(1);
        begin(2);
        assertEquals(Map.of(), segments().inUse(), "nothing counts before it is placed");
        segments().mark(Ids.segment(1), SegmentState.PLACED);
        FormatSet others = new FormatSet(3, 0, 2, 0);
        segments().begin(segment(3, SegmentState.PLACED, others), blocks(3, PlacementState.BUILT));
        long each = (long) SHAPE.n() << 14;
        assertEquals(
                Map.of(FORMATS, ByteCount.of(each), others, ByteCount.of(each)),
                segments().inUse());
        segments().mark(Ids.segment(1), SegmentState.ABANDONED);
        assertEquals(Map.of(others, ByteCount.of(each)), segments().inUse());
    }

    private void begin(int number) {
        segments().begin(segment(number, SegmentState.BUILDING), blocks(number, PlacementState.BUILT));
    }

    private void acknowledge(int number, int positions) {
        for (int position = 0; position < positions; position++) {
            segments().acknowledge(Ids.block(number * 10 + position), RECEIPT);
        }
    }

    private PlacementState stateOf(int block) {
        return segments().placements(Ids.segment(1)).stream()
                .filter(row -> row.block().equals(Ids.block(block)))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static SegmentRow segment(int number, SegmentState state) {
        return segment(number, state, FORMATS);
    }

    private static SegmentRow segment(int number, SegmentState state, FormatSet formats) {
        return new SegmentRow(
                Ids.segment(number), BlockClass.DATA, 1, formats, SHAPE, Pipeline.DOUBLE, 1 << 14, state, TIME);
    }

    private static List<PlacementRow> blocks(int segment, PlacementState state) {
        return IntStream.range(0, SHAPE.n())
                .mapToObj(position -> block(segment, position, state))
                .toList();
    }

    /** The block of a segment at a position, at the partner of that number. */
    private static PlacementRow block(int segment, int position, PlacementState state) {
        return copy(segment, position, segment * 10 + position, state);
    }

    private static PlacementRow copy(int segment, int position, int block, PlacementState state) {
        return new PlacementRow(
                Ids.segment(segment),
                position,
                Ids.owner(position),
                Ids.agreement(position),
                Ids.block(block),
                block,
                Ids.digest(block),
                Ids.digest(block + 1),
                PAYLOAD,
                state,
                Bytes.EMPTY);
    }

    private static void assertConflict(Runnable begin) {
        HoldfastException e = assertThrows(HoldfastException.class, begin::run);
        assertEquals(ErrorCode.CONFLICT, e.code());
    }
}
