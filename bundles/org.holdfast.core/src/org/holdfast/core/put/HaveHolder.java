// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.HeldRow;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.HaveAnswer;
import org.holdfast.wire.StoreReceipt;

/**
 * Answers HAVE: an owner came back from a crash and wants receipts of what arrived before it. Of what it has released
 * there is none, though it is still here. Thread-safe.
 */
public final class HaveHolder {
    private final Self self;
    private final HeldBlocks blocks;
    private final AgreementBook agreements;

    public HaveHolder(Self self, HeldBlocks blocks, AgreementBook agreements) {
        this.self = self;
        this.blocks = blocks;
        this.agreements = agreements;
    }

    /** HAVE_ANSWER, or ERROR with NO_AGREEMENT. */
    public Message answer(Peer owner, Have have) {
        if (!agreements.granted(have.agreement(), owner).audit()) {
            return new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement");
        }
        List<StoreReceipt> receipts = new ArrayList<>();
        for (BlockId block : have.blocks()) {
            receipt(owner, have, block).ifPresent(receipts::add);
        }
        return new HaveAnswer(receipts);
    }

    private boolean isKept(Peer owner, HeldRow held) {
        return held.owner().equals(owner.id()) && !blocks.isReleased(held, owner);
    }

    private Optional<StoreReceipt> receipt(Peer owner, Have have, BlockId block) {
        Optional<HeldRow> row = blocks.row(have.agreement(), block).filter(held -> isKept(owner, held));
        return row.flatMap(blocks::header)
                .map(header ->
                        StoreReceipt.sign(self.device(), header, row.get().storedAt()));
    }
}
