// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.holdings.FileBlockStore;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits never takes more than its limit, however many come at once. */
@Tag("R59")
@Tag("R60")
class SpoolTest {
    private static final int PAYLOAD = 16 << 10;
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(7, 7));

    @TempDir
    private Path folder;

    static SealedBlock sealed(int number) {
        BlockHeader header = new BlockHeader(
                new OwnerId(new Id32(1, 0, 0, 1)),
                new OwnerId(new Id32(2, 0, 0, 2)),
                AGREEMENT,
                new BlockId(new Id16(number, 5)),
                number,
                1,
                1,
                BlockClass.DATA,
                0,
                0,
                0,
                PAYLOAD,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                Bytes.of(new byte[48]),
                new Digest(Id32.ZERO),
                new Digest(Id32.ZERO),
                Bytes.of(new byte[32]),
                Bytes.of(new byte[64]));
        byte[] payload = new byte[PAYLOAD];
        Arrays.fill(payload, (byte) number);
        return new SealedBlock(header, new byte[0], payload, PAYLOAD);
    }

    private Spool spool(BlockStore files, int blocks) {
        return new Spool(files, ByteCount.of(blocks * sealed(1).fileLength()));
    }

    @Test
    void ofManyAtOnceOnlySoManyAreTakenAsThereIsRoomFor() throws InterruptedException, ExecutionException {
        BlockStore files = FileBlockStore.open(folder, ByteCount.mebibytes(1));
        Spool spool = spool(files, 5);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = IntStream.rangeClosed(1, 40)
                    .mapToObj(number -> (Callable<Boolean>) () -> spool.keep(sealed(number)))
                    .toList();
            int taken = 0;
            for (Future<Boolean> each : threads.invokeAll(all)) {
                taken += each.get() ? 1 : 0;
            }
            assertEquals(5, taken);
        }
        assertEquals(5, spool.files().size());
    }

    @Test
    void whatIsDeliveredMakesRoomAndARestartKnowsWhatIsThere() {
        BlockStore files = FileBlockStore.open(folder, ByteCount.mebibytes(1));
        Spool spool = spool(files, 2);
        assertTrue(spool.keep(sealed(1)));
        assertTrue(spool.keep(sealed(2)));
        assertFalse(spool.keep(sealed(3)));
        spool.remove(AGREEMENT, sealed(1).header().block());
        assertTrue(spool.keep(sealed(3)));
        Spool again = spool(FileBlockStore.open(folder, ByteCount.mebibytes(1)), 2);
        assertFalse(again.keep(sealed(4)));
        assertEquals(
                sealed(3).header(),
                again.load(AGREEMENT, sealed(3).header().block()).orElseThrow().header());
    }

    @Test
    void aDiskWithoutRoomIsNoFailure() {
        BlockStore files = FileBlockStore.open(folder, ByteCount.mebibytes(1L << 40));
        Spool spool = spool(files, 2);
        assertFalse(spool.keep(sealed(1)));
        assertEquals(List.of(), spool.files());
    }
}
