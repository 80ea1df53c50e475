// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.ReleaseRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every ledger keeps of blocks that are on their way out: others' blocks here, and own ones at partners. */
@Tag("R27")
public abstract class ReleasesContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    /** A ledger, empty at the start of each test; the same one until {@link #restart}. */
    protected abstract Ledger ledger();

    /** From now on {@link #ledger} is what was read again. */
    protected abstract void restart();

    private Ledger.Releases releases() {
        return ledger().holdings().releases();
    }

    private static Instant day(int day) {
        return TIME.plus(Duration.ofDays(day));
    }

    private static ReleaseRow row(int owner, int block, int epoch, long bytes, int asked, int due) {
        return new ReleaseRow(
                Ids.agreement(owner), Ids.block(block), Ids.owner(owner), epoch, bytes, day(asked), day(due));
    }

    private static Ledger.Sum sum(long blocks, long bytes) {
        return new Ledger.Sum(blocks, ByteCount.of(bytes));
    }

    @Test
    void releasesAreFoundReplacedAndWithdrawn() {
        releases().save(List.of());
        releases().save(List.of(row(1, 10, 5, 100, 0, 14), row(1, 11, 5, 10, 0, 14)));
        releases().save(List.of(row(1, 10, 6, 100, 1, 15)));
        restart();
        assertEquals(Optional.of(row(1, 10, 6, 100, 1, 15)), releases().find(Ids.agreement(1), Ids.block(10)));
        releases().withdraw(Ids.agreement(1), Ids.block(10));
        releases().withdraw(Ids.agreement(1), Ids.block(10));
        assertEquals(Optional.empty(), releases().find(Ids.agreement(1), Ids.block(10)));
        assertEquals(Optional.empty(), releases().find(Ids.agreement(2), Ids.block(11)));
        assertEquals(sum(1, 10), releases().of(Ids.owner(1)));
    }

    @Test
    void whatIsDueComesInItsOrder() {
        releases()
                .save(List.of(
                        row(1, 10, 5, 1, 0, 16),
                        row(2, 11, 5, 1, 0, 14),
                        row(1, 12, 5, 1, 0, 15),
                        row(1, 13, 5, 1, 0, 17)));
        restart();
        assertEquals(
                List.of(Ids.block(11), Ids.block(12), Ids.block(10)),
                releases().due(day(16), 9).stream().map(ReleaseRow::block).toList());
        assertEquals(List.of(row(2, 11, 5, 1, 0, 14)), releases().due(day(16), 1));
        assertEquals(List.of(), releases().due(day(14).minusMillis(1), 9));
    }

    @Test
    void whatWasAskedForLatelyIsSummedUpAndPutOff() {
        releases()
                .save(List.of(
                        row(1, 10, 5, 100, 0, 14),
                        row(1, 11, 5, 10, 8, 22),
                        row(1, 12, 5, 1, 9, 99),
                        row(2, 13, 5, 7, 9, 23)));
        assertEquals(sum(2, 11), releases().since(Ids.owner(1), day(8)));
        releases().delay(Ids.owner(1), day(8), Duration.ofDays(30));
        restart();
        assertEquals(Optional.of(row(1, 10, 5, 100, 0, 14)), releases().find(Ids.agreement(1), Ids.block(10)));
        assertEquals(Optional.of(row(1, 11, 5, 10, 8, 38)), releases().find(Ids.agreement(1), Ids.block(11)));
        assertEquals(
                Optional.of(row(1, 12, 5, 1, 9, 99)),
                releases().find(Ids.agreement(1), Ids.block(12)),
                "nothing is brought forward");
        assertEquals(Optional.of(row(2, 13, 5, 7, 9, 23)), releases().find(Ids.agreement(2), Ids.block(13)));
        assertEquals(sum(0, 0), releases().since(Ids.owner(3), day(0)));
    }

    @Test
    void whatAFormerDeviceAskedForEnds() {
        releases().save(List.of(row(1, 10, 5, 100, 0, 14), row(1, 11, 7, 10, 0, 14), row(2, 12, 4, 1, 0, 14)));
        assertEquals(Map.of(Ids.owner(1), 5, Ids.owner(2), 4), releases().owners());
        assertEquals(sum(1, 100), releases().end(Ids.owner(1), 7));
        assertEquals(sum(0, 0), releases().end(Ids.owner(1), 7));
        restart();
        assertEquals(Map.of(Ids.owner(1), 7, Ids.owner(2), 4), releases().owners());
        assertEquals(sum(1, 10), releases().end(Ids.owner(1), Integer.MAX_VALUE));
    }

    @Test
    void aReleaseGoesWithItsBlockAndWithoutOne() {
        ledger().holdings()
                .add(new HeldRow(
                        Ids.agreement(1),
                        Ids.block(10),
                        Ids.owner(1),
                        1,
                        Ids.digest(1),
                        Ids.digest(2),
                        100,
                        TIME,
                        TIME));
        releases().save(List.of(row(1, 10, 5, 100, 0, 14), row(1, 11, 5, 10, 0, 14), row(1, 12, 5, 1, 0, 14)));
        ledger().holdings().remove(Ids.agreement(1), Ids.block(10));
        ledger().holdings().remove(Ids.agreement(1), Ids.block(11));
        restart();
        assertEquals(sum(1, 1), releases().of(Ids.owner(1)));
        assertEquals(ByteCount.ZERO, ledger().holdings().bytes(Ids.agreement(1)));
    }

    /** A segment of two shards; its blocks are 10 times its number and one more, at partners 0 and 1. */
    private void segment(int number, SegmentState state) {
        SegmentRow row = new SegmentRow(
                Ids.segment(number),
                BlockClass.DATA,
                1,
                new FormatSet(1, 1, 2, 1),
                new CodeShape(1, 1),
                Pipeline.DOUBLE,
                100,
                SegmentState.BUILDING,
                TIME);
        ledger().segments().begin(row, List.of(place(number, 0, 10 * number, 0), place(number, 1, 10 * number + 1, 1)));
        ledger().segments().acknowledge(Ids.block(10 * number), Ids.bytes(1));
        ledger().segments().acknowledge(Ids.block(10 * number + 1), Ids.bytes(1));
        ledger().segments().mark(Ids.segment(number), state);
    }

    private static PlacementRow place(int segment, int position, int block, int partner) {
        return new PlacementRow(
                Ids.segment(segment),
                position,
                Ids.owner(partner),
                Ids.agreement(partner),
                Ids.block(block),
                block,
                Ids.digest(1),
                Ids.digest(2),
                100,
                PlacementState.BUILT,
                Bytes.EMPTY);
    }

    private List<BlockId> needless(int partner) {
        return ledger().segments().needless(Ids.owner(partner), Ids.agreement(partner), 9).stream()
                .map(PlacementRow::block)
                .toList();
    }

    @Test
    void needlessIsWhatOldSegmentsHaveAndWhereShardsWereThatMoved() {
        segment(1, SegmentState.PLACED);
        segment(2, SegmentState.ABANDONED);
        segment(3, SegmentState.DROPPED);
        segment(4, SegmentState.BUILDING);
        segment(5, SegmentState.PLACED);
        ledger().segments().mark(Ids.block(50), PlacementState.LOST);
        assertEquals(List.of(Ids.block(20), Ids.block(30)), needless(0), "its shard lies nowhere else");
        SegmentRow moved = ledger().segments().find(Ids.segment(5)).orElseThrow();
        ledger().segments().adopt(moved, List.of(place(5, 0, 59, 2)));
        assertEquals(List.of(Ids.block(20), Ids.block(30)), needless(0), "it is not there yet");
        ledger().segments().acknowledge(Ids.block(59), Ids.bytes(1));
        restart();
        assertEquals(List.of(Ids.block(20), Ids.block(30), Ids.block(50)), needless(0));
        assertEquals(List.of(Ids.block(21), Ids.block(31)), needless(1));
        assertEquals(List.of(), ledger().segments().needless(Ids.owner(0), Ids.agreement(1), 9));
        assertEquals(
                1,
                ledger().segments().needless(Ids.owner(0), Ids.agreement(0), 1).size());
    }

    @Test
    void releasedBlocksCountAtTheirPartnerAndForNothingElse() {
        segment(1, SegmentState.PLACED);
        assertEquals(new Ledger.Receipts(1, 1, 1), ledger().segments().receipts());
        ledger().segments().release(Ids.block(10), day(14));
        restart();
        assertEquals(ByteCount.of(100), ledger().segments().bytesAt(Ids.owner(0)));
        assertEquals(sum(1, 100), ledger().segments().released());
        assertEquals(new Ledger.Receipts(1, 0, 0), ledger().segments().receipts());
        assertEquals(Ledger.Sum.NOTHING, ledger().segments().standing(Ids.owner(0), Ids.agreement(0)));
        ledger().segments().freed(Ids.block(10));
        ledger().segments().freed(Ids.block(10));
        assertEquals(ByteCount.ZERO, ledger().segments().bytesAt(Ids.owner(0)));
        assertEquals(Optional.empty(), ledger().segments().find(Ids.block(10)));
        assertEquals(sum(0, 0), ledger().segments().released());
    }

    @Test
    void aPartnersReceiptForAReleasedBlockCountsAgain() {
        segment(1, SegmentState.PLACED);
        ledger().segments().release(Ids.block(10), day(14));
        ledger().segments().acknowledge(Ids.block(10), Ids.bytes(2));
        assertEquals(new Ledger.Receipts(1, 1, 1), ledger().segments().receipts());
    }

    @Test
    void whatIsReleasedIsAskedAboutWhenItIsDueAndItsSegmentGoesWithTheLast() {
        segment(2, SegmentState.DROPPED);
        segment(3, SegmentState.PLACED);
        ledger().segments().release(Ids.block(20), day(14));
        ledger().segments().release(Ids.block(21), day(15));
        assertEquals(List.of(), ledger().segments().releasedUntil(Ids.owner(0), Ids.agreement(0), day(13), 9));
        restart();
        assertEquals(
                List.of(Ids.block(20)),
                ledger().segments().releasedUntil(Ids.owner(0), Ids.agreement(0), day(14), 9).stream()
                        .map(PlacementRow::block)
                        .toList());
        assertEquals(List.of(), ledger().segments().releasedUntil(Ids.owner(0), Ids.agreement(1), day(99), 9));
        ledger().segments().freed(Ids.block(20));
        assertEquals(
                SegmentState.DROPPED,
                ledger().segments().find(Ids.segment(2)).orElseThrow().state());
        ledger().segments().freed(Ids.block(21));
        ledger().segments().freed(Ids.block(30));
        ledger().segments().freed(Ids.block(31));
        restart();
        assertEquals(Optional.empty(), ledger().segments().find(Ids.segment(2)));
        assertEquals(
                SegmentState.PLACED,
                ledger().segments().find(Ids.segment(3)).orElseThrow().state(),
                "a segment that is needed stays, though nobody has it");
    }
}
