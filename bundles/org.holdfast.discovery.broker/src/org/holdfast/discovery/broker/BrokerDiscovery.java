// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.holdfast.discovery.broker.internal.BrokerSession;
import org.holdfast.discovery.broker.internal.Pace;
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
 * Visits each broker now and then: leaves the own advert, takes some of others. Each broker has a thread of its own, so
 * one that is dead, slow or false holds up nobody but itself. Nothing is taken on trust: adverts are checked by whoever
 * hears them. Bind address, multicast port and interval of the scope mean nothing to it.
 */
@Component(
        service = Discovery.class,
        configurationPid = "org.holdfast.discovery.broker",
        property = "discovery.id=broker")
@Designate(ocd = BrokerConfig.class)
public final class BrokerDiscovery implements Discovery {
    private static final int MOST = 8;
    private static final int LONGEST_INTERVAL = 900;

    private final List<NodeAddress> brokers;
    private final Pace pace;
    private final RandomGenerator random;

    /** @throws HoldfastException CONFIG_INVALID, with the key and the value */
    @Activate
    public BrokerDiscovery(BrokerConfig config) {
        this(parse(config.brokers()), Pace.every(interval(config.interval_seconds())), new SecureRandom());
    }

    BrokerDiscovery(List<NodeAddress> brokers, Pace pace, RandomGenerator random) {
        if (brokers.size() > MOST) {
            throw invalid("brokers", "brokers has at most " + MOST + " entries, not " + brokers.size(), null);
        }
        this.brokers = List.copyOf(brokers);
        this.pace = pace;
        this.random = random;
    }

    private static Duration interval(int seconds) {
        if (seconds < 1 || seconds > LONGEST_INTERVAL) {
            throw invalid(
                    "interval.seconds", "interval.seconds is 1 to " + LONGEST_INTERVAL + ", not " + seconds, null);
        }
        return Duration.ofSeconds(seconds);
    }

    private static List<NodeAddress> parse(String[] values) {
        return Arrays.stream(values)
                .flatMap(value -> Stream.of(value.split("[,\\s]+")))
                .filter(value -> !value.isEmpty())
                .map(BrokerDiscovery::address)
                .distinct()
                .toList();
    }

    private static NodeAddress address(String value) {
        try {
            return NodeAddress.parse(value);
        } catch (IllegalArgumentException e) {
            throw invalid("brokers", "brokers holds '" + value + "', which is not HOST:PORT or [IPv6]:PORT", e);
        }
    }

    private static HoldfastException invalid(String key, String message, @Nullable Throwable cause) {
        return new HoldfastException(ErrorCode.CONFIG_INVALID, key, message, cause);
    }

    @Override
    public String id() {
        return "broker";
    }

    @Override
    public Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> heard) {
        return BrokerSession.start(brokers, pace, random, new BrokerSession.Member(scope.group(), advert, heard));
    }
}
