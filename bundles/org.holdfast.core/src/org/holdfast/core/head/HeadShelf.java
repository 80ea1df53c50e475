// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.head.Witness;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.HeadMessage.Kept;

/** The heads that this node keeps for others. One for the whole node; thread-safe. */
public final class HeadShelf {
    private final Ledger.Holdings rows;

    public HeadShelf(Ledger.Holdings rows) {
        this.rows = rows;
    }

    /** The highest witness of an owner, with its head. */
    public Optional<Kept> top(OwnerId owner) {
        return rows.topHead(owner).map(held -> new Kept(witness(held), held.head()));
    }

    /**
     * Keeps heads durably, in this order, if the owner's top is still the one that they were judged against.
     *
     * @throws HoldfastException BUSY (retryable) if it is not: two conversations of one owner at once
     */
    public synchronized void save(OwnerId owner, Optional<Witness> judgedAgainst, List<HeldHead> heads) {
        if (!rows.topHead(owner).map(HeadShelf::witness).equals(judgedAgainst)) {
            throw new HoldfastException(
                    ErrorCode.BUSY, owner.brief(), "another head of yours came in between", true, null);
        }
        heads.forEach(rows::saveHead);
    }

    private static Witness witness(HeldHead held) {
        return Witness.read(ByteBuffer.wrap(held.witness().toArray()));
    }
}
