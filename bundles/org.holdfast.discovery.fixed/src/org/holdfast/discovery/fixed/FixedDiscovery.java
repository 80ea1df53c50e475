// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.fixed;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.discovery.fixed.internal.FixedSession;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Tells of the same addresses when a session opens, at every interval and on a query. Sends nothing, so it works wherever
 * unicast does; group and bind address of the scope mean nothing to it.
 */
@Component(
        service = Discovery.class,
        configurationPid = "org.holdfast.discovery.fixed",
        property = "discovery.id=fixed")
@Designate(ocd = FixedConfig.class)
public final class FixedDiscovery implements Discovery {
    private static final int MOST = 1_000;
    private final List<NodeAddress> addresses;

    /** @throws HoldfastException CONFIG_INVALID, with the key and the value */
    @Activate
    public FixedDiscovery(FixedConfig config) {
        this(parse(config.addresses()));
    }

    public FixedDiscovery(List<NodeAddress> addresses) {
        if (addresses.size() > MOST) {
            throw invalid("addresses has at most " + MOST + " entries, not " + addresses.size(), null);
        }
        this.addresses = List.copyOf(addresses);
    }

    private static List<NodeAddress> parse(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Stream.of(value.split("[,\\s]+")))
                .filter(value -> !value.isEmpty())
                .map(FixedDiscovery::address)
                .toList();
    }

    private static NodeAddress address(String value) {
        try {
            return NodeAddress.parse(value);
        } catch (IllegalArgumentException e) {
            throw invalid("addresses holds '" + value + "', which is not HOST:PORT or [IPv6]:PORT", e);
        }
    }

    private static HoldfastException invalid(String message, @Nullable Throwable cause) {
        return new HoldfastException(ErrorCode.CONFIG_INVALID, "addresses", message, cause);
    }

    @Override
    public String id() {
        return "fixed";
    }

    @Override
    public Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> heard) {
        return FixedSession.start(addresses, scope.interval(), heard);
    }
}
