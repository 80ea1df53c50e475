// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Reads for {@link ReadHolder}, one block, into one buffer, and has it paid. One thread's; to be closed when it is over,
 * however it ended: what was not sent is then given back.
 */
public final class ReadDesk implements Performer<ReadHolder.Action, ReadHolder.Answer>, AutoCloseable {
    private final HeldBlocks blocks;
    private final AgreementBook agreements;
    private final ReadBudgets budgets;
    private final Peer owner;
    private @Nullable Open open;
    private @Nullable ByteBuffer piece;

    /** A file that is being sent, and what was paid for it. */
    private static final class Open {
        private final BlockStore.Reading file;
        private final ReadBudgets.Payment payment;
        private long sent;

        Open(BlockStore.Reading file, ReadBudgets.Payment payment) {
            this.file = file;
            this.payment = payment;
        }
    }

    public ReadDesk(HeldBlocks blocks, AgreementBook agreements, ReadBudgets budgets, Peer owner) {
        this.blocks = blocks;
        this.agreements = agreements;
        this.budgets = budgets;
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
        BlockStore.Reading file = blocks.row(agreement, block)
                .filter(row -> row.owner().equals(owner.id()))
                .flatMap(row -> blocks.open(agreement, block))
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.BLOCK_UNKNOWN, block.toString(), "I hold no block " + block + " of yours"));
        try {
            ByteCount length = file.length();
            open = new Open(file, budgets.pay(agreement, owner, length));
            return Math.toIntExact(length.value());
        } finally {
            if (open == null) {
                file.close();
            }
        }
    }

    /** What was asked for counts as sent, though the link may break under it. */
    private ByteBuffer load(int offset, int length) {
        if (open == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.id().brief(), "no block is open");
        }
        if (piece == null) {
            piece = ByteBuffer.allocate(Limits.PIECE);
        }
        open.file.read(offset, piece.clear().limit(length));
        open.sent += length;
        return piece.flip();
    }

    @Override
    public void close() {
        if (open != null) {
            Open over = open;
            open = null;
            over.file.close();
            budgets.refund(over.payment, ByteCount.of(over.payment.bytes()).minusOrZero(ByteCount.of(over.sent)));
        }
    }
}
