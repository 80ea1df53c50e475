// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.nio.ByteBuffer;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.model.ChunkId;
import org.holdfast.model.MalformedInput;

/** An immutable run of the chunk index: a header and sorted rows. Stateless and thread-safe. */
public final class IndexRun {
    /** Length of the header. */
    public static final int HEADER_BYTES = 16;

    /** The newest version of the layout. */
    public static final int VERSION = 1;

    private static final String WHAT = "index run";
    private static final byte[] MAGIC = {'H', 'F', 'I', 'X'};

    private IndexRun() {}

    // Layout (docs/format.md, index run)
    //
    //  0  magic "HFIX"    4
    //  4  version u16     2   1
    //  6  row length u16  2   64
    //  8  rows u64        8
    // 16  rows           64 each, strictly ascending by chunk id as unsigned bytes

    /** Bytes of a run of so many rows. */
    public static long length(long rows) {
        return HEADER_BYTES + Math.multiplyExact(rows, (long) IndexRow.BYTES);
    }

    /** Writes the header at the buffer's position; the buffer must be big-endian. */
    public static void writeHeader(ByteBuffer out, long rows) {
        out.put(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) IndexRow.BYTES)
                .putLong(rows);
    }

    /** The encoded form of rows that ascend already. @throws IllegalArgumentException if they do not */
    public static byte[] encode(List<IndexRow> rows) {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length(rows.size())));
        writeHeader(out, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0 && rows.get(i - 1).chunk().compareTo(rows.get(i).chunk()) >= 0) {
                throw new IllegalArgumentException("rows of a run ascend");
            }
            rows.get(i).write(out);
        }
        return out.array();
    }

    /**
     * Reads the header at the buffer's position, and moves it to the first row.
     *
     * @param length of the whole run in bytes
     * @return the number of rows, which is what {@code length} has room for
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION
     */
    public static long readHeader(ByteBuffer in, long length) {
        ByteReader r = new ByteReader(WHAT, in);
        r.magic("HFIX");
        r.version(VERSION);
        if (r.u16() != IndexRow.BYTES) {
            throw r.bad("its rows are not 64 bytes long");
        }
        long rows = r.u64();
        if (rows != (length - HEADER_BYTES) / IndexRow.BYTES || length(rows) != length) {
            throw r.bad(rows + " rows in a run of " + length + " bytes");
        }
        return rows;
    }

    /**
     * Checks a whole run from the buffer's position to its limit, which does not move, and answers the number of rows.
     *
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT (also where rows do not ascend) or NEWER_VERSION
     */
    public static long check(ByteBuffer encoded) {
        ByteBuffer in = encoded.slice();
        long rows = readHeader(in, in.remaining());
        ChunkId last = null;
        for (long i = 0; i < rows; i++) {
            ChunkId chunk = IndexRow.read(in).chunk();
            if (last != null && last.compareTo(chunk) >= 0) {
                throw new MalformedInput(WHAT, in.position() - IndexRow.BYTES, "rows are not ascending");
            }
            last = chunk;
        }
        return rows;
    }

    /** Row {@code number} of a run that starts at the buffer's position, which does not move. */
    public static IndexRow row(ByteBuffer encoded, int number) {
        int at = Math.toIntExact(length(number));
        return IndexRow.read(encoded.slice(encoded.position() + at, IndexRow.BYTES));
    }
}
