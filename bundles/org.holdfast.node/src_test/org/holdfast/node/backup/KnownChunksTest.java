// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.content.Compositions;
import org.holdfast.format.segment.Composition;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.ledger.SortedRunIndex;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a chunk's bases are there is asked twice: to save work, and before something that rests on them is stored. */
@Tag("R23")
class KnownChunksTest {
    private static final ChunkId BASE = chunk(1);
    private static final ChunkId GONE = chunk(2);
    private static final Compositions NONE = place -> Optional.empty();

    @TempDir
    Path folder;

    private SortedRunIndex index;

    @BeforeEach
    void place() {
        index = SortedRunIndex.open(folder);
        PlacedRows rows = new PlacedRows(index, new Moves());
        rows.expect(BASE);
        byte[] segment = new byte[Id16.BYTES];
        rows.add(
                new SegmentId(Id16.of(segment)),
                List.of(new SegmentEntry(BASE, 0, 0, Composition.SHORTEST_CHUNK, 1000)));
        rows.flush();
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static ChunkId chunk(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return ChunkId.of(bytes);
    }

    private static Composition of(ChunkId base) {
        return Composition.of(List.of(new Composition.Span(base, 0, Composition.SHORTEST_CHUNK)));
    }

    @Test
    void whatRestsOnChunksThatAreThereIsStored() {
        Composition good = of(BASE);
        assertSame(good, new KnownChunks(index, NONE).checked(chunk(9), good));
        assertTrue(new KnownChunks(index, NONE).asItself(BASE).isPresent());
    }

    @Test
    void whatRestsOnNothingIsNeverStored() {
        KnownChunks known = new KnownChunks(index, NONE);
        assertThrows(IllegalStateException.class, () -> known.checked(chunk(9), of(GONE)));
        KnownChunks composed = new KnownChunks(index, place -> Optional.of(of(GONE)));
        assertThrows(IllegalStateException.class, () -> composed.checked(chunk(9), of(BASE)));
    }

    /** Partners are away: that is no fault of the node, and the error has to say what is missing. */
    @Test
    void whatCannotBeFoundOutNowIsSaidAsItIs() {
        KnownChunks known = new KnownChunks(index, place -> {
            throw new HoldfastException(ErrorCode.NOT_ENOUGH_SHARDS, "segment 00", "2 of 3 shards", true, null);
        });
        HoldfastException away = assertThrows(HoldfastException.class, () -> known.checked(chunk(9), of(BASE)));
        assertEquals(ErrorCode.NOT_ENOUGH_SHARDS, away.code());
        assertFalse(known.has(BASE), "it is stored anew");
        assertEquals(Optional.empty(), known.asItself(BASE));
    }
}
