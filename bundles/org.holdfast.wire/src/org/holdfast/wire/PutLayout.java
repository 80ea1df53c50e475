// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.holdfast.wire.PutMessage.Have;
import org.holdfast.wire.PutMessage.HaveAnswer;
import org.holdfast.wire.PutMessage.PutBegin;
import org.holdfast.wire.PutMessage.PutData;
import org.holdfast.wire.PutMessage.PutEnd;
import org.holdfast.wire.PutMessage.PutGo;

/**
 * Bodies of the messages that store a block (STORE_RECEIPT: see {@link StoreReceipt}).
 *
 * <pre>
 * PUT_BEGIN     0  360  block header (docs/format.md)
 * PUT_GO        empty
 * PUT_DATA      0    4  offset of the piece in tags and payload together
 *               4    …  the piece, 1 to 262144 bytes
 * PUT_END       empty
 * HAVE          0   16  agreement
 *              16    2  n, number of blocks, 1 to 128
 *              18  16n  block ids
 * HAVE_ANSWER   0    2  n, number of receipts, at most 128
 *               2 274n  store receipts of the blocks that are held
 * </pre>
 */
final class PutLayout {
    private PutLayout() {}

    static void write(PutBegin begin, ByteWriter out) {
        out.bytes(begin.header().bytes());
    }

    static PutBegin readBegin(ByteReader in, ByteBuffer body) {
        return new PutBegin(BlockHeader.read(body));
    }

    static PutGo readGo(ByteReader in) {
        return new PutGo();
    }

    static void write(PutData data, ByteWriter out) {
        out.u32(data.offset());
    }

    static PutData readData(ByteReader in, ByteBuffer body) {
        int offset = in.u32(Integer.MAX_VALUE);
        return new PutData(offset, rest(in, body));
    }

    static PutEnd readEnd(ByteReader in) {
        return new PutEnd();
    }

    static void write(Have have, ByteWriter out) {
        out.id16(have.agreement().value()).u16(have.blocks().size());
        have.blocks().forEach(block -> out.id16(block.value()));
    }

    static Have readHave(ByteReader in) {
        AgreementId agreement = new AgreementId(in.id16());
        int count = in.count16(Limits.HAVE_BLOCKS, Id16.BYTES);
        List<BlockId> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(new BlockId(in.id16()));
        }
        return new Have(agreement, blocks);
    }

    static void write(HaveAnswer answer, ByteWriter out) {
        out.u16(answer.receipts().size());
        answer.receipts().forEach(receipt -> receipt.write(out));
    }

    static HaveAnswer readHaveAnswer(ByteReader in) {
        int count = in.count16(Limits.HAVE_BLOCKS, StoreReceipt.BYTES);
        List<StoreReceipt> receipts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            receipts.add(StoreReceipt.read(in));
        }
        return new HaveAnswer(receipts);
    }

    /** Everything up to the end of the frame, as a view. */
    static ByteBuffer rest(ByteReader in, ByteBuffer body) {
        if (!body.hasRemaining()) {
            throw in.bad("a piece without bytes");
        }
        ByteBuffer piece = body.slice();
        body.position(body.limit());
        return piece;
    }
}
