// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.ChunkId;

/**
 * A byte stream by the names of its chunks. At level 0 the ids are the stream's chunks in order. More than
 * {@link #MAX_IDS} of them are themselves written as a stream, 32 bytes each, whose chunks level 1 names, and so on.
 *
 * @param level how often the list of ids had to be written as a stream
 * @param length of the stream itself, in bytes, at every level
 */
public record ContentRef(int level, long length, List<ChunkId> ids) {
    /** The most ids that a reference holds itself. */
    public static final int MAX_IDS = 32;

    /** More than 2^63 bytes are reached before this, even by the smallest chunks. */
    public static final int MAX_LEVEL = 4;

    /** The stream of no bytes. */
    public static final ContentRef EMPTY = new ContentRef(0, 0, List.of());

    public ContentRef {
        ids = List.copyOf(ids);
        if (level < 0 || level > MAX_LEVEL || length < 0 || ids.size() > MAX_IDS) {
            throw new IllegalArgumentException("level " + level + " and " + ids.size() + " ids are too many");
        }
        if (ids.isEmpty() != (length == 0) || (length == 0 && level != 0) || length < ids.size()) {
            throw new IllegalArgumentException(ids.size() + " ids cannot stand for " + length + " bytes");
        }
    }

    // Layout: level u8 | count u8 | length u64 | count × chunk id 32

    /** Writes the encoded form. */
    public void write(ByteWriter out) {
        out.u8(level).u8(ids.size()).u64(length);
        ids.forEach(id -> out.id32(id.value()));
    }

    /** Reads the encoded form. */
    public static ContentRef read(ByteReader in) {
        int level = in.u8();
        int count = in.u8();
        long length = in.u64();
        if (count > MAX_IDS || count * 32 > in.remaining()) {
            throw in.bad(count + " chunk ids are too many");
        }
        ChunkId[] ids = new ChunkId[count];
        for (int i = 0; i < count; i++) {
            ids[i] = new ChunkId(in.id32());
        }
        try {
            return new ContentRef(level, length, List.of(ids));
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
