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
 * Finds rows in a run's file: guesses from the id where among the rows it must lie (ids are uniform, so two reads of 64
 * rows are enough as a rule), and takes the middle at every second step, so that a bad guess costs little. Thread-safe.
 *
 * <p>Not mapped: lookups are spread over the whole file, and all of a large index would be in the process's memory. No
 * {@code FileChannel}: it closes when a thread that reads is interrupted, as those of cancelled backups are.
 */
final class RunSearch implements AutoCloseable {
    private static final int PIECE_ROWS = 64;

    private final RandomAccessFile file;
    private final long rows;

    RunSearch(Path file, long rows) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.rows = rows;
    }

    Optional<IndexRow> find(ChunkId id) throws IOException {
        long low = 0;
        long high = rows - 1;
        long lowWord = 0;
        long highWord = -1;
        boolean halve = false;
        while (low <= high) {
            long guess = halve
                    ? (low + high) >>> 1
                    : guess(low, high, share(id.value().a(), lowWord, highWord));
            long first = Math.max(low, guess - PIECE_ROWS / 2);
            int count = (int) Math.min(PIECE_ROWS, high - first + 1);
            ByteBuffer piece = read(first, count);
            if (order(piece, 0, id) > 0) {
                high = first - 1;
                highWord = piece.getLong(0);
            } else if (order(piece, count - 1, id) < 0) {
                low = first + count;
                lowWord = piece.getLong((count - 1) * IndexRow.BYTES);
            } else {
                return within(piece, count, id);
            }
            halve = !halve;
        }
        return Optional.empty();
    }

    private static Optional<IndexRow> within(ByteBuffer piece, int count, ChunkId id) {
        int low = 0;
        int high = count - 1;
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

    private ByteBuffer read(long first, int count) throws IOException {
        byte[] piece = new byte[count * IndexRow.BYTES];
        synchronized (file) {
            file.seek(IndexRun.length(first));
            file.readFully(piece);
        }
        return ByteBuffer.wrap(piece);
    }

    private static long guess(long low, long high, double share) {
        return Math.clamp(low + (long) (share * (high - low)), low, high);
    }

    /** How far {@code word} lies on the way from {@code low} to {@code high}, all unsigned. */
    private static double share(long word, long low, long high) {
        return (double) ((word - low) >>> 1) / (double) Math.max(1, (high - low) >>> 1);
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
