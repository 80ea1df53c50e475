// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.NodeAddress;

/** Makes links between nodes, as a service. Thread-safe. */
public interface Transport {
    /** Such as {@code tls}. */
    String id();

    /**
     * Listens until the listener is closed. Each accepted, authenticated link is handed to {@code accepted} on a
     * virtual thread of its own, which belongs to that link.
     *
     * @throws org.holdfast.model.HoldfastException PORT_IN_USE
     */
    Listener listen(InetSocketAddress address, LocalKey self, Consumer<Link> accepted);

    /**
     * Dials; returns when both sides have proved their keys.
     *
     * @param expected if present, any other key is PEER_IMPOSTOR
     * @throws org.holdfast.model.HoldfastException PEER_LOST (retryable), TIMED_OUT (retryable), PEER_IMPOSTOR
     */
    Link connect(NodeAddress address, LocalKey self, Optional<DeviceKey> expected, Duration deadline);

    /** Where a node listens. */
    interface Listener extends AutoCloseable {
        /** The port really bound. */
        int port();

        /** Stops accepting; links made stay open. Idempotent. */
        @Override
        void close();
    }
}
