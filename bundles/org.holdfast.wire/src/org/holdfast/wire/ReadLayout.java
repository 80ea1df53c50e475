// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.wire.ReadMessage.GetReadBalance;
import org.holdfast.wire.ReadMessage.ListBlocks;
import org.holdfast.wire.ReadMessage.ListPage;
import org.holdfast.wire.ReadMessage.Read;
import org.holdfast.wire.ReadMessage.ReadBalance;
import org.holdfast.wire.ReadMessage.ReadData;
import org.holdfast.wire.ReadMessage.ReadEnd;

/**
 * Bodies of the messages that bring blocks and headers back.
 *
 * <pre>
 * LIST        0   16  agreement
 *            16    1  1 if a block id follows, else 0
 *            17 0/16  the block id behind which the page starts
 *             …    2  most headers wanted, 1 to 170
 * LIST_PAGE   0    1  1 if this is the last page, else 0
 *             1    2  n, number of headers, at most 170
 *             3 360n  block headers, ascending by block id
 * READ        0   16  agreement
 *            16   16  block id
 * READ_DATA   0    4  offset of the piece in the file: header, tags, payload
 *             4    …  the piece, 1 to 262144 bytes
 * READ_END    0    4  length of the file
 * GET_READ_BALANCE
 *             0   16  agreement
 * READ_BALANCE
 *             0   16  agreement
 *            16    8  bytes that may be read in a year
 *            24    8  bytes that may be read now
 * </pre>
 */
final class ReadLayout {
    private ReadLayout() {}

    static void write(ListBlocks list, ByteWriter out) {
        out.id16(list.agreement().value()).u8(list.after().isPresent() ? 1 : 0);
        list.after().ifPresent(after -> out.id16(after.value()));
        out.u16(list.most());
    }

    static ListBlocks readList(ByteReader in) {
        AgreementId agreement = new AgreementId(in.id16());
        Optional<BlockId> after = flag(in) ? Optional.of(new BlockId(in.id16())) : Optional.empty();
        return new ListBlocks(agreement, after, in.u16());
    }

    static void write(ListPage page, ByteWriter out) {
        out.u8(page.last() ? 1 : 0).u16(page.headers().size());
        page.headers().forEach(header -> out.bytes(header.bytes()));
    }

    static ListPage readPage(ByteReader in, ByteBuffer body) {
        boolean last = flag(in);
        int count = in.count16(Limits.PAGE_HEADERS, BlockHeader.BYTES);
        List<BlockHeader> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(BlockHeader.read(body));
        }
        return new ListPage(last, headers);
    }

    static void write(Read read, ByteWriter out) {
        out.id16(read.agreement().value()).id16(read.block().value());
    }

    static Read readRead(ByteReader in) {
        return new Read(new AgreementId(in.id16()), new BlockId(in.id16()));
    }

    static void write(ReadData data, ByteWriter out) {
        out.u32(data.offset());
    }

    static ReadData readData(ByteReader in, ByteBuffer body) {
        int offset = in.u32(Integer.MAX_VALUE);
        return new ReadData(offset, PutLayout.rest(in, body));
    }

    static void write(ReadEnd end, ByteWriter out) {
        out.u32(end.length());
    }

    static ReadEnd readEnd(ByteReader in) {
        return new ReadEnd(in.u32(Integer.MAX_VALUE));
    }

    static void write(GetReadBalance get, ByteWriter out) {
        out.id16(get.agreement().value());
    }

    static GetReadBalance readGetBalance(ByteReader in) {
        return new GetReadBalance(new AgreementId(in.id16()));
    }

    static void write(ReadBalance balance, ByteWriter out) {
        out.id16(balance.agreement().value())
                .u64(balance.yearly().value())
                .u64(balance.left().value());
    }

    static ReadBalance readBalance(ByteReader in) {
        return new ReadBalance(new AgreementId(in.id16()), ByteCount.of(in.u64()), ByteCount.of(in.u64()));
    }

    /** A byte that is 0 or 1. */
    static boolean flag(ByteReader in) {
        int value = in.u8();
        if (value > 1) {
            throw in.bad("a flag is 0 or 1, not " + value);
        }
        return value == 1;
    }
}
