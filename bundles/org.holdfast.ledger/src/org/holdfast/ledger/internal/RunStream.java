// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a run, from its open file: it may be replaced and its name deleted meanwhile, and an interrupted thread reads
 * on. Holds the run until it is closed. One thread's.
 */
final class RunStream extends InputStream {
    private final RunSearch bytes;
    private final long end;
    private final Runnable release;
    private long at;
    private boolean closed;

    RunStream(RunSearch bytes, long start, long end, Runnable release) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.release = release;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the run is closed");
        }
        if (at == end && length > 0) {
            return -1;
        }
        int some = (int) Math.min(length, end - at);
        bytes.read(at, into, offset, some);
        at += some;
        return some;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
