// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.transport.Link;

/**
 * Reads what {@link FrameWriter} writes, into one buffer that grows to the frames that come and is used again for each.
 * Not thread-safe.
 */
final class FrameReader {
    private static final int AT_FIRST = 4 * 1024;
    private final InputStream in;
    private final byte[] header = new byte[Integer.BYTES];
    private int headerRead;
    private ByteBuffer buffer = ByteBuffer.allocate(AT_FIRST);

    FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for a frame's first byte, as long as the socket does. May be called again after a time-out.
     *
     * @throws java.net.SocketTimeoutException if none came; nothing was read
     */
    void begin() throws IOException {
        if (headerRead == 0) {
            headerRead = some(header, 0, header.length);
        }
    }

    /**
     * The frame that has begun, in the buffer of the one before; empty if it is the goodbye.
     *
     * @throws MalformedInput if it would be longer than any frame may be; nothing is allocated for it
     */
    Optional<ByteBuffer> rest() throws IOException {
        fill(header, headerRead, header.length);
        headerRead = 0;
        int length = ByteBuffer.wrap(header).getInt();
        if (length < 0 || length > Link.MAX_FRAME) {
            throw new MalformedInput(
                    "frame", 0, "a length of " + Integer.toUnsignedLong(length) + ", the longest is " + Link.MAX_FRAME);
        }
        if (length == 0) {
            return Optional.empty();
        }
        makeRoom(length);
        fill(buffer.array(), 0, length);
        return Optional.of(buffer.clear().limit(length));
    }

    private void makeRoom(int length) {
        if (buffer.capacity() < length) {
            int doubled = Math.max(length, 2 * buffer.capacity());
            buffer = ByteBuffer.allocate(Math.min(doubled, Link.MAX_FRAME));
        }
    }

    private void fill(byte[] into, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            at += some(into, at, to - at);
        }
    }

    private int some(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read < 0) {
            throw new EOFException("it ended without a goodbye");
        }
        return read;
    }
}
