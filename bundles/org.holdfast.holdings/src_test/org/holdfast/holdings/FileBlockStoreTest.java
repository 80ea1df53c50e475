// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore.Receiving;
import org.holdfast.core.port.BlockStore.Stored;
import org.holdfast.holdings.internal.Reserve;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.testkit.process.ChildJvm;
import org.holdfast.testkit.process.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlockStoreTest {
    private static final AgreementId AGREEMENT = new AgreementId(new Id16(0xABCDL << 48, 1));
    private static final BlockId BLOCK = new BlockId(new Id16(0xEF01L << 48, 2));

    @TempDir
    private Path home;

    @Test
    void aFileLiesWhereTheFormatSays() {
        FileBlockStore store = FileBlockStore.open(home, ByteCount.ZERO);
        put(store, 10);
        Path file = home.resolve("abcd0000000000000000000000000001/ef/ef010000000000000000000000000002.blk");
        assertTrue(Files.isRegularFile(file));
    }

    @Test
    void openingDeletesWhatWasNeverFinishedAndLeavesTheRest() throws IOException {
        FileBlockStore store = FileBlockStore.open(home, ByteCount.ZERO);
        put(store, 10);
        Receiving unfinished = store.begin(AGREEMENT, new BlockId(new Id16(1, 1)), ByteCount.of(5));
        unfinished.write(ByteBuffer.allocate(3));
        Path stray = Files.writeString(home.resolve("README"), "not ours");
        FileBlockStore again = FileBlockStore.open(home, ByteCount.ZERO);
        assertEquals(2, files().size(), () -> "the block and the stray file: " + files());
        assertTrue(Files.exists(stray));
        assertEquals(List.of(new Stored(AGREEMENT, BLOCK, ByteCount.of(10))), list(again));
        unfinished.close();
    }

    @Test
    void filesThatAreNoBlocksAreNotListed() throws IOException {
        FileBlockStore store = FileBlockStore.open(home, ByteCount.ZERO);
        put(store, 10);
        Path folder = home.resolve(AGREEMENT.toString()).resolve("ef");
        Files.writeString(folder.resolve("ef.blk"), "short name");
        Files.writeString(folder.resolve("00010000000000000000000000000002.blk"), "in the wrong folder");
        Files.writeString(folder.resolve("EF010000000000000000000000000003.blk"), "upper case");
        assertEquals(List.of(new Stored(AGREEMENT, BLOCK, ByteCount.of(10))), list(store));
    }

    @Test
    void theReserveIsNeverTouched() {
        long[] usable = {1000};
        FileBlockStore store = FileBlockStore.open(home, new Reserve(home, () -> usable[0], ByteCount.of(400)));
        assertEquals(ByteCount.of(600), store.usable());
        Receiving first = begin(store, 1, 350);
        assertEquals(ByteCount.of(250), store.usable());
        assertNoSpace(store, 251);
        Receiving second = begin(store, 2, 250);
        assertEquals(ByteCount.ZERO, store.usable());
        assertNoSpace(store, 1);
        second.close();
        second.close();
        assertEquals(ByteCount.of(250), store.usable());
        first.close();
        assertEquals(ByteCount.of(600), store.usable());
        usable[0] = 399;
        assertEquals(ByteCount.ZERO, store.usable());
        assertNoSpace(store, 1);
    }

    @Test
    void aRefusedOrFailedBeginningPromisesNothing() throws IOException {
        FileBlockStore store = FileBlockStore.open(home, new Reserve(home, () -> 1000, ByteCount.ZERO));
        assertNoSpace(store, 1001);
        Files.writeString(home.resolve(AGREEMENT.toString()), "a file where a folder is wanted");
        HoldfastException e = assertThrows(HoldfastException.class, () -> begin(store, 1, 10));
        assertEquals(ErrorCode.DISK_FAILED, e.code());
        assertEquals(ByteCount.of(1000), store.usable());
    }

    @Test
    void theReserveOfTheRealFileSystemCounts() {
        ByteCount all = FileBlockStore.open(home, ByteCount.ZERO).usable();
        assertTrue(all.value() > 0);
        FileBlockStore store = FileBlockStore.open(home, all.plus(ByteCount.gibibytes(1000)));
        assertEquals(ByteCount.ZERO, store.usable());
        assertNoSpace(store, 1);
    }

    @Test
    void aFullDiskIsSaidAndLeavesNothing() throws IOException, InterruptedException {
        assumeTrue(SmallDisk.isPossible(), "needs Linux with user name spaces");
        try (ChildJvm child =
                ChildJvm.start(SmallDisk.over(home, 2), FullDisk.class, StoreVictim.NEEDS, List.of(home.toString()))) {
            assertEquals("NO_SPACE", child.line().orElseThrow());
            assertEquals("files 0", child.line().orElseThrow());
            assertEquals("stored", child.line().orElseThrow());
            assertEquals(0, child.awaitEnd());
        }
    }

    private static Receiving begin(FileBlockStore store, int block, long bytes) {
        return store.begin(AGREEMENT, new BlockId(new Id16(block, block)), ByteCount.of(bytes));
    }

    private static void put(FileBlockStore store, int bytes) {
        try (Receiving receiving = store.begin(AGREEMENT, BLOCK, ByteCount.of(bytes))) {
            receiving.write(ByteBuffer.allocate(bytes));
            receiving.commit();
        }
    }

    private static void assertNoSpace(FileBlockStore store, long bytes) {
        HoldfastException e = assertThrows(HoldfastException.class, () -> begin(store, 9, bytes));
        assertEquals(ErrorCode.NO_SPACE, e.code());
        assertFalse(String.valueOf(e.getMessage()).isBlank());
    }

    private static List<Stored> list(FileBlockStore store) {
        try (Stream<Stored> list = store.list()) {
            return list.toList();
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
