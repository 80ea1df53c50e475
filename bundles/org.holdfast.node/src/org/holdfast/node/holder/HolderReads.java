// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.util.function.BooleanSupplier;
import org.holdfast.core.Peer;
import org.holdfast.core.budget.ReadBudgets;
import org.holdfast.core.fetch.ReadDesk;
import org.holdfast.core.fetch.ReadHolder;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.GetReadBalance;
import org.holdfast.wire.ReadMessage.Read;

/** Gives blocks back: within the owners' budgets, and no faster than this node's own traffic bears. Thread-safe. */
public final class HolderReads {
    private final HeldBlocks blocks;
    private final AgreementBook agreements;
    private final ReadBudgets budgets;
    private final BooleanSupplier busy;
    private final NodeClock clock;

    /** @param busy whether this node's own traffic needs the link at this moment */
    public HolderReads(
            HeldBlocks blocks, AgreementBook agreements, ReadBudgets budgets, BooleanSupplier busy, NodeClock clock) {
        this.blocks = blocks;
        this.agreements = agreements;
        this.budgets = budgets;
        this.busy = busy;
        this.clock = clock;
    }

    Message answer(GetReadBalance asked, Peer peer) {
        return budgets.answer(peer, asked);
    }

    ReadHolder.Outcome answer(Read read, Peer peer, PeerStream stream) {
        try (ReadDesk desk = new ReadDesk(blocks, agreements, budgets, peer)) {
            return Talk.answer(read, new ReadHolder(), new PacedReads(desk, busy, clock), stream, clock);
        }
    }
}
