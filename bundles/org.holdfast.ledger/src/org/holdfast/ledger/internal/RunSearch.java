// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;
import org.holdfast.model.ChunkId;

/**
 * Finds rows in a run's file, and reads it for whoever holds the run. The {@link Fences} tell which piece of it to read, so that a lookup is one read. Thread-safe.
 *
 * <p>Not mapped: lookups are spread over the whole file, and all of a large index would be in the process's memory. No
 * {@code FileChannel}: it closes when a thread that reads is interrupted, as those of cancelled backups are.
 */
final class RunSearch implements AutoCloseable {
    private final RandomAccessFile file;
    private final long rows;
    private final Fences fences;

    RunSearch(Path file, long rows, Fences fences) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.rows = rows;
        this.fences = fences;
    }

    /** Looks in the last piece that may begin with so small a word, and before it as long as words are the same. */
    Optional<IndexRow> find(ChunkId id) throws IOException {
        long word = id.value().a();
        int piece = fences.lastNotAbove(word);
        while (piece >= 0) {
            Optional<IndexRow> found = within(read(piece), id);
            if (found.isPresent() || !fences.begins(piece, word)) {
                return found;
            }
            piece--;
        }
        return Optional.empty();
    }

    private static Optional<IndexRow> within(ByteBuffer piece, ChunkId id) {
        int low = 0;
        int high = piece.limit() / IndexRow.BYTES - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = order(piece, middle, id);
            if (order == 0) {
                return Optional.of(IndexRow.read(piece.slice(middle * IndexRow.BYTES, IndexRow.BYTES)));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private ByteBuffer read(int piece) throws IOException {
        long first = (long) piece * Fences.PIECE_ROWS;
        byte[] bytes = new byte[(int) Math.min(Fences.PIECE_ROWS, rows - first) * IndexRow.BYTES];
        read(IndexRun.length(first), bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes);
    }

    /** Bytes of the file from this offset on. */
    void read(long offset, byte[] into, int at, int length) throws IOException {
        synchronized (file) {
            file.seek(offset);
            file.readFully(into, at, length);
        }
    }

    private static int order(ByteBuffer piece, int row, ChunkId id) {
        int at = row * IndexRow.BYTES;
        int order = Long.compareUnsigned(piece.getLong(at), id.value().a());
        order = order != 0
                ? order
                : Long.compareUnsigned(piece.getLong(at + 8), id.value().b());
        order = order != 0
                ? order
                : Long.compareUnsigned(piece.getLong(at + 16), id.value().c());
        return order != 0
                ? order
                : Long.compareUnsigned(piece.getLong(at + 24), id.value().d());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a run that was only read does not close", e);
        }
    }
}
