// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Chunker;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.Mac;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.model.ChunkId;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;

/**
 * What is noted of one chunk of a file.
 *
 * @param position of the chunk in the file's content, in bytes
 * @param length of it
 * @param spans where its bytes lie, in order; none if that is not known
 * @param marks of the pages that end in it, one after the other
 */
record PageRecord(long position, int length, List<Span> spans, byte[] marks) {
    private static final int SPAN = Id32.BYTES + 8;
    private static final int TAG = 16;
    private static final int MOST_SPANS = 0xFFFF;
    private static final int LARGEST = 64 + MOST_SPANS * SPAN + Chunker.LONGEST / PageMarks.PAGE * 32;
    private static final byte[] LABEL = {'n', 'o', 't', 'e'};

    // Layout (docs/format-stores.md, page notes)
    //
    //  0      length u32      4   of what follows
    //  4      position u64    8
    // 12      length u32      4   of the chunk
    // 16      spans u16       2
    // 18      spans          40   each: chunk name 32 | offset u32 | length u32
    // 18+40s  marks          16   each, as many as there is room for
    // …       tag            16   trunc16(HMAC(HMAC(pages, "note"), position to marks))

    PageRecord {
        spans = List.copyOf(spans);
    }

    static byte[] key(DedupKeys keys) {
        byte[] pages = keys.pages();
        byte[] key = Mac.hmac(pages, LABEL);
        Arrays.fill(pages, (byte) 0);
        return key;
    }

    long end() {
        return position + length;
    }

    /** The first page that ends here, if one does. */
    long firstPage() {
        return position / PageMarks.PAGE;
    }

    int pages() {
        return marks.length / PageMarks.BYTES;
    }

    boolean isMark(long page, byte[] mark) {
        int at = (int) (page - firstPage()) * PageMarks.BYTES;
        return Arrays.equals(marks, at, at + PageMarks.BYTES, mark, 0, PageMarks.BYTES);
    }

    void write(DataOutputStream out, byte[] key) throws IOException {
        List<Span> kept = spans.size() > MOST_SPANS ? List.of() : spans;
        ByteWriter w = new ByteWriter(14 + kept.size() * SPAN + marks.length);
        w.u64(position).u32(length).u16(kept.size());
        kept.forEach(span -> w.id32(span.base().value()).u32(span.offset()).u32(span.length()));
        byte[] body = w.bytes(marks).toArray();
        out.writeInt(body.length + TAG);
        out.write(body);
        out.write(Mac.hmac(key, body), 0, TAG);
    }

    /** The next; nothing at the end, and where what follows is not what was written. */
    static Optional<PageRecord> read(DataInputStream in, byte[] key) throws IOException {
        byte[] head = in.readNBytes(4);
        int length = head.length < 4 ? 0 : new ByteReader("page note", head).u32(Integer.MAX_VALUE);
        if (length < TAG || length > LARGEST) {
            return Optional.empty();
        }
        byte[] all = in.readNBytes(length);
        if (all.length < length) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(all, length - TAG);
        byte[] tag = Arrays.copyOfRange(all, length - TAG, length);
        return Mac.same(tag, Arrays.copyOf(Mac.hmac(key, body), TAG)) ? parse(body) : Optional.empty();
    }

    private static Optional<PageRecord> parse(byte[] body) {
        try {
            ByteReader r = new ByteReader("page note", body);
            long position = r.u64();
            int length = r.u32(Chunker.LONGEST);
            int count = r.count16(MOST_SPANS, SPAN);
            List<Span> spans = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                spans.add(new Span(new ChunkId(r.id32()), r.u32(Chunker.LONGEST), r.u32(Chunker.LONGEST)));
            }
            return Optional.of(new PageRecord(position, length, spans, r.array(r.remaining())));
        } catch (HoldfastException e) {
            throw new IllegalStateException("a page note with a right tag is what was written", e);
        }
    }
}
