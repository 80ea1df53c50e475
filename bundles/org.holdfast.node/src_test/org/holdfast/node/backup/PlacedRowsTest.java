// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.ledger.SortedRunIndex;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who marks by places hears of chunks that get another place, and of no others. */
@Tag("R23")
class PlacedRowsTest {
    @TempDir
    Path folder;

    private final Moves moves = new Moves();

    private static ChunkId chunk(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return ChunkId.of(bytes);
    }

    private static SegmentId segment(int number) {
        byte[] bytes = new byte[Id16.BYTES];
        Arrays.fill(bytes, (byte) number);
        return new SegmentId(Id16.of(bytes));
    }

    private void place(SortedRunIndex index, int segment, int... chunks) {
        PlacedRows rows = new PlacedRows(index, moves);
        List<SegmentEntry> entries = Arrays.stream(chunks)
                .mapToObj(each -> new SegmentEntry(chunk(each), 100 * each, 0, 100, 100))
                .toList();
        entries.forEach(each -> rows.expect(each.id()));
        rows.add(segment(segment), entries);
        rows.flush();
    }

    @Test
    void chunksThatGetAnotherPlaceAreCounted() {
        try (SortedRunIndex index = SortedRunIndex.open(folder)) {
            place(index, 1, 1, 2);
            assertEquals(0, moves.count(), "they are new");
            place(index, 2, 2, 3);
            assertEquals(1, moves.count());
            assertEquals(segment(2), index.find(chunk(2)).orElseThrow().segment());
        }
    }
}
