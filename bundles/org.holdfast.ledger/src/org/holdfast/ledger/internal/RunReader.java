// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.holdfast.format.tree.IndexRow;

/** One pass over the rows of a run that was checked, in pieces: a large index is never in memory as a whole. */
final class RunReader implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private long left;

    /** @param rows their bytes, without the header */
    RunReader(InputStream rows, long count) {
        in = new BufferedInputStream(rows, PIECE);
        left = count;
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
