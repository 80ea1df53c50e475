// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.format.Chunker;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id32;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into chunks, hands them to a sink, and answers the reference by which the stream is found again. As
 * soon as a stream has more chunks than a reference holds, the list of their ids becomes a stream in turn, one level
 * up; so memory stays bounded by the chunk size, whatever the length. One thread's; used once.
 */
public final class ContentWriter {
    private static final int FIRST_BUFFER = 4 * 1024;
    /** Many small writes would search the same bytes again and again; so the next search waits for this many more. */
    private static final int SEARCH_STEP = 256 * 1024;

    private final Chunker chunker;
    private final ChunkSink sink;
    private final ChunkSink lists;
    private final int level;
    private final List<ChunkId> ids;
    private byte[] buffer;
    private int used;
    private int nextSearch = SEARCH_STEP;
    private long length;
    private @Nullable ContentWriter above;

    public ContentWriter(Chunker chunker, ChunkSink sink) {
        this(chunker, sink, sink);
    }

    /** @param lists takes the lists of ids, which may be of another class than the content */
    public ContentWriter(Chunker chunker, ChunkSink sink, ChunkSink lists) {
        this(chunker, sink, lists, 0, new ArrayList<>());
    }

    private ContentWriter(Chunker chunker, ChunkSink sink, ChunkSink lists, int level, List<ChunkId> ids) {
        this.chunker = chunker;
        this.sink = sink;
        this.lists = lists;
        this.level = level;
        this.ids = ids;
        this.buffer = new byte[FIRST_BUFFER];
    }

    /** Bytes written so far. */
    public long length() {
        return length;
    }

    public void write(byte[] bytes, int offset, int count) {
        makeRoom(count);
        System.arraycopy(bytes, offset, buffer, used, count);
        advance(count);
    }

    /** The buffer to fill from {@link #position} on, with room for at least {@code atLeast} bytes. */
    public byte[] room(int atLeast) {
        makeRoom(atLeast);
        return buffer;
    }

    /** Where the next byte goes in the array that {@link #room} answered. */
    public int position() {
        return used;
    }

    /** Takes over {@code count} bytes that were put straight into the {@link #room}. */
    public void advance(int count) {
        used += count;
        length += count;
        if (used >= nextSearch) {
            cut(false);
        }
    }

    /** Ends the stream. */
    public ContentRef finish() {
        cut(true);
        if (above == null) {
            return new ContentRef(level, length, ids);
        }
        ContentRef list = above.finish();
        return new ContentRef(list.level(), length, list.ids());
    }

    /** The reference the stream would have if it ended with {@code tail}; this writer goes on as if nothing was asked. */
    public ContentRef checkpoint(byte[] tail) {
        ContentWriter copy = copy();
        copy.write(tail, 0, tail.length);
        return copy.finish();
    }

    private ContentWriter copy() {
        ContentWriter copy = new ContentWriter(chunker, sink, lists, level, new ArrayList<>(ids));
        copy.buffer = Arrays.copyOf(buffer, buffer.length);
        copy.used = used;
        copy.nextSearch = nextSearch;
        copy.length = length;
        copy.above = above == null ? null : above.copy();
        return copy;
    }

    private void makeRoom(int count) {
        if (buffer.length - used < count) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + count));
        }
    }

    private void cut(boolean end) {
        int from = 0;
        while (from < used) {
            int chunk = chunker.cut(buffer, from, used - from, end);
            if (chunk < 0) {
                break;
            }
            keep(sink.put(buffer, from, chunk));
            from += chunk;
        }
        System.arraycopy(buffer, from, buffer, 0, used - from);
        used -= from;
        nextSearch = used + SEARCH_STEP;
    }

    private void keep(ChunkId id) {
        if (above != null) {
            above.write(id.bytes(), 0, Id32.BYTES);
            return;
        }
        ids.add(id);
        if (ids.size() > ContentRef.MAX_IDS) {
            ContentWriter list = new ContentWriter(chunker, lists, lists, level + 1, new ArrayList<>());
            ids.forEach(each -> list.write(each.bytes(), 0, Id32.BYTES));
            ids.clear();
            above = list;
        }
    }
}
