// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import org.holdfast.format.Mac;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;
import org.holdfast.model.MalformedInput;

/**
 * One pass over a run's file: its layout, its order and its name are checked, and what a lookup needs in memory is made. Reads instead of
 * mapping, so that checking does not fill the process's memory with pages.
 *
 * @param id the first 16 bytes of the SHA-256 of the whole file
 */
record RunScan(Id16 id, long rows, BloomFilter filter, Fences fences) {
    private static final int PIECE_ROWS = 16 * Fences.PIECE_ROWS;

    /** @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION */
    static RunScan of(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest hash = Mac.sha256();
            long length = in.size();
            if (length < IndexRun.HEADER_BYTES) {
                throw new MalformedInput("index run", length, "it ends in its header");
            }
            ByteBuffer header = read(in, IndexRun.HEADER_BYTES, hash);
            long rows = IndexRun.readHeader(header, length);
            BloomFilter filter = new BloomFilter(rows);
            Fences fences = new Fences(rows);
            Optional<ChunkId> last = Optional.empty();
            for (long left = rows; left > 0; left -= PIECE_ROWS) {
                int count = (int) Math.min(left, PIECE_ROWS);
                ByteBuffer piece = read(in, count * IndexRow.BYTES, hash);
                for (int row = 0; row < count; row += Fences.PIECE_ROWS) {
                    fences.add(piece.getLong(row * IndexRow.BYTES));
                }
                last = Optional.of(rows(piece, last, filter));
            }
            return new RunScan(Id16.truncated(hash.digest()), rows, filter, fences);
        }
    }

    private static ByteBuffer read(FileChannel in, int length, MessageDigest hash) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(length);
        while (piece.hasRemaining()) {
            if (in.read(piece) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        hash.update(piece.array());
        return piece.flip();
    }

    /** Answers the last id of the piece. */
    private static ChunkId rows(ByteBuffer piece, Optional<ChunkId> before, BloomFilter filter) {
        Optional<ChunkId> last = before;
        while (piece.hasRemaining()) {
            ChunkId chunk = IndexRow.read(piece).chunk();
            if (last.isPresent() && last.get().compareTo(chunk) >= 0) {
                throw new MalformedInput("index run", piece.position(), "rows are not ascending");
            }
            filter.add(chunk.value());
            last = Optional.of(chunk);
        }
        return last.orElseThrow();
    }
}
