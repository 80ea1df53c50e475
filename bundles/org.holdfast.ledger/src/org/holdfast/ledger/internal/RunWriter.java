// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;

/** Writes a run's file from ascending rows whose number is known only at the end. */
public final class RunWriter implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private final FileChannel out;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private long rows;

    RunWriter(Path file) throws IOException {
        out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        out.position(IndexRun.HEADER_BYTES);
    }

    public void add(IndexRow row) throws IOException {
        row.write(piece);
        rows++;
        if (!piece.hasRemaining()) {
            flush();
        }
    }

    private void flush() throws IOException {
        piece.flip();
        while (piece.hasRemaining()) {
            out.write(piece);
        }
        piece.clear();
    }

    /** Afterwards the file is complete and on the disk. */
    void finish() throws IOException {
        flush();
        out.position(0);
        IndexRun.writeHeader(piece, rows);
        flush();
        out.force(true);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
