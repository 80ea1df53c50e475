// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.Peer;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;

/**
 * The blocks that this node keeps for others: files and their rows together. Files are the truth, rows are their index:
 * a row without its file counts as nothing. Thread-safe.
 */
public final class HeldBlocks {
    private final BlockStore store;
    private final Ledger.Holdings rows;

    public HeldBlocks(BlockStore store, Ledger.Holdings rows) {
        this.store = store;
        this.rows = rows;
    }

    /** How many bytes are held for an owner, under all agreements with it. */
    public static Function<OwnerId, ByteCount> of(Ledger ledger) {
        return owner -> ledger.agreements().all().stream()
                .map(row -> row.agreement().terms())
                .filter(terms ->
                        terms.proposer().equals(owner) || terms.responder().equals(owner))
                .map(terms -> ledger.holdings().bytes(terms.id()))
                .reduce(ByteCount.ZERO, ByteCount::plus);
    }

    /** The row of a block whose file is there in full length. */
    public Optional<HeldRow> row(AgreementId agreement, BlockId block) {
        return rows.find(agreement, block).filter(row -> hasFile(row));
    }

    private boolean hasFile(HeldRow row) {
        Optional<BlockStore.Reading> file = store.open(row.agreement(), row.block());
        if (file.isEmpty()) {
            return false;
        }
        try (BlockStore.Reading open = file.get()) {
            return open.length().value() == row.fileBytes();
        }
    }

    /** The header of a block as it lies in its file; empty if there is no such block, or its header is damaged. */
    public Optional<BlockHeader> header(HeldRow row) {
        return header(row.agreement(), row.block())
                .filter(header -> header.hash().equals(row.headerHash()));
    }

    Optional<BlockHeader> header(AgreementId agreement, BlockId block) {
        Optional<BlockStore.Reading> file = store.open(agreement, block);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (BlockStore.Reading open = file.get()) {
            ByteBuffer bytes = ByteBuffer.allocate(BlockHeader.BYTES);
            open.read(0, bytes);
            BlockHeader header = BlockHeader.read(bytes.flip());
            boolean fits = header.agreement().equals(agreement)
                    && header.block().equals(block)
                    && new BlockFile(header).length().equals(open.length());
            return Optional.of(header).filter(read -> fits);
        } catch (HoldfastException e) {
            return Optional.empty(); // unreadable is as good as not there: the owner has other shards
        }
    }

    /** The file of a block, to be closed. */
    public Optional<BlockStore.Reading> open(AgreementId agreement, BlockId block) {
        return store.open(agreement, block);
    }

    /** The files alone. */
    public BlockStore files() {
        return store;
    }

    /** Whether the owner's present device, or a later one, has released it: then nobody may count on it. */
    public boolean isReleased(HeldRow row, Peer owner) {
        return rows.releases()
                .find(row.agreement(), row.block())
                .filter(release -> release.deviceEpoch() >= owner.certificate().deviceEpoch())
                .isPresent();
    }

    /**
     * Frees a block: the file first, then row and release. A crash in between leaves a row without its file, which counts
     * as nothing and goes with the next start.
     */
    public void free(AgreementId agreement, BlockId block) {
        store.delete(agreement, block);
        rows.remove(agreement, block);
    }

    BlockStore.Receiving begin(BlockHeader header) {
        rows.remove(header.agreement(), header.block());
        return store.begin(header.agreement(), header.block(), new BlockFile(header).length());
    }

    void add(BlockHeader header, Instant storedAt) {
        rows.add(new HeldRow(
                header.agreement(),
                header.block(),
                header.owner(),
                header.sequence(),
                header.hash(),
                header.payloadHash(),
                new BlockFile(header).length().value(),
                header.retainUntil(),
                storedAt,
                header.auditSuite(),
                header.keyGeneration(),
                header.payloadLength()));
    }
}
