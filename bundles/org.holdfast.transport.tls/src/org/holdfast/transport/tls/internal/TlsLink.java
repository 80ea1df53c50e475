// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link over one TLS connection. {@link #writing} orders senders, one whole frame each; {@link #reading} is held by whoever
 * receives.
 *
 * <p>Ends are told apart by the goodbye, a frame of length 0, and not by TLS: the JDK takes a bare end of the TCP stream,
 * which anybody on the path can make, for an orderly one.
 */
final class TlsLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(TlsLink.class);
    private final LinkSocket plain;
    private final SSLSocket tls;
    private final Peer peer;
    private final TlsLimits limits;
    private final Deadlines deadlines;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    /** Why nothing more can be sent or received; set once. */
    private final AtomicReference<String> end = new AtomicReference<>();
    /** Guarded by {@link #reading}. */
    private boolean goodbye;

    /** Who is at the other end, and what only the two know. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Peer(DeviceKey key, NodeAddress address, byte[] binding) {}

    TlsLink(LinkSocket plain, SSLSocket tls, Peer peer, TlsLimits limits, Deadlines deadlines) throws IOException {
        this.plain = plain;
        this.tls = tls;
        this.peer = peer;
        this.limits = limits;
        this.deadlines = deadlines;
        reader = new FrameReader(tls.getInputStream());
        writer = new FrameWriter(tls.getOutputStream());
    }

    @Override
    public DeviceKey peer() {
        return peer.key();
    }

    @Override
    public NodeAddress remote() {
        return peer.address();
    }

    @Override
    public byte[] channelBinding() {
        return peer.binding().clone();
    }

    /** Tells the dialler that its key was accepted; before anything else is sent. */
    void welcome() throws IOException {
        writer.mark(Handshake.WELCOME);
    }

    @Override
    public void send(ByteBuffer... parts) {
        int length = lengthOf(parts);
        writing.lock();
        try (var _ = deadlines.after(limits.frame(), this::stalled)) {
            requireOpen();
            plain.hold();
            writer.frame(length, parts);
            plain.release();
        } catch (IOException e) {
            throw broken(e);
        } finally {
            writing.unlock();
        }
        letOthersRun();
    }

    private static int lengthOf(ByteBuffer[] parts) {
        long length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        if (length < 1 || length > MAX_FRAME) {
            throw new IllegalArgumentException("a frame has 1 to " + MAX_FRAME + " bytes, not " + length);
        }
        return (int) length;
    }

    @Override
    public Optional<ByteBuffer> receive(Duration patience) {
        reading.lock();
        try {
            if (goodbye) {
                return Optional.empty();
            }
            requireOpen();
            awaitFrame(patience);
            Optional<ByteBuffer> frame = restOfFrame();
            letOthersRun();
            return frame;
        } catch (SocketTimeoutException e) {
            throw Failures.timedOut(remote(), patience, "a frame from", e);
        } catch (MalformedInput e) {
            breakOff("it sent a frame that is too long");
            throw Failures.misbehaved(remote(), e.getMessage(), e);
        } catch (IOException e) {
            throw broken(e);
        } finally {
            reading.unlock();
        }
    }

    /** The deadline is for a peer that sends records without content: the socket never times out on those. */
    private void awaitFrame(Duration patience) throws IOException {
        try (var _ = deadlines.after(patience.plus(limits.frame()), this::stalled)) {
            tls.setSoTimeout(Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
            reader.begin();
        }
    }

    private Optional<ByteBuffer> restOfFrame() throws IOException {
        try (var _ = deadlines.after(limits.frame(), this::stalled)) {
            tls.setSoTimeout(0);
            Optional<ByteBuffer> frame = reader.rest();
            goodbye = frame.isEmpty();
            return frame;
        }
    }

    /** A busy link never waits, and a virtual thread that never waits keeps its carrier from all others. */
    private static void letOthersRun() {
        Thread.yield();
    }

    private void requireOpen() {
        String why = end.get();
        if (why != null) {
            throw Failures.lost(remote(), why, null);
        }
    }

    private HoldfastException broken(IOException cause) {
        breakOff(String.valueOf(cause.getMessage()));
        return Failures.lost(remote(), end.get(), cause);
    }

    private void stalled() {
        breakOff("it did not move a frame within " + limits.frame().toSeconds() + " s");
    }

    /** Ends it without a goodbye; the first reason given stays. */
    private void breakOff(String why) {
        end.compareAndSet(null, why);
        try {
            plain.close();
        } catch (IOException e) {
            LOG.debug("Closing the connection with {} failed", remote(), e);
        }
    }

    @Override
    public void close() {
        if (!end.compareAndSet(null, "it was closed here")) {
            return;
        }
        // A sender that is under way may be stuck: then there is no goodbye, for it would be stuck behind it.
        if (writing.tryLock()) {
            try (var _ = deadlines.after(limits.farewell(), this::stalled)) {
                writer.goodbye();
                tls.shutdownOutput();
                discardUnread();
            } catch (IOException e) {
                LOG.debug("No goodbye to {}: it is gone already", remote(), e);
            } finally {
                writing.unlock();
            }
        }
        breakOff("it was closed here");
    }

    /** Closing a socket with unread bytes resets the connection, and the peer may lose the last frames it was sent. */
    private void discardUnread() throws IOException {
        if (reading.tryLock()) { // else somebody reads, and leaves nothing unread
            try {
                InputStream raw = plain.getInputStream();
                while (raw.available() > 0) {
                    raw.skipNBytes(raw.available());
                }
            } finally {
                reading.unlock();
            }
        }
    }
}
