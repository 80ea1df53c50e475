// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;
import org.holdfast.transport.tls.internal.Deadlines;
import org.holdfast.transport.tls.internal.TlsEndpoint;
import org.holdfast.transport.tls.internal.TlsLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Links over mutually authenticated TLS 1.3 of the JDK. Needs unicast TCP only. Links stay usable when the component that
 * made them is stopped.
 *
 * <p>On the wire (docs/protocol.md): TLS 1.3 with Ed25519 certificates, then from the acceptor the four bytes
 * {@code HFL1}, then frames both ways: u32 length | bytes, where length 0 is the goodbye.
 *
 * <p>Beyond what the contract says, {@code connect} and {@link Link#receive} throw PEER_MISBEHAVED (not retryable) where
 * the other side speaks, but not this.
 */
@Component(service = Transport.class, configurationPid = "org.holdfast.transport.tls", property = "transport.id=tls")
@Designate(ocd = TlsConfig.class)
public final class TlsTransport implements Transport {
    private final TlsLimits limits;
    private final Deadlines deadlines = new Deadlines();

    /** With the default limits. */
    public TlsTransport() {
        limits = TlsLimits.DEFAULT;
    }

    /** @throws org.holdfast.model.HoldfastException CONFIG_INVALID */
    @Activate
    public TlsTransport(TlsConfig config) {
        limits = TlsLimits.of(config.handshake_seconds(), config.strangers_max());
    }

    @Override
    public String id() {
        return "tls";
    }

    @Override
    public Listener listen(InetSocketAddress address, LocalKey self, Consumer<Link> accepted) {
        return new TlsEndpoint(self, limits, deadlines).listen(address, accepted);
    }

    @Override
    public Link connect(NodeAddress address, LocalKey self, Optional<DeviceKey> expected, Duration deadline) {
        return new TlsEndpoint(self, limits, deadlines).dial(address, expected, deadline);
    }
}
