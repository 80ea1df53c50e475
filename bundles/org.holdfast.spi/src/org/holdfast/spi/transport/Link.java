// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.NodeAddress;

/**
 * An authenticated, encrypted connection that carries whole frames in both directions. {@link #send} may be called by
 * many threads, {@link #receive} by one at a time. A broken link throws PEER_LOST from every call.
 */
public interface Link extends AutoCloseable {
    /** Largest frame in bytes, without the length prefix: 256 KiB of data and 64 of header. */
    int MAX_FRAME = 256 * 1024 + 64;

    /** The key the other side proved. */
    DeviceKey peer();

    NodeAddress remote();

    /** 32 bytes that both sides compute alike and nobody else can know (TLS exporter, RFC 5705 / RFC 8446 §7.5). */
    byte[] channelBinding();

    /** Sends one frame made of the remaining bytes of {@code parts} in order; returns when it is written. */
    void send(ByteBuffer... parts);

    /**
     * The next frame, as a buffer that is valid until the next call; empty at an orderly end.
     *
     * @param patience how long to wait for a frame's first byte, then TIMED_OUT (retryable; nothing is lost)
     */
    Optional<ByteBuffer> receive(Duration patience);

    /** Ends it at once; idempotent; wakes whoever is in {@link #send} or {@link #receive}. */
    @Override
    void close();
}
