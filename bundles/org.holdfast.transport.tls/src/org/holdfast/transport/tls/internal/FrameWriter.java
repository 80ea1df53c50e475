// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes frames: u32 length, then as many bytes. Length 0 is the goodbye.
 *
 * <p>What is written goes out in pieces of 16 KiB, each one TLS record. That is what the JDK's cipher likes best: fed with
 * a large array at once it does not reach its fast path for a long time. Not thread-safe; keeps nothing of a frame.
 */
final class FrameWriter {
    private static final int RECORD = 16 * 1024;
    private final OutputStream out;
    private final byte[] record = new byte[RECORD];
    private int used;

    FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** The remaining bytes of {@code parts}, whose positions stay as they are; {@code length} is their sum. */
    void frame(int length, ByteBuffer[] parts) throws IOException {
        number(length);
        for (ByteBuffer part : parts) {
            append(part);
        }
        flush();
    }

    void goodbye() throws IOException {
        number(0);
        flush();
    }

    /** Four bytes by themselves. */
    void mark(int value) throws IOException {
        number(value);
        flush();
    }

    private void number(int value) {
        ByteBuffer.wrap(record).putInt(value);
        used = Integer.BYTES;
    }

    private void append(ByteBuffer part) throws IOException {
        int from = part.position();
        while (from < part.limit()) {
            int piece = Math.min(part.limit() - from, RECORD - used);
            part.get(from, record, used, piece);
            from += piece;
            used += piece;
            if (used == RECORD) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        out.write(record, 0, used);
        used = 0;
    }
}
