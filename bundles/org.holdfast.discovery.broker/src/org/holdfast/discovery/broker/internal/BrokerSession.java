// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Sighting;

/** A {@link Visitor} for each broker. */
public final class BrokerSession implements Discovery.Session {
    private final List<Visitor> visitors;

    private BrokerSession(List<Visitor> visitors) {
        this.visitors = visitors;
    }

    /** Who visits: the name of its group, what it says of itself, and where it takes what it hears. */
    public record Member(String group, Supplier<byte[]> advert, Consumer<Sighting> heard) {}

    /** @param random thread-safe, as the visitors share it */
    public static BrokerSession start(List<NodeAddress> brokers, Pace pace, RandomGenerator random, Member member) {
        BrokerSession session = new BrokerSession(brokers.stream()
                .map(broker -> new Visitor(broker, pace, random, member))
                .toList());
        session.visitors.forEach(Visitor::start);
        return session;
    }

    @Override
    public void query() {
        visitors.forEach(Visitor::hurry);
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::end);
        visitors.forEach(Visitor::await);
    }
}
