// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.HeldWitness;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.head.Witness;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.HeadMessage.ListWitnesses;
import org.holdfast.wire.HeadMessage.WitnessPage;

/** The heads that this node keeps for others. One for the whole node; thread-safe. */
public final class HeadShelf {
    private final Ledger.Holdings rows;

    public HeadShelf(Ledger.Holdings rows) {
        this.rows = rows;
    }

    /** The highest witness of an owner, with its head. */
    public Optional<Kept> top(OwnerId owner) {
        return rows.topHead(owner).map(held -> new Kept(witness(held.witness()), held.head()));
    }

    /** What LIST_WITNESSES is answered with. */
    public WitnessPage list(OwnerId owner, ListWitnesses asked) {
        List<HeldWitness> more = rows.witnesses(owner, asked.after(), asked.most() + 1);
        return new WitnessPage(
                more.size() <= asked.most(),
                more.stream().limit(asked.most()).map(HeadShelf::row).toList());
    }

    private static WitnessPage.Row row(HeldWitness held) {
        Instant at = held.storedAt().equals(HeldWitness.UNKNOWN) ? Instant.EPOCH : held.storedAt();
        return new WitnessPage.Row(witness(held.witness()), at, held.hasHead());
    }

    /** The head of one witness, top or not; empty where it is not here, or came without its head. */
    public Optional<Kept> head(OwnerId owner, Digest witness) {
        return rows.head(owner, witness)
                .filter(held -> held.head().length() > 0)
                .map(held -> new Kept(witness(held.witness()), held.head()));
    }

    /**
     * Keeps heads durably, in this order, if the owner's top is still the one that they were judged against. Superseded
     * ones stay as long as something is held that they may refer to.
     *
     * @param most bytes that all heads of one device may take; whoever has stolen a device can fill these and no more,
     *     and the owner's next device has as much
     * @throws HoldfastException BUSY (retryable) if it is not: two conversations of one owner at once; QUOTA_EXCEEDED
     */
    public synchronized void save(
            OwnerId owner, Optional<Witness> judgedAgainst, List<HeldHead> heads, ByteCount most, Instant now) {
        if (!rows.topHead(owner).map(held -> witness(held.witness())).equals(judgedAgainst)) {
            throw new HoldfastException(
                    ErrorCode.BUSY, owner.brief(), "another head of yours came in between", true, null);
        }
        for (HeldHead head : heads) {
            ByteCount sum = rows.headBytes(owner, head.deviceEpoch())
                    .plus(ByteCount.of(head.head().length()));
            if (sum.compareTo(most) > 0) {
                throw new HoldfastException(
                        ErrorCode.QUOTA_EXCEEDED,
                        owner.brief(),
                        "I keep no more than " + most + " of heads of a device");
            }
            rows.saveHead(head, now);
        }
        rows.dropOutlivedHeads(owner);
    }

    private static Witness witness(Bytes encoded) {
        return Witness.read(ByteBuffer.wrap(encoded.toArray()));
    }
}
