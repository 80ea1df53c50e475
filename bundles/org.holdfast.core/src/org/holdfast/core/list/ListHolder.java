// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.BlockId;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.ListBlocks;
import org.holdfast.wire.ReadMessage.ListPage;

/** Answers LIST: each page is a conversation's one answer, so that a holder keeps nothing between pages. Thread-safe. */
public final class ListHolder {
    private final HeldBlocks blocks;
    private final Ledger.Holdings rows;
    private final AgreementBook agreements;

    public ListHolder(HeldBlocks blocks, Ledger.Holdings rows, AgreementBook agreements) {
        this.blocks = blocks;
        this.rows = rows;
        this.agreements = agreements;
    }

    /** LIST_PAGE, or ERROR with NO_AGREEMENT. Blocks whose headers are damaged, or which are released, are left out. */
    public Message answer(Peer owner, ListBlocks list) {
        if (!agreements.granted(list.agreement(), owner).audit()) {
            return new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement");
        }
        List<BlockHeader> headers = new ArrayList<>();
        Optional<BlockId> after = list.after();
        boolean last = false;
        // a page of nothing but damaged headers would look like the last one, so go on until there is one to show
        while (headers.isEmpty() && !last) {
            List<HeldRow> page = rows.list(list.agreement(), after, list.most());
            last = page.size() < list.most();
            page.stream()
                    .filter(row -> row.owner().equals(owner.id()) && !blocks.isReleased(row, owner))
                    .flatMap(row -> blocks.header(row).stream())
                    .forEach(headers::add);
            after = page.isEmpty() ? after : Optional.of(page.getLast().block());
        }
        return new ListPage(last, headers);
    }
}
