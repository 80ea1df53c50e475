// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.release;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.release.LockClock;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryBlockStore;
import org.holdfast.simulation.disk.MemoryLedger;

/** A holder of one owner's blocks, with a lock clock, on a disk that may crash at any change. */
final class Holdings {
    static final OwnerId OWNER = new OwnerId(new Id32(1, 2, 3, 4));
    static final AgreementId AGREEMENT = new AgreementId(new Id16(5, 6));
    static final int BYTES = 1000;
    private static final Digest HASH = new Digest(new Id32(7, 7, 7, 7));

    final Faults faults;
    final Ledger ledger;
    final BlockStore store;
    private final TreeMap<BlockId, HeldRow> stored = new TreeMap<>();
    ReleaseBook book;
    LockClock clock;
    int epoch = 10;

    Holdings(World world, Instant wall) {
        faults = new Faults(world);
        ledger = new MemoryLedger(faults);
        store = new MemoryBlockStore(faults, ByteCount.gibibytes(1));
        clock = LockClock.starting(wall);
        book = open();
    }

    private ReleaseBook open() {
        HeldBlocks blocks = new HeldBlocks(store, ledger.holdings());
        return new ReleaseBook(
                blocks, ledger.holdings().releases(), owner -> ledger.holdings().bytes(AGREEMENT));
    }

    static BlockId block(int number) {
        return new BlockId(new Id16(number, 9));
    }

    /** As PUT leaves it. */
    void put(int number, Instant retainUntil) {
        BlockId block = block(number);
        HeldRow row = new HeldRow(AGREEMENT, block, OWNER, number, HASH, HASH, BYTES, retainUntil, clock.wall());
        ledger.holdings().remove(AGREEMENT, block);
        try (BlockStore.Receiving file = store.begin(AGREEMENT, block, ByteCount.of(BYTES))) {
            file.write(ByteBuffer.allocate(BYTES));
            file.commit();
        }
        ledger.holdings().add(row);
        stored.put(block, row);
    }

    ReleaseBook.Asked release(int device, List<Integer> numbers) {
        List<ReleaseBook.Wish> wishes = numbers.stream()
                .map(number -> new ReleaseBook.Wish(block(number), number))
                .toList();
        return book.ask(OWNER, device, AGREEMENT, wishes, clock);
    }

    Ledger.Sum free() {
        return book.free(clock.time(), owner -> epoch, row -> false, 100);
    }

    boolean isThere(int number) {
        return store.open(AGREEMENT, block(number)).isPresent();
    }

    /** The machine was off, or crashed: files are the truth. */
    void restart() {
        clock = LockClock.read(clock.bytes());
        book = open();
        for (HeldRow row : stored.values()) {
            boolean file = store.open(AGREEMENT, row.block()).isPresent();
            Optional<HeldRow> known = ledger.holdings().find(AGREEMENT, row.block());
            if (file && known.isEmpty()) {
                ledger.holdings().add(row);
            } else if (!file && known.isPresent()) {
                ledger.holdings().remove(AGREEMENT, row.block());
            }
        }
    }
}
