// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.BlockStore;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.HolderCheck;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link PutHolder} wants done to disk and ledger, for one block. One thread's. To be closed when the
 * conversation is over, however it ended: what was not committed is then forgotten.
 */
public final class HoldingsDesk implements Performer<PutHolder.Action, PutHolder.Answer>, AutoCloseable {
    private final HeldBlocks blocks;
    private final Reservations reservations;
    private final AgreementBook agreements;
    private final BiPredicate<AgreementId, BlockId> kept;
    private final OwnerId owner;
    private final InstantSource clock;
    private @Nullable Incoming incoming;

    /** @param kept takes the release of a block back, if there is one; false if the block is gone */
    public HoldingsDesk(
            HeldBlocks blocks,
            Reservations reservations,
            AgreementBook agreements,
            BiPredicate<AgreementId, BlockId> kept,
            OwnerId owner,
            InstantSource clock) {
        this.blocks = blocks;
        this.reservations = reservations;
        this.agreements = agreements;
        this.kept = kept;
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public Optional<PutHolder.Answer> perform(PutHolder.Action action) {
        return switch (action) {
            case PutHolder.Action.LookUp look ->
                Optional.of(new PutHolder.Answer.Found(
                        agreements.signed(look.agreement(), owner),
                        blocks.row(look.agreement(), look.block()),
                        clock.instant()));
            case PutHolder.Action.Keep(AgreementId agreement, BlockId block) -> {
                keep(agreement, block);
                yield Optional.of(new PutHolder.Answer.Kept());
            }
            case PutHolder.Action.Begin(BlockHeader header, ByteCount quota) -> {
                begin(header, quota);
                yield Optional.empty();
            }
            case PutHolder.Action.Append(ByteBuffer data) -> {
                current().append(data);
                yield Optional.empty();
            }
            case PutHolder.Action.Check check ->
                Optional.of(new PutHolder.Answer.Checked(current().check.verdict()));
            case PutHolder.Action.Commit commit -> Optional.of(new PutHolder.Answer.Stored(commit()));
            case PutHolder.Action.Discard discard -> {
                close();
                yield Optional.empty();
            }
        };
    }

    private void keep(AgreementId agreement, BlockId block) {
        if (!kept.test(agreement, block)) {
            throw new HoldfastException(
                    ErrorCode.BLOCK_UNKNOWN,
                    block.toString(),
                    "it was released, and has just been freed: put it again");
        }
    }

    private void begin(BlockHeader header, ByteCount quota) {
        ByteCount bytes = new BlockFile(header).length();
        reservations.reserve(header.agreement(), header.block(), bytes, () -> least(quota, header.agreement()));
        try {
            incoming = new Incoming(header, blocks.begin(header));
        } catch (HoldfastException e) {
            reservations.release(header.agreement(), header.block());
            throw e;
        }
        current().file.write(ByteBuffer.wrap(header.bytes()));
    }

    /** The agreement may have been renewed since the header came. */
    private ByteCount least(ByteCount quota, AgreementId agreement) {
        ByteCount now = agreements.quota(agreement);
        return now.compareTo(quota) < 0 ? now : quota;
    }

    /** The file first, then its row: a crash between the two leaves a file, which the next start finds. */
    private Instant commit() {
        Incoming done = current();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        done.file.commit();
        blocks.add(done.header, now);
        close();
        return now;
    }

    private Incoming current() {
        if (incoming == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.brief(), "no block is being received");
        }
        return incoming;
    }

    @Override
    public void close() {
        if (incoming != null) {
            BlockHeader header = incoming.header;
            incoming.file.close();
            incoming = null;
            reservations.release(header.agreement(), header.block());
        }
    }

    /** A file being written, and the check of what goes into it. */
    private static final class Incoming {
        private final BlockHeader header;
        private final BlockStore.Receiving file;
        private final HolderCheck check;

        Incoming(BlockHeader header, BlockStore.Receiving file) {
            this.header = header;
            this.file = file;
            this.check = new HolderCheck(header);
        }

        void append(ByteBuffer data) {
            check.accept(data.duplicate());
            file.write(data.duplicate());
        }
    }
}
