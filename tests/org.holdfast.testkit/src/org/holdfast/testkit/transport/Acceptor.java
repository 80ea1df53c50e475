// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;

/** A node on the loopback interface that keeps the links it is given for the test to take. */
public final class Acceptor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    private final LocalKey key = TestKeys.deviceKey();
    private final Transport.Listener listener;

    public Acceptor(Transport transport) {
        listener = transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), key, links::add);
    }

    public LocalKey key() {
        return key;
    }

    public Transport.Listener listener() {
        return listener;
    }

    public NodeAddress address() {
        return new NodeAddress("127.0.0.1", listener.port());
    }

    /** Dials it with a fresh key, and pins its own. */
    public Pair dialledBy(Transport transport) throws InterruptedException {
        Link near = transport.connect(address(), TestKeys.deviceKey(), Optional.of(key.publicKey()), PATIENCE);
        return new Pair(near, take());
    }

    public Link take() throws InterruptedException {
        Link link = links.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertNotNull(link, "no link was accepted");
        return link;
    }

    public boolean hasAccepted() {
        return !links.isEmpty();
    }

    @Override
    public void close() {
        listener.close();
        links.forEach(Link::close);
    }

    /** Both ends of one link. */
    public record Pair(Link near, Link far) implements AutoCloseable {
        @Override
        public void close() {
            near.close();
            far.close();
        }
    }
}
