// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.holdings.FileBlockStore;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stop at the wrong moment leaves in the spool. */
class SpoolDrainTest {
    private static final int PAYLOAD = 16 << 10;
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(7, 7));
    private static final SegmentId PLACED = new SegmentId(new Id16(1, 1));
    private static final SegmentId BUILDING = new SegmentId(new Id16(2, 2));

    @TempDir
    private Path folder;

    private SqliteLedger ledger;
    private BlockStore files;

    @BeforeEach
    void begin() {
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
        files = FileBlockStore.open(folder.resolve("spool"), ByteCount.mebibytes(1));
        begin(PLACED, 1, 2);
        begin(BUILDING, 3, 4);
        ledger.segments().mark(PLACED, SegmentState.PLACED);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    private static BlockId block(int number) {
        return new BlockId(new Id16(number, 5));
    }

    private void begin(SegmentId segment, int... blocks) {
        List<PlacementRow> rows = IntStream.range(0, blocks.length)
                .mapToObj(position -> placement(segment, position, blocks[position]))
                .toList();
        SegmentRow row = new SegmentRow(
                segment,
                BlockClass.DATA,
                1,
                FormatSet.BUILT_IN,
                new CodeShape(1, 1),
                Pipeline.DOUBLE,
                PAYLOAD,
                SegmentState.BUILDING,
                Instant.EPOCH);
        ledger.segments().begin(row, rows);
    }

    private static PlacementRow placement(SegmentId segment, int position, int block) {
        return new PlacementRow(
                segment,
                position,
                new OwnerId(new Id32(position, 0, 0, 1)),
                AGREEMENT,
                block(block),
                block,
                new Digest(Id32.ZERO),
                new Digest(Id32.ZERO),
                PAYLOAD,
                PlacementState.BUILT,
                Bytes.EMPTY);
    }

    private void lies(int block) {
        try (BlockStore.Receiving file = files.begin(AGREEMENT, block(block), ByteCount.of(PAYLOAD))) {
            file.write(ByteBuffer.allocate(PAYLOAD));
            file.commit();
        }
    }

    private Set<BlockId> left() {
        try (var all = files.list()) {
            return all.map(BlockStore.Stored::block).collect(Collectors.toSet());
        }
    }

    @Test
    void onlyWhatIsWaitedForTakesUpRoomAfterAStart() {
        lies(1); // waits
        ledger.segments().mark(block(1), PlacementState.SPOOLED);
        lies(2); // a stop between the receipt and the end of the file
        ledger.segments().acknowledge(block(2), Bytes.of(new byte[] {1}));
        lies(3); // a stop between the file and its row
        lies(4); // waits, for a segment that never was placed
        ledger.segments().mark(block(4), PlacementState.SPOOLED);
        lies(9); // of a later ledger than this one
        Spool spool = new Spool(files, ByteCount.of(3 * PAYLOAD + 360));
        assertFalse(spool.keep(SpoolTest.sealed(10)));

        new SpoolDrain(ledger, spool, (header, payload) -> new BlockSender.Sent.Away("nobody is there"))
                .clearLeftovers();
        assertEquals(Set.of(block(1), block(9)), left());
        assertTrue(spool.keep(SpoolTest.sealed(10)));
        assertEquals(
                SegmentState.ABANDONED,
                ledger.segments().find(BUILDING).orElseThrow().state());
        assertEquals(
                PlacementState.SPOOLED,
                ledger.segments().find(block(1)).orElseThrow().state());
    }
}
