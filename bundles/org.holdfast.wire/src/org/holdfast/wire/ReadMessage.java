// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;

/** An owner gets its own blocks, or their headers, back from a partner. */
public sealed interface ReadMessage extends Message
        permits ReadMessage.ListBlocks,
                ReadMessage.ListPage,
                ReadMessage.Read,
                ReadMessage.ReadData,
                ReadMessage.ReadEnd,
                ReadMessage.GetReadBalance,
                ReadMessage.ReadBalance {

    /**
     * LIST: headers in ascending order of block id.
     *
     * @param after only those behind this one
     * @param most from 1 to {@link Limits#PAGE_HEADERS}
     */
    record ListBlocks(AgreementId agreement, Optional<BlockId> after, int most) implements ReadMessage {
        public ListBlocks {
            if (most < 1 || most > Limits.PAGE_HEADERS) {
                throw new IllegalArgumentException("a page has 1 to " + Limits.PAGE_HEADERS + " headers");
            }
        }
    }

    /** @param last whether nothing comes behind this page */
    record ListPage(boolean last, List<BlockHeader> headers) implements ReadMessage {
        public ListPage {
            headers = List.copyOf(headers);
            if (headers.size() > Limits.PAGE_HEADERS || headers.isEmpty() && !last) {
                throw new IllegalArgumentException(
                        "only the last page may be empty, and none has more than " + Limits.PAGE_HEADERS + " headers");
            }
        }
    }

    /** Owner: send me this block's file. Answered with READ_DATA … READ_END, or ERROR. */
    record Read(AgreementId agreement, BlockId block) implements ReadMessage {}

    /** Holder: the next piece of header, tags and payload, without gaps. */
    record ReadData(int offset, ByteBuffer data) implements ReadMessage, DataMessage {
        public ReadData {
            data = DataMessage.view(offset, data);
        }
    }

    /** Holder: that was all. @param length of the whole file, in bytes */
    record ReadEnd(int length) implements ReadMessage {}

    /** GET_READ_BALANCE, owner: how much may I read back under this agreement? */
    record GetReadBalance(AgreementId agreement) implements ReadMessage {}

    /**
     * READ_BALANCE.
     *
     * @param yearly bytes that may be read in a year
     * @param left bytes that may be read now
     */
    record ReadBalance(AgreementId agreement, ByteCount yearly, ByteCount left) implements ReadMessage {}
}
