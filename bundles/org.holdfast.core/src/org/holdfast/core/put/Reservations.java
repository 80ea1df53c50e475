// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Room for blocks that are on their way in, so that what is held and what is coming never exceed a quota together (R12).
 * One for the whole node. Thread-safe; lost in a crash, as are the blocks it stands for.
 */
public final class Reservations implements AgreementBook.Room {
    private final Ledger.Holdings holdings;
    private final Map<AgreementId, Map<BlockId, Long>> coming = new HashMap<>();

    public Reservations(Ledger.Holdings holdings) {
        this.holdings = holdings;
    }

    /**
     * Reserves room until {@link #release}.
     *
     * @param quotaNow what is reserved at this moment; asked while no agreement can change
     * @throws HoldfastException QUOTA_EXCEEDED, or BUSY (retryable) if the same block is coming already
     */
    public synchronized void reserve(
            AgreementId agreement, BlockId block, ByteCount bytes, Supplier<ByteCount> quotaNow) {
        Map<BlockId, Long> ofAgreement = coming.getOrDefault(agreement, Map.of());
        if (ofAgreement.containsKey(block)) {
            throw new HoldfastException(
                    ErrorCode.BUSY, block.toString(), "this very block is being received already", true, null);
        }
        long taken = taken(agreement).value();
        ByteCount quota = quotaNow.get();
        if (quota.value() - taken < bytes.value()) {
            throw new HoldfastException(
                    ErrorCode.QUOTA_EXCEEDED,
                    agreement.toString(),
                    "of " + quota + " reserved, " + ByteCount.of(taken) + " are taken: " + bytes + " do not fit");
        }
        coming.computeIfAbsent(agreement, id -> new HashMap<>()).put(block, bytes.value());
    }

    private ByteCount taken(AgreementId agreement) {
        long reserved = coming.getOrDefault(agreement, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return ByteCount.of(Math.addExact(holdings.bytes(agreement).value(), reserved));
    }

    @Override
    public synchronized void settle(AgreementId agreement, Consumer<ByteCount> change) {
        change.accept(taken(agreement));
    }

    /** Gives the room back; nothing happens if none was reserved. */
    public synchronized void release(AgreementId agreement, BlockId block) {
        coming.computeIfPresent(agreement, (id, blocks) -> {
            blocks.remove(block);
            return blocks.isEmpty() ? null : blocks;
        });
    }
}
