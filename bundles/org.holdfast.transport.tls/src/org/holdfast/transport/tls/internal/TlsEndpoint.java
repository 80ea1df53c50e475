// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;

/** One device key on the network: listens and dials in its name. Start here to read this package. */
public final class TlsEndpoint {
    private final Handshake handshake;
    private final TlsLimits limits;
    private final Deadlines deadlines;

    public TlsEndpoint(LocalKey self, TlsLimits limits, Deadlines deadlines) {
        handshake = new Handshake(new OwnCertificate(self), limits, deadlines);
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /** See {@link Transport#listen}. */
    public Transport.Listener listen(InetSocketAddress address, Consumer<Link> accepted) {
        TlsListener listener = new TlsListener(Sockets.listen(address), handshake, limits, deadlines, accepted);
        listener.start();
        return listener;
    }

    /** See {@link Transport#connect}. */
    public Link dial(NodeAddress address, Optional<DeviceKey> expected, Duration deadline) {
        return new Dialler(handshake, address, expected).dial(deadline);
    }
}
