// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;

/**
 * One pass over the rows of a run that was checked. Reads in pieces and not by a mapping: a pass over a mapping leaves all
 * its pages in the process's memory.
 */
final class RunReader implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private long left;

    RunReader(Path file, long rows) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), PIECE);
        left = rows;
        in.skipNBytes(IndexRun.HEADER_BYTES);
    }

    boolean hasNext() {
        return left > 0;
    }

    /** The next one; only where there is one. */
    IndexRow next() throws IOException {
        byte[] row = in.readNBytes(IndexRow.BYTES);
        if (row.length < IndexRow.BYTES) {
            throw new EOFException("the run's file became shorter");
        }
        left--;
        return IndexRow.read(ByteBuffer.wrap(row));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
