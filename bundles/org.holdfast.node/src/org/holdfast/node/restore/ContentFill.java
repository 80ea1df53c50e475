// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Iterator;
import java.util.Optional;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.ContentReader;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileSink;
import org.holdfast.files.Restored;
import org.holdfast.format.tree.Extent;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ChunkId;

/** Writes the content of files. One thread's. */
final class ContentFill {
    private final ChunkReader chunks;
    private final RestoreTally tally;
    private boolean fetched;

    ContentFill(ChunkReader chunks, RestoreTally tally) {
        this.chunks = chunks;
        this.tally = tally;
    }

    /** Whether a chunk had to come out of a segment since this was asked last. */
    boolean hasFetched() {
        boolean answer = fetched;
        fetched = false;
        return answer;
    }

    /**
     * Writes a file and closes what was given.
     *
     * @param present what is there under the file's name, if its chunks may be used
     */
    Restored fill(FileSink sink, TreeEntry entry, Optional<FileContent> present) {
        try (sink) {
            try (FileContent old = present.orElse(null)) {
                ChunkSource source = old == null ? this::fetch : new PresentChunks(old, entry, chunks, this::fetch);
                write(sink, entry, source);
            }
            return sink.finish(Metadata.of(entry));
        }
    }

    /** Writes what lies below a position of a file, and perhaps some of what is behind; no chunk beyond is fetched. */
    void begin(FileSink sink, TreeEntry entry, long most) {
        try (sink) {
            ExtentCursor cursor = new ExtentCursor(entry);
            Iterator<byte[]> each = ContentReader.chunks(entry.content(), chunks, this::fetch);
            while (cursor.isBelow(most) && each.hasNext()) {
                byte[] chunk = each.next();
                cursor.write(sink, chunk, most);
                tally.bytes.add(chunk.length);
            }
        }
    }

    private byte[] fetch(ChunkId id) {
        fetched = true;
        return chunks.chunk(id);
    }

    private void write(FileSink sink, TreeEntry entry, ChunkSource source) {
        ExtentCursor cursor = new ExtentCursor(entry);
        // lists of chunks are metadata, which lie here: reading one says nothing of what has to be fetched
        for (Iterator<byte[]> each = ContentReader.chunks(entry.content(), chunks, source); each.hasNext(); ) {
            byte[] chunk = each.next();
            cursor.write(sink, chunk, Long.MAX_VALUE);
            tally.bytes.add(chunk.length);
        }
    }

    /** Lays the content, which is the data extents one after the other, out over the file. */
    private static final class ExtentCursor {
        private final Iterator<Extent> extents;
        private long position;
        private long left;

        ExtentCursor(TreeEntry entry) {
            this.extents = PresentChunks.data(entry).iterator();
        }

        /** Whether what comes next belongs below this position. */
        boolean isBelow(long most) {
            while (left == 0 && extents.hasNext()) {
                advance();
            }
            return left > 0 && position < most;
        }

        private void advance() {
            Extent next = extents.next();
            position = next.offset();
            left = next.length();
        }

        /** @param most what would begin there or behind is left out */
        void write(FileSink sink, byte[] bytes, long most) {
            for (int done = 0; done < bytes.length; ) {
                if (left == 0) {
                    advance();
                }
                int count = (int) Math.min(left, bytes.length - done);
                if (position < most) {
                    sink.write(position, bytes, done, count);
                }
                position += count;
                left -= count;
                done += count;
            }
        }
    }
}
