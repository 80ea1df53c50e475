// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/** An owner stores a block with a partner, one block in each conversation. */
public sealed interface PutMessage extends Message
        permits PutMessage.PutBegin,
                PutMessage.PutGo,
                PutMessage.PutData,
                PutMessage.PutEnd,
                StoreReceipt,
                PutMessage.Have,
                PutMessage.HaveAnswer {

    /** Owner: may I store this block? Answered with PUT_GO, with a STORE_RECEIPT if it is here already, or ERROR. */
    record PutBegin(BlockHeader header) implements PutMessage {}

    /** Holder: room is reserved, send it. */
    record PutGo() implements PutMessage {}

    /** Owner: the next piece of tags and payload, without gaps. */
    record PutData(int offset, ByteBuffer data) implements PutMessage, DataMessage {
        public PutData {
            data = DataMessage.view(offset, data);
        }
    }

    /** Owner: that was all. Answered with a STORE_RECEIPT once the block is durable, or ERROR. */
    record PutEnd() implements PutMessage {}

    /** Owner, after a crash: which of these blocks do you hold? */
    record Have(AgreementId agreement, List<BlockId> blocks) implements PutMessage {
        public Have {
            blocks = List.copyOf(blocks);
            if (blocks.isEmpty() || blocks.size() > Limits.HAVE_BLOCKS) {
                throw new IllegalArgumentException("HAVE asks after 1 to " + Limits.HAVE_BLOCKS + " blocks");
            }
        }
    }

    /** Holder: receipts of those that it holds; whichever is not among them it does not hold. */
    record HaveAnswer(List<StoreReceipt> receipts) implements PutMessage {
        public HaveAnswer {
            receipts = List.copyOf(receipts);
            if (receipts.size() > Limits.HAVE_BLOCKS) {
                throw new IllegalArgumentException("at most " + Limits.HAVE_BLOCKS + " receipts at once");
            }
        }
    }
}
