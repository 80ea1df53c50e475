// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections on one thread and shakes hands on a virtual thread for each, so that a slow stranger delays nobody.
 * What strangers do wrong is logged at DEBUG only: they choose how often.
 */
final class TlsListener implements Transport.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);
    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 100;
    private final LinkSocket.Server server;
    private final Handshake handshake;
    private final TlsLimits limits;
    private final Deadlines deadlines;
    private final Consumer<Link> accepted;
    private final Semaphore strangers;
    private final CountDownLatch closed = new CountDownLatch(1);

    TlsListener(
            LinkSocket.Server server,
            Handshake handshake,
            TlsLimits limits,
            Deadlines deadlines,
            Consumer<Link> accepted) {
        this.server = server;
        this.handshake = handshake;
        this.limits = limits;
        this.deadlines = deadlines;
        this.accepted = accepted;
        strangers = new Semaphore(limits.strangers());
    }

    void start() {
        Thread.ofPlatform().daemon().name("holdfast-tls-accept-" + port()).start(this::acceptAll);
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (closed.getCount() > 0) {
            try {
                admit(server.accept());
            } catch (IOException e) {
                pauseAfter(e);
            }
        }
    }

    /** Trouble such as too many open files stays for a while: it must not be met in a loop. */
    private void pauseAfter(IOException trouble) {
        try {
            if (!closed.await(PAUSE_AFTER_TROUBLE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A connection could not be accepted on port {}: {}", port(), trouble.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void admit(LinkSocket plain) throws IOException {
        if (closed.getCount() == 0) {
            plain.close(); // the system lets an accept that was under way take one more
            return;
        }
        if (!strangers.tryAcquire()) {
            LOG.debug("{} connections have not proved a key yet; one more was closed", limits.strangers());
            plain.close();
            return;
        }
        NodeAddress peer = addressOf(plain);
        Thread.ofVirtual().name("holdfast-link-" + peer).start(() -> serve(plain, peer));
    }

    private static NodeAddress addressOf(Socket plain) {
        return new NodeAddress(plain.getInetAddress().getHostAddress(), plain.getPort());
    }

    private void serve(LinkSocket plain, NodeAddress peer) {
        TlsLink link;
        try (var _ = deadlines.after(limits.handshake(), () -> Sockets.close(plain))) {
            Sockets.tune(plain);
            link = handshake.accept(plain, peer);
        } catch (IOException | HoldfastException e) {
            LOG.debug("{} did not prove a key: {}", peer, e.getMessage());
            Sockets.close(plain);
            return;
        } finally {
            strangers.release();
        }
        handOver(link);
    }

    private void handOver(TlsLink link) {
        if (closed.getCount() == 0) {
            link.close();
            return;
        }
        try {
            accepted.accept(link);
        } catch (RuntimeException e) {
            LOG.warn("The conversation with {} ended in an error", link.remote(), e);
            link.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Sockets.close(server);
    }
}
