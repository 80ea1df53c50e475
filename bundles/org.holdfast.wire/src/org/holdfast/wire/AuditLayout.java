// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.wire.AuditMessage.CatalogueGet;
import org.holdfast.wire.AuditMessage.CataloguePage;
import org.holdfast.wire.AuditMessage.Data;
import org.holdfast.wire.AuditMessage.Entry;
import org.holdfast.wire.AuditMessage.Narrow;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditMessage.Whole;

/**
 * Bodies of the messages of an audit that nobody signs; those that are signed say their own.
 *
 * <pre>
 * AUDIT_CATALOGUE_GET   0   16  audit
 *                      16    4  number of the first entry wanted
 * AUDIT_CATALOGUE       0   16  audit
 *                      16    4  number of the first entry
 *                      20    2  n, number of entries, 1 to 2000
 *                      22  32n  entries: block 16, sequence u64, key generation u32, payload length u32
 * AUDIT_OPEN            0   16  audit
 *                      16   32  Ra
 *                      48    …  the coin that it answers, as in AUDIT_COIN
 * AUDIT_DATA            0    4  offset of the piece
 *                       4    …  the piece, 1 to 262144 bytes
 * AUDIT_NARROW          0   16  audit
 *                      16    1  p, length of the picks, 1 to 125
 *                      17    p  picks
 * AUDIT_BLOCK           0   16  audit
 *                      16   16  block
 * </pre>
 */
final class AuditLayout {
    private AuditLayout() {}

    static void write(CatalogueGet get, ByteWriter out) {
        out.id16(get.audit().value()).u32(get.from());
    }

    static CatalogueGet readGet(ByteReader in) {
        return new CatalogueGet(new AuditId(in.id16()), in.u32(Integer.MAX_VALUE));
    }

    static void write(CataloguePage page, ByteWriter out) {
        out.id16(page.audit().value()).u32(page.from()).u16(page.entries().size());
        page.entries().forEach(entry -> write(entry, out));
    }

    static void write(Entry entry, ByteWriter out) {
        out.id16(entry.block().value())
                .u64(entry.sequence())
                .u32(entry.keyGeneration())
                .u32(entry.payloadLength());
    }

    static CataloguePage readPage(ByteReader in) {
        AuditId audit = new AuditId(in.id16());
        int from = in.u32(Integer.MAX_VALUE);
        int count = in.count16(Limits.AUDIT_PAGE, Entry.BYTES);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(readEntry(in));
        }
        return new CataloguePage(audit, from, entries);
    }

    static Entry readEntry(ByteReader in) {
        return new Entry(new BlockId(in.id16()), in.u64(), in.u32(Integer.MAX_VALUE), in.u32(Integer.MAX_VALUE));
    }

    static void write(Open open, ByteWriter out) {
        out.id16(open.audit().value()).id32(open.half().value());
        SignedAudit.write(open.coin(), out);
    }

    static Open readOpen(ByteReader in) {
        return new Open(new AuditId(in.id16()), new Digest(in.id32()), AuditCoin.read(in));
    }

    static void write(Data data, ByteWriter out) {
        out.u32(data.offset());
    }

    static Data readData(ByteReader in, ByteBuffer body) {
        return new Data(in.u32(Integer.MAX_VALUE), PutLayout.rest(in, body));
    }

    static void write(Narrow narrow, ByteWriter out) {
        out.id16(narrow.audit().value()).bytes8(narrow.picks());
    }

    static Narrow readNarrow(ByteReader in) {
        return new Narrow(new AuditId(in.id16()), in.bytes8());
    }

    static void write(Whole whole, ByteWriter out) {
        out.id16(whole.audit().value()).id16(whole.block().value());
    }

    static Whole readWhole(ByteReader in) {
        return new Whole(new AuditId(in.id16()), new BlockId(in.id16()));
    }
}
