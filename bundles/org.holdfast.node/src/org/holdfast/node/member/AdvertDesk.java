// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others of this node and hears of them. What is heard is believed only as far as its signature goes: a true
 * advert is an address to dial, nothing more. Bounded: the newest few hundred are kept. Thread-safe.
 */
public final class AdvertDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdvertDesk.class);
    private static final int MOST = 512;

    private final OwnerId self;
    private final java.util.function.Supplier<Optional<Advert>> own;
    private final Consumer<Heard> listener;
    private final NodeClock clock;
    private final Map<Discovery, Discovery.Session> sessions = new ConcurrentHashMap<>(); // changed under this
    private final Map<DeviceKey, Long> newest = new LinkedHashMap<>(); // guarded by itself
    private final Map<NodeAddress, Optional<OwnerId>> addresses = new LinkedHashMap<>(); // guarded by newest

    /** An address, and who says that it is there. */
    public record Heard(NodeAddress address, Optional<OwnerId> owner) {}

    /**
     * @param own what this node says of itself; empty while it has nothing to say
     * @param listener hears of each address, on a thread of its own
     */
    public AdvertDesk(
            OwnerId self,
            java.util.function.Supplier<Optional<Advert>> own,
            Consumer<Heard> listener,
            NodeClock clock) {
        this.self = self;
        this.own = own;
        this.listener = listener;
        this.clock = clock;
    }

    /** Looks in these ways and no others: begins what is new, ends what is gone. Quick if nothing has changed. */
    public synchronized void look(Collection<Discovery> ways, Scope scope) {
        for (Discovery gone : List.copyOf(sessions.keySet())) {
            if (!ways.contains(gone)) {
                sessions.remove(gone).close();
            }
        }
        for (Discovery each : ways) {
            sessions.computeIfAbsent(each, way -> open(way, scope));
        }
    }

    private Discovery.Session open(Discovery way, Scope scope) {
        return way.open(scope, () -> own.get().map(Advert::bytes).orElse(new byte[0]), this::heard);
    }

    /** Asks everybody to advertise now. */
    public void query() {
        sessions.values().forEach(Discovery.Session::query);
    }

    /** Every address that was heard of, the latest last. */
    public List<NodeAddress> addresses() {
        synchronized (newest) {
            return List.copyOf(addresses.keySet());
        }
    }

    private void heard(Sighting sighting) {
        switch (sighting) {
            case Sighting.Advert(Bytes bytes) -> heard(bytes);
            case Sighting.Address(NodeAddress address) -> note(new Heard(address, Optional.empty()));
            case Sighting.Query query -> LOG.trace("Somebody asks for adverts");
        }
    }

    private void heard(Bytes bytes) {
        try {
            Advert advert = Advert.read(bytes.toArray());
            if (!advert.owner().equals(self) && isNew(advert) && advert.verify()) {
                accept(advert);
            }
        } catch (HoldfastException e) {
            LOG.debug("A false advert: {}", e.getMessage());
        }
    }

    /** By device, whose signature is checked: anybody can sign an advert that names somebody else as its owner. */
    private boolean isNew(Advert advert) {
        synchronized (newest) {
            return Advert.fresh(advert.sequence(), newest.getOrDefault(advert.device(), 0L), clock.instant());
        }
    }

    private void accept(Advert advert) {
        synchronized (newest) {
            newest.put(advert.device(), advert.sequence());
            shrink(newest);
        }
        advert.addresses().forEach(address -> note(new Heard(address, Optional.of(advert.owner()))));
    }

    private void note(Heard heard) {
        synchronized (newest) {
            addresses.remove(heard.address());
            addresses.put(heard.address(), heard.owner());
            shrink(addresses);
        }
        Thread.ofVirtual().name("heard").start(() -> listener.accept(heard));
    }

    private static void shrink(Map<?, ?> map) {
        var oldest = map.keySet().iterator();
        while (map.size() > MOST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(Discovery.Session::close);
    }
}
