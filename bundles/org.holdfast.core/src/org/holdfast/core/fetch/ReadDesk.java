// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Limits;
import org.jspecify.annotations.Nullable;

/** Reads for {@link ReadHolder}, one block, into one buffer. One thread's; to be closed when it is over. */
public final class ReadDesk implements Performer<ReadHolder.Action, ReadHolder.Answer>, AutoCloseable {
    private final HeldBlocks blocks;
    private final AgreementBook agreements;
    private final OwnerId owner;
    private BlockStore.@Nullable Reading file;
    private @Nullable ByteBuffer piece;

    public ReadDesk(HeldBlocks blocks, AgreementBook agreements, OwnerId owner) {
        this.blocks = blocks;
        this.agreements = agreements;
        this.owner = owner;
    }

    @Override
    public Optional<ReadHolder.Answer> perform(ReadHolder.Action action) {
        return switch (action) {
            case ReadHolder.Action.Open(AgreementId agreement, BlockId block) ->
                Optional.of(new ReadHolder.Answer.Opened(open(agreement, block)));
            case ReadHolder.Action.Load(int offset, int length) ->
                Optional.of(new ReadHolder.Answer.Piece(offset, load(offset, length)));
            case ReadHolder.Action.Close close -> {
                close();
                yield Optional.empty();
            }
        };
    }

    private int open(AgreementId agreement, BlockId block) {
        if (!agreements.granted(agreement, owner).read()) {
            throw new HoldfastException(
                    ErrorCode.NO_AGREEMENT, agreement.toString(), "no agreement lets you read from me now");
        }
        file = blocks.row(agreement, block)
                .filter(row -> row.owner().equals(owner))
                .flatMap(row -> blocks.open(agreement, block))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.BLOCK_UNKNOWN, block.toString(), "I hold no block " + block + " of yours"));
        return Math.toIntExact(file.length().value());
    }

    private ByteBuffer load(int offset, int length) {
        if (file == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.brief(), "no block is open");
        }
        if (piece == null) {
            piece = ByteBuffer.allocate(Limits.PIECE);
        }
        file.read(offset, piece.clear().limit(length));
        return piece.flip();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
