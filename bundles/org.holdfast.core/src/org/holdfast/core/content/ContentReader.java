// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id32;
import org.holdfast.model.MalformedInput;

/**
 * Joins what a {@link ContentWriter} cut. Fetches as it goes; holds one chunk of each level. Chunks that do not add up to
 * the reference's length are MALFORMED_INPUT: before a byte too many is handed out, or instead of an end that comes too
 * early.
 */
public final class ContentReader {
    private ContentReader() {}

    /** The ids of the content's own chunks, in order. */
    public static Iterator<ChunkId> ids(ContentRef ref, ChunkSource source) {
        Iterator<ChunkId> ids = ref.ids().iterator();
        for (int level = ref.level(); level > 0; level--) {
            ids = new Expanded(ids, source);
        }
        return ids;
    }

    /** The content chunk by chunk; {@code hasNext} and {@code next} throw what the source throws. */
    public static Iterator<byte[]> chunks(ContentRef ref, ChunkSource source) {
        return chunks(ref, source, source);
    }

    /** As above; the content's own chunks, in their order, come from another source than the lists of their ids. */
    public static Iterator<byte[]> chunks(ContentRef ref, ChunkSource lists, ChunkSource source) {
        return new Measured(ref.length(), ids(ref, lists), source);
    }

    /** The content as a stream; its {@code read} throws what the source throws. */
    public static InputStream open(ContentRef ref, ChunkSource source) {
        return new Joined(chunks(ref, source));
    }

    /** Reads lists of ids, one listed chunk after the other. */
    private static final class Expanded implements Iterator<ChunkId> {
        private final Iterator<ChunkId> lists;
        private final ChunkSource source;
        private ByteBuffer current = ByteBuffer.allocate(0);

        Expanded(Iterator<ChunkId> lists, ChunkSource source) {
            this.lists = lists;
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            return current.hasRemaining() || lists.hasNext();
        }

        @Override
        public ChunkId next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no chunk is left");
            }
            byte[] id = new byte[Id32.BYTES];
            for (int filled = 0; filled < id.length; ) {
                refill();
                int count = Math.min(current.remaining(), id.length - filled);
                current.get(id, filled, count);
                filled += count;
            }
            return ChunkId.of(id);
        }

        private void refill() {
            while (!current.hasRemaining()) {
                if (!lists.hasNext()) {
                    throw new MalformedInput("list of chunks", current.position(), "it ends inside an id");
                }
                current = ByteBuffer.wrap(source.chunk(lists.next()));
            }
        }
    }

    /** The chunks, as many as the length says. */
    private static final class Measured implements Iterator<byte[]> {
        private final long length;
        private final Iterator<ChunkId> ids;
        private final ChunkSource source;
        private long given;

        Measured(long length, Iterator<ChunkId> ids, ChunkSource source) {
            this.length = length;
            this.ids = ids;
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            boolean more = ids.hasNext();
            if (!more && given != length) {
                throw wrong("they end after " + given);
            }
            return more;
        }

        @Override
        public byte[] next() {
            byte[] chunk = source.chunk(ids.next());
            if (chunk.length == 0 || chunk.length > length - given) {
                throw wrong("the next has " + chunk.length + " after " + given);
            }
            given += chunk.length;
            return chunk;
        }

        private MalformedInput wrong(String what) {
            return new MalformedInput("content", given, "its chunks must add up to " + length + " bytes: " + what);
        }
    }

    /** The chunks as one stream. */
    private static final class Joined extends InputStream {
        private final Iterator<byte[]> chunks;
        private ByteBuffer current = ByteBuffer.allocate(0);

        Joined(Iterator<byte[]> chunks) {
            this.chunks = chunks;
        }

        @Override
        public int read() {
            return fill() ? current.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (count == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int step = Math.min(count, current.remaining());
            current.get(into, offset, step);
            return step;
        }

        private boolean fill() {
            if (!current.hasRemaining() && chunks.hasNext()) {
                current = ByteBuffer.wrap(chunks.next());
            }
            return current.hasRemaining();
        }
    }
}
