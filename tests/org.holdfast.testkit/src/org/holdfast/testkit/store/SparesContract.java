// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every ledger says of how much may still be lost: positions 0 to 3 of 2+2 lie under agreements 0 to 3. */
@Tag("R43")
public abstract class SparesContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final CodeShape SHAPE = new CodeShape(2, 2);
    private static final FormatSet OPTIMAL = new FormatSet(1, 1, 2, 1);
    private static final FormatSet TORNADO = new FormatSet(4, 1, 2, 1);

    /** A ledger, empty at the start of each test. */
    protected abstract Ledger ledger();

    private Ledger.Segments segments() {
        return ledger().segments();
    }

    private void place(int number, FormatSet formats, SegmentState state) {
        SegmentRow segment = new SegmentRow(
                Ids.segment(number), BlockClass.DATA, 1, formats, SHAPE, Pipeline.DOUBLE, 1 << 14, state, TIME);
        segments()
                .begin(
                        segment,
                        IntStream.range(0, SHAPE.n())
                                .mapToObj(at -> row(number, at, at, number * 10 + at, PlacementState.BUILT))
                                .toList());
        IntStream.range(0, SHAPE.n())
                .forEach(at -> segments().acknowledge(block(number, at), Bytes.of(new byte[] {1})));
    }

    private static BlockId block(int segment, int position) {
        return Ids.block(segment * 10 + position);
    }

    private static PlacementRow row(int segment, int position, int partner, int block, PlacementState state) {
        return new PlacementRow(
                Ids.segment(segment),
                position,
                Ids.owner(partner),
                Ids.agreement(partner),
                Ids.block(block),
                block,
                Ids.digest(block),
                Ids.digest(block + 1),
                1 << 14,
                state,
                Bytes.EMPTY);
    }

    private int spare(int... without) {
        return segments().spare(IntStream.of(without).boxed().collect(Collectors.toMap(Ids::agreement, Ids::owner)));
    }

    private void lose(int segment, int position) {
        segments().mark(block(segment, position), PlacementState.LOST);
    }

    @Test
    void theWorstSegmentCounts() {
        place(1, OPTIMAL, SegmentState.PLACED);
        place(2, OPTIMAL, SegmentState.PLACED);
        assertEquals(1, spare());
        lose(2, 0);
        assertEquals(1, spare());
        lose(2, 1);
        assertEquals(0, spare());
        lose(2, 2);
        assertEquals(-1, spare(), "fewer than m");
        segments().mark(Ids.segment(2), SegmentState.ABANDONED);
        assertEquals(1, spare(), "nobody needs that one any more");
    }

    @Test
    void whatIsNotPlacedDoesNotCount() {
        place(1, OPTIMAL, SegmentState.BUILDING);
        lose(1, 0);
        lose(1, 1);
        lose(1, 2);
        assertEquals(1, spare(), "of nothing, everything is there");
    }

    @Test
    void agreementsCanBeLeftOut() {
        place(1, OPTIMAL, SegmentState.PLACED);
        place(2, OPTIMAL, SegmentState.PLACED);
        assertEquals(1, spare(0));
        assertEquals(1, spare(9), "nothing lies there");
        assertEquals(0, spare(0, 3));
        lose(2, 3);
        assertEquals(0, spare(0));
        assertEquals(0, spare(0, 3), "what is lost there is not lost twice");
        assertEquals(-1, spare(0, 1));
    }

    @Test
    void aPositionThatIsElsewhereTooIsNotMissing() {
        place(1, OPTIMAL, SegmentState.PLACED);
        SegmentRow segment = segments().find(Ids.segment(1)).orElseThrow();
        segments().adopt(segment, List.of(row(1, 0, 7, 99, PlacementState.ACKED)));
        assertEquals(1, spare(0));
        assertEquals(1, spare(0, 7));
    }

    @Test
    void ofACodeThatIsNotOptimalAllShardsAreWanted() {
        place(1, TORNADO, SegmentState.PLACED);
        assertEquals(1, spare());
        assertEquals(-1, spare(0));
        lose(1, 3);
        assertEquals(-1, spare());
    }
}
